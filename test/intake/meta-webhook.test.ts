import { describe, expect, it } from "vitest";
import { messenger } from "../../functions/intake/adapters/meta/messenger.ts";
import { answerMetaChallenge, signedByMeta, webhookEntries } from "../../functions/intake/wire/meta-webhook.ts";
import { arrivedAt, get, post, signed } from "./chat.ts";

const arrived = arrivedAt(messenger, "messenger", { appSecret: ["next", "test-app-secret"], verifyToken: ["rosebud"] });
const hello = (query: string) => answerMetaChallenge(get(`https://hooks.example/in?${query}`), arrived);

/** contracts/meta.md 3, word for word. */
const vector = `{"object":"page","entry":[{"id":"100200300400500","time":1790000000,"changes":[{"field":"leadgen","value":{"leadgen_id":"7001002003004001","page_id":"100200300400500","form_id":"900800700600500","created_time":1789999998}}]}]}`;
const signature = "sha256=3e044cd04cc876c54df3f5a4cbe2994faee726c89afd99119b673419815a753f";
const verified = (bytes: string | Buffer, header?: string) =>
  signedByMeta(post(bytes, { "x-hub-signature-256": header }), arrived);

describe("Meta's handshake", () => {
  it("gets its challenge back word for word", () => {
    const reply = hello("hub.mode=subscribe&hub.verify_token=rosebud&hub.challenge=1158201444");
    expect(reply).toMatchObject({ statusCode: 200, body: "1158201444" });
    expect(reply.headers?.["content-type"]).toMatch("text/plain");
  });

  it.each([
    ["a wrong token", "hub.mode=subscribe&hub.verify_token=rose&hub.challenge=1"],
    ["no token", "hub.mode=subscribe&hub.challenge=1"],
    ["another mode", "hub.mode=unsubscribe&hub.verify_token=rosebud&hub.challenge=1"],
    ["no challenge", "hub.mode=subscribe&hub.verify_token=rosebud"],
    ["a challenge that is a page", "hub.mode=subscribe&hub.verify_token=rosebud&hub.challenge=<script>"],
    ["two tokens", "hub.mode=subscribe&hub.verify_token=rosebud&hub.verify_token=x&hub.challenge=1"],
  ])("is refused with %s", (_, query) => {
    const reply = hello(query);
    expect(reply.statusCode).toBe(403);
    expect(reply.body).not.toMatch("script");
  });

  it("is refused where no token is set", () => {
    const query = "hub.mode=subscribe&hub.verify_token=&hub.challenge=1";
    expect(answerMetaChallenge(get(`https://hooks.example/in?${query}`), { ...arrived, secrets: {} }).statusCode).toBe(
      403,
    );
  });
});

describe("Meta's signature", () => {
  it("is the contract's, also under the secret that is being replaced", () => {
    expect(verified(vector, signature)).toBeUndefined();
    expect(signedByMeta(signed(vector, "next"), arrived)).toBeUndefined();
    expect(signedByMeta(signed(vector, "former"), arrived)).toMatch("app secret");
  });

  it("counts over the very bytes", () => {
    expect(verified(`${vector} `, signature)).toBeDefined();
    expect(verified(vector.replace("7001", "7002"), signature)).toBeDefined();
    const escaped = '{"object":"page","entry":[],"name":"M\\u00fcller"}';
    expect(signedByMeta(signed(escaped, "next"), arrived)).toBeUndefined();
    expect(
      signedByMeta({ ...signed(escaped, "next"), bytes: Buffer.from(JSON.stringify(JSON.parse(escaped))) }, arrived),
    ).toBeDefined();
  });

  it("is missing, double or no signature: refused", () => {
    expect(verified(vector)).toMatch("missing");
    for (const header of [
      `${signature},${signature}`,
      signature.slice(7),
      "sha256=",
      `sha1=${signature.slice(7)}`,
      `${signature}0`,
    ])
      expect(verified(vector, header), header).toMatch("not one signature");
  });
});

describe("a delivery's entries", () => {
  it("are refused when they are about another object", () => {
    expect(webhookEntries(post(vector), "page")).toHaveLength(1);
    expect(() => webhookEntries(post(vector), "instagram")).toThrow('about "page"');
    expect(() => webhookEntries(post("[]"), "page")).toThrow("not what this platform sends");
    expect(() => webhookEntries(post('{"object":"page"}'), "page")).toThrow("entry");
  });
});
