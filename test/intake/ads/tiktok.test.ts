import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tiktok } from "../../../functions/intake/adapters/ads/tiktok.ts";
import { hmac } from "../../../functions/intake/wire/signature.ts";
import { AppError } from "../../../functions/platform/error.ts";
import { altered, arrivedAt, posted, readBy, sent, sourceOf } from "./fixture.ts";

const secrets = { secret: ["new-secret", "old-secret"] };
const arrived = arrivedAt("tiktok", secrets);
const lead = sent("tiktok/lead.txt");
const batch = sent("tiktok/batch.txt");
/** The batch's letters beyond ASCII, as they are said to be signed. */
const escapes: Record<string, string> = {
  ë: "00eb",
  李: "674e",
  ä: "00e4",
  ü: "00fc",
  "\ud83d": "d83d",
  "\ude00": "de00",
};
const escaped = Object.entries(escapes).reduce(
  (text, [letter, code]) => text.replaceAll(letter, `\\u${code}`),
  batch.toString("utf8"),
);
const token = (secret: string) => `token=${hmac(secret, "leadwright url token")}`;
const verified = (bytes: Buffer, header: string | undefined, query = "") =>
  tiktok.verify(posted(bytes, { "x-open-signature": header }, query), arrived) === undefined;

describe("a delivery is TikTok's", () => {
  it("by the token that the URL was given, which is not the secret", async () => {
    const query = await tiktok.urlQuery?.(arrived.source, secrets);
    expect(query).toBe(token("new-secret"));
    expect(query).not.toContain("new-secret");
    expect(verified(lead, undefined, query)).toBe(true);
  });

  it.each([
    ["the older token", undefined, token("old-secret")],
    ["the token, though its signature is wrong", "0".repeat(64), token("new-secret")],
    ["a signature of the bytes", hmac("old-secret", batch), ""],
    ["a signature in capitals", hmac("new-secret", batch).toUpperCase(), ""],
    ["a signature of the bytes, beside a wrong token", hmac("new-secret", batch), "token=guess"],
  ])("by %s", (_, header, query) => {
    expect(verified(batch, header, query)).toBe(true);
  });

  it("by a signature of the escaped body: umlauts, ideographs and pairs of surrogates", () => {
    expect(escaped).toContain("\\u00eb");
    expect(escaped).toContain("\\ud83d\\ude00");
    expect(verified(batch, hmac("old-secret", escaped))).toBe(true);
    expect(verified(batch, hmac("old-secret", escaped.toUpperCase()))).toBe(false);
  });

  it.each([
    ["nothing", undefined, ""],
    ["an empty token", undefined, "token="],
    ["another token", undefined, "token=guess"],
    ["the secret itself", undefined, "token=new-secret"],
    ["the token twice", undefined, `${token("new-secret")}&${token("new-secret")}`],
    ["another secret's signature", hmac("guess", batch), ""],
    ["two signatures", `${hmac("new-secret", batch)},${hmac("new-secret", batch)}`, ""],
    ["the signature of other bytes", hmac("new-secret", altered(batch)), ""],
  ])("not by %s", (_, header, query) => {
    expect(verified(batch, header, query)).toBe(false);
  });

  it("not where the source has no secret", () => {
    const bare = arrivedAt("tiktok", { secret: [""] });
    expect(tiktok.verify(posted(lead, {}, token("")), bare)).toMatch(/secret/);
    expect(tiktok.urlQuery?.(bare.source, {})).toBe("");
  });
});

describe("TikTok's notification", () => {
  it("says everything at once, and no digit is lost", () => {
    expect(tiktok.parse(posted(lead), arrived)).toEqual([
      {
        kind: "inquiry",
        id: "7300000000000000123",
        draft: {
          name: "Li Wei",
          email: "li@example.com",
          phone: "+6591234567",
          at: "2026-09-21T14:13:18.000Z",
          attribution: {
            form_id: "7200000000000000001",
            advertiser_id: "7100000000000000001",
            campaign_id: "1780000000000001",
            adgroup_id: "1780000000000002",
            ad_id: "1780000000000003",
            lead_source: "INSTANT_FORM",
          },
          extra: { "When do you want to start?": "This month" },
        },
      },
    ]);
  });

  it("may be a batch; an entry without an id costs no other; answers may be lists and objects", () => {
    const signals = tiktok.parse(posted(batch), arrived);
    expect(signals.map(({ kind, id }) => [kind, id])).toEqual([
      ["inquiry", "7300000000000000124"],
      ["unreadable", expect.stringMatching(/^unreadable-/)],
      ["inquiry", "7300000000000000125"],
    ]);
    expect(signals[0]).toMatchObject({
      draft: {
        firstName: "Zoë",
        lastName: "李 😀",
        phone: "+6591234568",
        extra: { Räume: ["Küche", "Bad"], Adresse: '{"city":"Wien"}' },
      },
    });
  });

  it.each(['{"object":2,"entry":[{"id":1}]}', '{"object":"3"}'])("of other subscriptions is no news: %s", (body) => {
    expect(tiktok.parse(posted(body), arrived)).toEqual([]);
  });

  it.each(["", "{", "null", "[]", "{}", '{"object":1}', '{"object":1,"entry":{}}'])(
    "is refused when it is %j",
    (body) => {
      expect(() => tiktok.parse(posted(body), arrived)).toThrow(AppError);
    },
  );
});

it("nothing that comes makes the adapter fail but a refusal", () => {
  const change = fc.record({
    field: fc.oneof(fc.constantFrom("email", "name", "country"), fc.jsonValue()),
    value: fc.jsonValue(),
  });
  const entry = fc.record(
    { id: fc.jsonValue(), create_time: fc.jsonValue(), changes: fc.array(fc.oneof(change, fc.jsonValue())) },
    { requiredKeys: [] },
  );
  const body = fc.record({ object: fc.constant(1), entry: fc.array(entry) });
  const bodies = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.oneof(fc.jsonValue(), body).map((value) => Buffer.from(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(bodies, fc.string(), fc.string(), (bytes, header, guess) => {
      const delivery = posted(
        bytes,
        { "x-open-signature": header },
        `token=${encodeURIComponent(guess.toWellFormed())}`,
      );
      expect(tiktok.verify(delivery, arrived)).toEqual(expect.any(String));
      readBy(tiktok, delivery, arrived);
    }),
    { numRuns: 500 },
  );
});

it("TikTok's steps name the URL and the subscription", () => {
  const steps = tiktok.steps(sourceOf("tiktok"), "https://leads.example/t?token=1").join("\n");
  for (const said of ["https://leads.example/t?token=1", "subscription/subscribe", "DIRECT_MESSAGE"])
    expect(steps).toContain(said);
});
