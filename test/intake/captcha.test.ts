import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { captchaFailed } from "../../functions/intake/web-form/captcha.ts";

afterEach(() => vi.unstubAllEnvs());

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

const turnstile = { turnstileSecret: ["1x0000"] };
const posted = (field: string, token: string) => new Map([[field, [token]]]);
const person = posted("cf-turnstile-response", "0.AbC");

describe("a form's captcha", () => {
  it("is asked for once, with the token and the sender's address", async () => {
    const asked = await aService("TURNSTILE_URL", '{"success":true,"hostname":"example.com"}');
    expect(await captchaFailed(person, turnstile, "203.0.113.7")).toBe(false);
    expect(asked.map((one) => Object.fromEntries(one))).toEqual([
      { secret: "1x0000", response: "0.AbC", remoteip: "203.0.113.7" },
    ]);
  });

  it.each([
    ["a token that is spent", '{"success":false,"error-codes":["timeout-or-duplicate"]}', true],
    ["a visitor who looks like a machine", '{"success":true,"score":0.2}', true],
    ["a visitor who looks like a person", '{"success":true,"score":0.7}', false],
  ])("knows %s", async (_, answer, failed) => {
    await aService("RECAPTCHA_URL", answer);
    const fields = posted("g-recaptcha-response", "token");
    expect(await captchaFailed(fields, { recaptchaSecret: ["secret"] }, "203.0.113.7")).toBe(failed);
  });

  it("fails without its token, and nobody is asked", async () => {
    const asked = await aService("TURNSTILE_URL", '{"success":true}');
    expect(await captchaFailed(new Map(), turnstile, "203.0.113.7")).toBe(true);
    expect(asked).toEqual([]);
  });

  it.each([
    ["the source has none", "{}", {}],
    ["its service does not say", "busy", turnstile],
  ])("says nothing when %s: the person is not made to suffer", async (_, answer, secrets) => {
    await aService("TURNSTILE_URL", answer);
    expect(await captchaFailed(person, secrets, "203.0.113.7")).toBeUndefined();
  });
});
