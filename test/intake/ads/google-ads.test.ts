import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { googleAds } from "../../../functions/intake/adapters/ads/google-ads.ts";
import { AppError } from "../../../functions/platform/error.ts";
import { arrivedAt, inquiryFrom, posted, readBy, sent, sourceOf, told } from "./fixture.ts";

const arrived = arrivedAt("google-ads", { key: ["n3w-key", "s3cr3t-key"] });
const lead = sent("google-ads/lead.txt");
const withKey = (key: unknown, more: object = {}) =>
  posted(JSON.stringify({ ...told("google-ads/lead.txt"), google_key: key, ...more }));

describe("a delivery is Google's", () => {
  it.each(["n3w-key", "s3cr3t-key"])("by the key in its body: %s counts", (key) => {
    expect(googleAds.verify(withKey(key), arrived)).toBeUndefined();
  });

  it.each([
    ["guess", {}],
    ["S3CR3T-KEY", {}],
    ["", {}],
    [undefined, {}],
    [null, {}],
    [["s3cr3t-key"], {}],
    ["guess", { is_test: true, user_column_data: [] }],
    ["", { is_test: true }],
    ["", { is_test: true, user_column_data: [] }],
    [undefined, { is_test: true, user_column_data: [] }],
  ])("unless its key is %j, with %j", (key, more) => {
    expect(googleAds.verify(withKey(key, more), arrived)).toMatch(/google_key/);
  });

  it.each(["", "{", "null", "[]", '"s3cr3t-key"'])("unless its body is %j", (body) => {
    expect(googleAds.verify(posted(body), arrived)).toMatch(/body/);
  });

  it("unless the source has no key", () => {
    expect(googleAds.verify(withKey(""), arrivedAt("google-ads", { key: [""] }))).toMatch(/google_key/);
  });

  it("else Google hears why, in its own words for it, and does not try again", () => {
    expect(googleAds.refuse?.("The google_key is not this source's.")).toMatchObject({
      statusCode: 401,
      body: '{"message":"The google_key is not this source\'s."}',
    });
  });
});

describe("Google's lead", () => {
  it("says everything at once", () => {
    expect(googleAds.parse(posted(lead), arrived)).toEqual([
      {
        kind: "inquiry",
        id: "MjpsZWFkX2lkOjEyMzQ1Njc4OTA",
        draft: {
          name: "Marc Dubois",
          email: "marc@example.com",
          phone: "+33612345678",
          at: "2026-09-21T14:13:18.000Z",
          attribution: {
            gclid: "EAIaIQobChMIexample",
            campaign_id: "21000000001",
            adgroup_id: "150000000001",
            creative_id: "690000000001",
            form_id: "40000000001",
          },
          extra: { "How large is your roof?": "50-100 m2" },
        },
      },
    ]);
  });

  it("loses no digit of its ids; columns are known by their names as well, in any case; what is broken costs nothing else", () => {
    const signals = googleAds.parse(posted(sent("google-ads/large-ids.txt")), arrived);
    expect(signals).toMatchObject([
      {
        id: "9223372036854775807",
        draft: {
          name: "Marc Dubois",
          email: "marc@example.com",
          attribution: {
            form_id: "9007199254740993",
            campaign_id: "9007199254740995",
            adgroup_id: undefined,
            asset_group_id: "9007199254740997",
          },
          extra: { work_email: "m.dubois@work.example", job_title: "CTO" },
        },
      },
    ]);
  });

  it("is reached at the address that one can write to, whichever column it is in", () => {
    const columns = [
      { column_id: "EMAIL", string_value: "none" },
      { column_id: "WORK_EMAIL", string_value: "marc@work.example" },
    ];
    const [signal] = googleAds.parse(withKey("n3w-key", { user_column_data: columns }), arrived);
    expect(signal).toMatchObject({ draft: { email: "marc@work.example", extra: { email: "none" } } });
  });

  it("keeps an address that nobody can write to, as it was given; answers left empty say nothing", () => {
    const columns = [
      { column_id: "EMAIL", string_value: "none" },
      { column_id: "PHONE_NUMBER", string_value: " " },
      { column_id: "WORK_PHONE", string_value: "+33612345678" },
      { column_id: "CITY", string_value: "" },
    ];
    const [signal] = googleAds.parse(withKey("n3w-key", { user_column_data: columns }), arrived);
    expect(signal).toMatchObject({ draft: { email: "none", phone: "+33612345678" } });
    expect(signal).toHaveProperty("draft.extra", {});
  });

  it("keeps both answers where two questions read alike", () => {
    const columns = ["roof", "wall"].map((string_value) => ({ column_id: "what", column_name: "What?", string_value }));
    const [signal] = googleAds.parse(withKey("n3w-key", { user_column_data: columns }), arrived);
    expect(signal).toMatchObject({ draft: { extra: { "What?": ["roof", "wall"] } } });
  });

  it("without an id is known by what it says, with and without its key", () => {
    const { bytes } = withKey("n3w-key", { lead_id: undefined });
    const [first] = googleAds.parse(posted(bytes), arrived);
    const [again] = googleAds.parse(posted(googleAds.withoutSecrets?.(bytes) ?? ""), arrived);
    expect(first?.id).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(again).toEqual(first);
  });

  it("of the test button runs the path as a test", () => {
    const test = posted(sent("google-ads/test-lead.json"));
    expect(googleAds.verify(test, arrived)).toBeUndefined();
    const [signal] = googleAds.parse(test, arrived);
    if (signal?.kind !== "inquiry") throw new Error("no inquiry");
    expect(inquiryFrom(signal.draft, arrived)).toMatchObject({ test: true, email: "test@example.com" });
  });

  it("of the test button without key and answers is noted and makes nothing", () => {
    expect(googleAds.parse(posted(sent("google-ads/bare-test.json")), arrived)).toEqual([
      { kind: "tested", id: "TeSter-123" },
    ]);
  });

  it("of the test button without key is known by the token of its address, which either key makes", () => {
    const tokenOf = (key: string) => googleAds.urlQuery?.(arrived.source, { key: [key] });
    const tests = [told("google-ads/bare-test.json"), { ...told("google-ads/test-lead.json"), google_key: "" }];
    for (const body of tests.map((test) => JSON.stringify(test))) {
      for (const key of ["n3w-key", "s3cr3t-key"])
        expect(googleAds.verify(posted(body, {}, tokenOf(key)), arrived)).toBeUndefined();
      for (const query of ["", "token=", "token=guess", tokenOf("another")])
        expect(googleAds.verify(posted(body, {}, query), arrived)).toMatch(/google_key/);
    }
    expect(googleAds.urlQuery?.(arrived.source, {})).toBe("");
  });

  it.each([
    ["a lead", { google_key: "" }],
    ["a lead without key", { google_key: undefined }],
    ["a test with a wrong key", { google_key: "guess", is_test: true }],
  ])("is not known by the token alone when it is %s", (_, more) => {
    const delivery = posted(
      JSON.stringify({ ...told("google-ads/lead.txt"), ...more }),
      {},
      googleAds.urlQuery?.(arrived.source, arrived.secrets),
    );
    expect(googleAds.verify(delivery, arrived)).toMatch(/google_key/);
  });

  it.each(["", "{", "null", "[]"])("is refused when it is %j", (body) => {
    expect(() => googleAds.parse(posted(body), arrived)).toThrow(AppError);
  });
});

