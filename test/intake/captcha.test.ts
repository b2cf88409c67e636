import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Guarded, captchaFailed as judge, testSecretAmong } from "../../functions/intake/spam/captcha.ts";
import type { Secrets } from "../../functions/source/source.ts";
import { monday } from "../lead/fixture.ts";
import { website } from "./website.ts";

const raise = vi.hoisted(() => vi.fn());
vi.mock("../../functions/source/source-status.ts", () => ({ raiseAlert: raise }));

afterEach(() => {
  vi.unstubAllEnvs();
  raise.mockClear();
});

/** A captcha's service that answers so; what it was asked. */
async function aService(variable: string, answer: string): Promise<URLSearchParams[]> {
  const asked: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  vi.stubEnv(variable, `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`);
  return asked;
}

const turnstile = { turnstileSecret: ["0x4AAA"] };
const posted = (field: string, token: string) => new Map([[field, [token]]]);
const captchaFailed = (fields: Guarded["fields"], secrets: Secrets, origins: string[] = [], hash = "post") =>
  judge({ fields, address: "203.0.113.7", hash }, { source: { ...website, origins }, secrets, now: monday });
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;
const person = posted("cf-turnstile-response", "0.AbC");

describe("a form's captcha", () => {
  it("is asked for once, with the token and the sender's address", async () => {
    const asked = await aService("TURNSTILE_URL", '{"success":true,"hostname":"example.com"}');
    expect(await captchaFailed(person, turnstile)).toBe(false);
    expect(asked.map((one) => Object.fromEntries(one))).toEqual([
      {
        ...{ secret: "0x4AAA", response: "0.AbC", remoteip: "203.0.113.7" },
        idempotency_key: expect.stringMatching(uuid),
      },
    ]);
  });

  it.each([
    ["a token that is spent", '{"success":false,"error-codes":["timeout-or-duplicate"]}', true],
    ["a visitor who looks like a machine", '{"success":true,"score":0.2}', true],
    ["a visitor who looks like a person", '{"success":true,"score":0.7}', false],
  ])("knows %s", async (_, answer, failed) => {
    await aService("RECAPTCHA_URL", answer);
    const fields = posted("g-recaptcha-response", "token");
    expect(await captchaFailed(fields, { recaptchaSecret: ["secret"] })).toBe(failed);
  });

  it("spends a token once however often its form is sent, and for no other form", async () => {
    const asked = await aService("TURNSTILE_URL", '{"success":true}');
    for (const hash of ["post", "post", "another"]) await captchaFailed(person, turnstile, [], hash);
    const [first, again, other] = asked.map((one) => one.get("idempotency_key"));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it.each([
    ["of the site", "shop.example", false],
    ["of the site under its other name", "WWW.shop.example", false],
    ["of another site", "evil.example", true],
    ["that nobody tells", "", false],
  ])("is one of a page %s", async (_, hostname, failed) => {
    await aService("TURNSTILE_URL", JSON.stringify({ success: true, hostname }));
    expect(await captchaFailed(person, turnstile, ["https://shop.example"])).toBe(failed);
    expect(await captchaFailed(person, turnstile)).toBe(false);
  });

  it("whose secret is wrong is the source's trouble, not the visitor's", async () => {
    await aService("TURNSTILE_URL", '{"success":false,"error-codes":["invalid-input-secret"]}');
    expect(await captchaFailed(person, turnstile)).toBeUndefined();
    expect(raise.mock.calls).toMatchObject([
      ["website", { kind: "denied", mend: expect.stringContaining("turnstileSecret") }],
    ]);
  });

  it("may be of a test, which is told from the site's own", async () => {
    await aService("TURNSTILE_URL", '{"success":true,"hostname":"example.com"}');
    const secret = "1x0000000000000000000000000000000AA";
    expect(await captchaFailed(person, { turnstileSecret: [secret] }, ["https://shop.example"])).toBe(false);
    expect(testSecretAmong({ turnstileSecret: secret })).toBe("turnstileSecret");
    expect(testSecretAmong({ turnstileSecret: "0x4AAA" })).toBeUndefined();
  });

  it("fails without its token, and nobody is asked", async () => {
    const asked = await aService("TURNSTILE_URL", '{"success":true}');
    expect(await captchaFailed(new Map(), turnstile)).toBe(true);
    expect(asked).toEqual([]);
  });

  it.each([
    ["the source has none", "{}", {}],
    ["its service does not say", "busy", turnstile],
    ["its service is broken", '{"success":false,"error-codes":["internal-error"]}', turnstile],
  ])("says nothing when %s: the person is not made to suffer", async (_, answer, secrets) => {
    await aService("TURNSTILE_URL", answer);
    expect(await captchaFailed(person, secrets)).toBeUndefined();
  });
});