describe("what is kept of a delivery", () => {
  const kept = (text: string) => googleAds.withoutSecrets?.(Buffer.from(text)).toString("utf8");

  it("is everything but the key, and every digit", () => {
    const expected = sent("google-ads/large-ids.txt").toString("utf8").replace("s3cr3t-key", "removed");
    expect(kept(sent("google-ads/large-ids.txt").toString("utf8"))).toBe(expected);
  });

  it.each([
    ['{"google_key" : "a\\"b,c", "x":"\u00fc"}', '{"google_key" : "removed", "x":"\u00fc"}'],
    ['{"google_key":123456,"x":1}', '{"google_key":"removed","x":1}'],
    ['{"google_key":"a","google_key":"b"}', '{"google_key":"removed","google_key":"removed"}'],
    ['{"google_key":"cut o', '{"google_key":"removed"'],
    ['{"google_key":""}', '{"google_key":""}'],
    ['{"string_value":"\\"google_key\\":\\"a\\""}', '{"string_value":"\\"google_key\\":\\"a\\""}'],
  ])("of %s is %s", (text, expected) => {
    expect(kept(text)).toBe(expected);
    expect(kept(expected)).toBe(expected);
  });

  it("is the same inquiry", () => {
    const without = googleAds.withoutSecrets?.(lead) ?? Buffer.alloc(0);
    expect(without.includes("s3cr3t-key")).toBe(false);
    expect(googleAds.parse(posted(without), arrived)).toEqual(googleAds.parse(posted(lead), arrived));
  });

  it("never holds the key, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), fc.jsonValue(), (key, more) => {
        const bytes = Buffer.from(JSON.stringify({ more, google_key: key, after: 1 }));
        const without = JSON.parse(googleAds.withoutSecrets?.(bytes).toString("utf8") ?? "");
        expect(without).toMatchObject({ google_key: "removed", after: 1 });
      }),
      { numRuns: 60 },
    );
  });
});

it("nothing that comes makes the adapter fail but a refusal", () => {
  const column = fc.record({ column_id: fc.jsonValue(), column_name: fc.jsonValue(), string_value: fc.jsonValue() });
  const body = fc.record(
    {
      lead_id: fc.jsonValue(),
      user_column_data: fc.array(fc.oneof(column, fc.jsonValue())),
      is_test: fc.jsonValue(),
      gcl_id: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.oneof(fc.jsonValue(), body).map((value) => Buffer.from(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(bodies, (bytes) => {
      expect(googleAds.verify(posted(bytes), arrived)).toEqual(expect.any(String));
      readBy(googleAds, posted(bytes), arrived);
    }),
    { numRuns: 500 },
  );
});

it("Google's steps name the URL and the key", () => {
  const steps = googleAds.steps(sourceOf("google-ads"), "https://leads.example/g").join("\n");
  for (const said of ["https://leads.example/g", "Webhook integration", "key", "Send test data"])
    expect(steps).toContain(said);
});
