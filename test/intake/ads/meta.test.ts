import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { metaLeadAds } from "../../../functions/intake/adapters/meta/lead-ads.ts";
import { hmac } from "../../../functions/intake/wire/signature.ts";
import { AppError } from "../../../functions/platform/error.ts";
import { day } from "../../../functions/platform/time.ts";
import {
  altered,
  arrivedAt,
  asked,
  fakePlatform,
  impatient,
  inquiryFrom,
  posted,
  readBy,
  sent,
  sourceOf,
  told,
} from "./fixture.ts";

const secrets = {
  appSecret: ["new-app-secret", "test-app-secret"],
  verifyToken: ["new-verify", "old-verify"],
  accessToken: ["page-token-1"],
};
const arrived = arrivedAt("meta", secrets);
const notification = sent("meta/notification.txt");
const signature = "sha256=3e044cd04cc876c54df3f5a4cbe2994faee726c89afd99119b673419815a753f";
const signed = (bytes: Buffer, header: string | undefined = `sha256=${hmac("test-app-secret", bytes)}`) =>
  posted(bytes, { "x-hub-signature-256": header });
const greeting = (more: Record<string, string> = {}) =>
  asked({ "hub.mode": "subscribe", "hub.verify_token": "new-verify", "hub.challenge": "1158201444", ...more });

describe("Meta asks whether the URL is ours", () => {
  it.each(["new-verify", "old-verify"])("and gets its challenge back, word for word, for %s", (token) => {
    expect(metaLeadAds.challenge?.(greeting({ "hub.verify_token": token }), arrived)).toMatchObject({
      statusCode: 200,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: "1158201444",
    });
  });

  it.each([
    ["another token", greeting({ "hub.verify_token": "guess" })],
    ["an empty token", greeting({ "hub.verify_token": "" })],
    ["another mode", greeting({ "hub.mode": "unsubscribe" })],
    ["a challenge that is markup", greeting({ "hub.challenge": "<script>" })],
    ["no challenge", asked({ "hub.mode": "subscribe", "hub.verify_token": "new-verify" })],
    ["two tokens", asked(`${greeting().query}&hub.verify_token=new-verify`)],
    ["nothing", asked("")],
  ])("and is refused with %s", (_, delivery) => {
    expect(metaLeadAds.challenge?.(delivery, arrived)).toMatchObject({ statusCode: 403 });
  });
});

describe("a delivery is Meta's", () => {
  it("by the contract's vector, with the secret that is being replaced", () => {
    expect(notification).toHaveLength(226);
    expect(metaLeadAds.verify(signed(notification, signature), arrived)).toBeUndefined();
  });

  it.each([
    ["the newer secret", `sha256=${hmac("new-app-secret", notification)}`],
    ["its digits in capitals", `sha256=${signature.slice(7).toUpperCase()}`],
  ])("with %s", (_, header) => {
    expect(metaLeadAds.verify(signed(notification, header), arrived)).toBeUndefined();
  });

  it.each([
    ["missing", undefined],
    ["empty", ""],
    ["given twice", `${signature},${signature}`],
    ["made with another secret", `sha256=${hmac("guess", notification)}`],
    ["made with no secret", `sha256=${hmac("", notification)}`],
    ["cut short", signature.slice(0, -1)],
    ["without its prefix", signature.slice(7)],
    ["of another hash", signature.replace("sha256", "sha1")],
  ])("unless its signature is %s", (_, header) => {
    const delivery = posted(notification, { "x-hub-signature-256": header });
    expect(metaLeadAds.verify(delivery, arrived)).toMatch(/signature/i);
  });

  it("unless one byte is another", () => {
    expect(metaLeadAds.verify(signed(altered(notification), signature), arrived)).toMatch(/signature/);
  });

  it("unless the source has no secret", () => {
    const empty = arrivedAt("meta", { appSecret: [""] });
    expect(metaLeadAds.verify(signed(notification, `sha256=${hmac("", notification)}`), empty)).toMatch(/signature/);
  });
});

describe("Meta's notification", () => {
  it("names a lead whose answers are to be asked for", () => {
    expect(metaLeadAds.parse(signed(notification), arrived)).toEqual([
      {
        kind: "fetch",
        id: "7001002003004001",
        ask: { leadgen_id: "7001002003004001", page_id: "100200300400500", form_id: "900800700600500" },
        draft: {
          at: "2026-09-21T14:13:18.000Z",
          attribution: { page_id: "100200300400500", form_id: "900800700600500" },
        },
      },
    ]);
  });

  it("may be a batch: every lead of every entry, no digit lost, other news left out, what is broken set aside", () => {
    const signals = metaLeadAds.parse(signed(sent("meta/batch.txt")), arrived);
    expect(signals.map(({ kind, id }) => [kind, id])).toEqual([
      ["fetch", "7001002003004001999"],
      ["unreadable", expect.stringMatching(/^unreadable-[0-9a-f]{64}$/)],
      ["fetch", "7001002003004003"],
    ]);
    expect(signals[0]).toMatchObject({ ask: { page_id: "100200300400500", ad_id: "120210000000000001" } });
    expect(signals[2]).toMatchObject({ ask: { page_id: "100200300400501" } });
  });

  it("of the dashboard's test button is noted and nothing is asked", () => {
    const signals = metaLeadAds.parse(signed(sent("meta/dashboard-test.json")), arrived);
    expect(signals).toEqual([{ kind: "tested", id: "444444444444" }]);
  });

  it("of other things is no news", () => {
    const chats = [
      { sender: { id: "7" }, read: { watermark: 1 } },
      { sender: { id: "1" }, message: { is_echo: true } },
    ];
    const entry = [{ id: "1", messaging: chats }];
    expect(metaLeadAds.parse(posted(JSON.stringify({ object: "page", entry })), arrived)).toEqual([]);
    expect(metaLeadAds.parse(posted('{"object":"page","entry":[{"changes":[{"field":"feed"}]}]}'), arrived)).toEqual(
      [],
    );
  });

  it("that was a message in a chat is not lost: it is told to be another source's", () => {
    const item = { sender: { id: "7" }, recipient: { id: "1" }, timestamp: 1, message: { mid: "m_1", text: "Price?" } };
    const change = { field: "leadgen", value: { leadgen_id: "8" } };
    for (const place of ["messaging", "standby"]) {
      const entry = [{ id: "1", [place]: [item], changes: [change] }];
      expect(metaLeadAds.parse(posted(JSON.stringify({ object: "page", entry })), arrived)).toMatchObject([
        { kind: "fetch", id: "8" },
        { kind: "unreadable", why: expect.stringContaining("platform messenger") },
      ]);
    }
  });

  it.each(["instagram", "whatsapp_business_account"])("about %s is refused: another source takes those", (object) => {
    expect(() => metaLeadAds.parse(posted(JSON.stringify({ object, entry: [{ changes: [] }] })), arrived)).toThrow(
      object,
    );
  });

  it.each(["", "null", "[]", '"page"', '{"object":"page"}', '{"object":"page","entry":{}}', "{", "\u0000"])(
    "is refused when it is %j",
    (body) => expect(() => metaLeadAds.parse(posted(body), arrived)).toThrow(AppError),
  );

  it("may be dated where no calendar goes", () => {
    const body =
      '{"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":1,"created_time":1e300}}]}]}';
    expect(metaLeadAds.parse(posted(body), arrived)).toMatchObject([{ id: "1", draft: { at: undefined } }]);
  });
});

const ask = { leadgen_id: "7001002003004001", page_id: "100200300400500", form_id: "900800700600500" };
const fetched = (more: object = {}, asking: Record<string, string> = ask) =>
  metaLeadAds.fetch?.(asking, { ...arrived, secrets: { ...secrets, ...more } });

describe("the Graph API", () => {
  it("is asked for the lead with token, proof and every field, and its answers are sorted", async () => {
    const requests = await fakePlatform("META_GRAPH_URL", () => ({ body: told("meta/lead.json") }));
    expect(await fetched()).toEqual({
      draft: {
        name: "Jana Müller",
        email: "jana@example.com",
        phone: "+4915112345678",
        at: "2026-09-21T14:13:18.000Z",
        agreed: true,
        campaign: "Solar leads",
        attribution: {
          ad_id: "120210000000000001",
          ad_name: "Spring video B",
          adset_id: "120210000000000002",
          adset_name: "DE 25-54",
          campaign_id: "120210000000000003",
          campaign_name: "Solar leads",
          form_id: "900800700600500",
          page_id: "100200300400500",
          placement: "ig",
        },
        extra: {
          "wann_möchten_sie_starten?": "sofort",
          custom_disclaimer_responses: [{ checkbox_key: "marketing_optin", is_checked: "1" }],
        },
      },
    });
    const [request] = requests;
    const url = new URL(request?.url ?? "", "http://graph");
    expect(url.pathname).toBe("/v25.0/7001002003004001");
    expect(request?.headers.authorization).toBe("Bearer page-token-1");
    expect(url.searchParams.get("appsecret_proof")).toBe(hmac("new-app-secret", "page-token-1"));
    expect(url.searchParams.get("fields")?.split(",")).toEqual(
      expect.arrayContaining(["id", "field_data", "custom_disclaimer_responses", "campaign_name", "platform"]),
    );
    expect(url.searchParams.has("access_token")).toBe(false);
  });

  it("tells of an organic lead: unticked boxes, several choices, a country by its name, an answer left empty", async () => {
    await fakePlatform("META_GRAPH_URL", () => ({ body: told("meta/organic-lead.json") }));
    expect(await fetched()).toMatchObject({
      draft: {
        firstName: "Noé",
        lastName: "Petit",
        email: "noe@example.com",
        company: "Petit SARL",
        agreed: false,
        attribution: { placement: "fb", organic: "true", ad_id: undefined },
        extra: { country: "Frankreich", job_title: "CTO", products: ["roof", "façade"] },
      },
    });
  });

  it("tells of a test lead: it is marked, its dummies reach nobody, and it runs the path all the same", async () => {
    await fakePlatform("META_GRAPH_URL", () => ({ body: told("meta/test-lead.json") }));
    const answer = await fetched({}, { ...ask, leadgen_id: "7001002003004009" });
    expect(answer).toMatchObject({
      draft: {
        test: true,
        handle: { platform: "meta", scope: "100200300400500", id: "7001002003004009" },
        extra: { email: "test@meta.com", full_name: "<test lead: dummy data for full_name>" },
      },
    });
    if (!answer || !("draft" in answer)) throw new Error("Meta told nothing");
    expect(inquiryFrom(answer.draft, arrived)).toMatchObject({ test: true, email: undefined, phone: undefined });
  });

  it.each([true, "true", "1", 1])("counts a box with %j as ticked", async (value) => {
    const lead = {
      ...told("meta/lead.json"),
      custom_disclaimer_responses: [{ checkbox_key: "marketing", is_checked: value }],
    };
    await fakePlatform("META_GRAPH_URL", () => ({ body: lead }));
    expect(await fetched()).toMatchObject({ draft: { agreed: true } });
  });

  it.each([
    [
      "one of two boxes",
      [
        ["terms", "1"],
        ["marketing_optin", ""],
      ],
      undefined,
      false,
    ],
    [
      "all boxes",
      [
        ["terms", "1"],
        ["marketing_optin", true],
      ],
      undefined,
      true,
    ],
    [
      "the box that the source means",
      [
        ["terms", ""],
        ["marketing_optin", "1"],
      ],
      "marketing_optin",
      true,
    ],
    [
      "all but the box that the source means",
      [
        ["terms", "1"],
        ["marketing_optin", ""],
      ],
      "marketing_optin",
      false,
    ],
    ["all boxes, of which none is the one that is meant", [["terms", "1"]], "marketing_optin", false],
  ])("takes %s for what it is", async (_, ticked, consent, agreed) => {
    const boxes = ticked.map(([checkbox_key, is_checked]) => ({ checkbox_key, is_checked }));
    await fakePlatform("META_GRAPH_URL", () => ({
      body: { ...told("meta/lead.json"), custom_disclaimer_responses: boxes },
    }));
    const source = { ...arrived.source, ...(consent && { mapping: { consent } }) };
    expect(await metaLeadAds.fetch?.(ask, { ...arrived, source })).toMatchObject({ draft: { agreed } });
  });

  it("says nothing of consent where the form has no box", async () => {
    const { custom_disclaimer_responses: _, ...lead } = told("meta/lead.json");
    await fakePlatform("META_GRAPH_URL", () => ({ body: lead }));
    expect(await fetched()).toMatchObject({ draft: { agreed: undefined } });
  });

  const errors = told("meta/errors.json");
  it.each([
    ["unknown", 400, { gone: expect.stringContaining("100/33"), remedy: expect.stringContaining("Leads Access") }],
    ["expired", 400, { denied: expect.stringContaining("190"), remedy: expect.stringContaining("leads_retrieval") }],
    ["forbidden", 403, { denied: expect.stringContaining("200"), remedy: expect.stringContaining("Leads Access") }],
    ["unproven", 400, { denied: expect.stringContaining("100"), remedy: expect.stringContaining("appSecret") }],
    ["throttled", 400, { later: expect.stringContaining("4"), after: 300_000 }],
    ["leadgenThrottled", 400, { later: expect.stringContaining("80005"), after: 300_000 }],
    ["transient", 500, { later: expect.stringContaining("500") }],
    ["transient", 400, { later: expect.stringContaining("2") }],
    ["other", 400, { gone: expect.stringContaining("2500") }],
  ])("answers that it is %s with %i, and we know what to do", async (name, status, expected) => {
    await fakePlatform("META_GRAPH_URL", () => ({ status, body: errors[name] }));
    const answer = await fetched({ appSecret: ["test-app-secret"] });
    expect(answer).toMatchObject(expected);
    expect(JSON.stringify(answer)).not.toContain("page-token-1");
  });

  it.each([
    ["30", 30_000],
    ["Mon, 23 Nov 2026 09:02:00 GMT", 120_000],
    ["99999999", day],
    ["0", 300_000],
    ["Mon, 23 Nov 2026 08:00:00 GMT", 300_000],
    ["soon", 300_000],
    [undefined, 300_000],
  ])("is too busy until %s", async (wait, after) => {
    const headers: Record<string, string> = wait === undefined ? {} : { "retry-after": wait };
    await fakePlatform("META_GRAPH_URL", () => ({ status: 429, headers, body: "slow down" }));
    expect(await fetched()).toEqual({ later: "Meta answered with 429.", after });
  });

  it("is asked with the older token, and the older app secret, when the newer ones do not hold", async () => {
    const good = { token: "Bearer page-token-1", proof: hmac("test-app-secret", "page-token-1") };
    const requests = await fakePlatform("META_GRAPH_URL", ({ headers, url }) => {
      if (headers.authorization !== good.token) return { status: 400, body: errors.expired };
      return url?.includes(good.proof) ? { body: told("meta/lead.json") } : { status: 400, body: errors.unproven };
    });
    const answer = await fetched({ accessToken: ["mistyped-token", " page-token-1\n"] });
    expect(answer).toMatchObject({ draft: { email: "jana@example.com" } });
    expect(requests).toHaveLength(4);
  });

  it.each([[[]], [undefined], [["\u00fc\nnot a token"]]])("is not asked with the tokens %j", async (accessToken) => {
    expect(await fetched({ accessToken })).toMatchObject({ denied: expect.any(String), remedy: expect.any(String) });
  });

  it.each(["", "<html>", "[]", "{}", '{"field_data":"none"}', '{"error":"none"}'])(
    "may answer %j, which says nothing",
    async (body) => {
      await fakePlatform("META_GRAPH_URL", () => ({ body }));
      expect(await fetched()).toEqual({ gone: "Meta's answer cannot be read." });
    },
  );

  it("is given ten seconds, and asked again when it does not answer", async () => {
    await fakePlatform("META_GRAPH_URL", () => undefined);
    const spy = impatient();
    expect(await fetched()).toEqual({ later: expect.stringContaining("did not answer within 10 s") });
    expect(spy).toHaveBeenCalledWith(10_000);
  });

  it("takes our token nowhere else", async () => {
    const elsewhere = { status: 302, headers: { location: "/elsewhere" }, body: "" };
    const requests = await fakePlatform("META_GRAPH_URL", () => elsewhere);
    expect(await fetched()).toEqual({ later: expect.stringContaining("could not be reached") });
    expect(requests).toHaveLength(1);
  });

  it("is asked for an id, whatever it holds, and for nothing else", async () => {
    const requests = await fakePlatform("META_GRAPH_URL", () => ({ status: 404, body: "" }));
    await fetched({}, { ...ask, leadgen_id: "../me/accounts?x=1" });
    expect(requests[0]?.url).toMatch(/^\/v25\.0\/\.\.%2Fme%2Faccounts%3Fx%3D1\?fields=/);
  });

  it("is asked in the version that is set", async () => {
    const requests = await fakePlatform("META_GRAPH_URL", () => ({ status: 404, body: "" }));
    vi.stubEnv("META_GRAPH_VERSION", "v26.0");
    await fetched();
    expect(requests[0]?.url).toMatch(/^\/v26\.0\/7001002003004001\?/);
  });

  it("may answer anything without harm", async () => {
    let body: unknown;
    await fakePlatform("META_GRAPH_URL", () => ({ body }));
    const lead = fc.record({ field_data: fc.array(fc.record({ name: fc.string(), values: fc.jsonValue() })) });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), lead), async (answer) => {
        body = answer;
        expect(await fetched()).toSatisfy(
          (one: object) => "draft" in one || "gone" in one || "later" in one || "denied" in one,
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe("nothing that comes makes the adapter fail", () => {
  const change = fc.record(
    {
      field: fc.oneof(fc.constant("leadgen"), fc.jsonValue()),
      value: fc.oneof(fc.jsonValue(), fc.record({ leadgen_id: fc.jsonValue() })),
    },
    { requiredKeys: [] },
  );
  const entries = fc.record({ object: fc.constant("page"), entry: fc.array(fc.record({ changes: fc.array(change) })) });
  const bodies = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.oneof(fc.jsonValue(), entries).map((value) => Buffer.from(JSON.stringify(value))),
  );

  it("but a refusal", () => {
    fc.assert(
      fc.property(bodies, fc.option(fc.string(), { nil: undefined }), (bytes, header) => {
        const delivery = posted(bytes, { "x-hub-signature-256": header });
        expect(metaLeadAds.verify(delivery, arrived)).toEqual(expect.any(String));
        const signals = readBy(metaLeadAds, delivery, arrived);
        if (typeof signals !== "string") for (const { id } of signals) expect(id).toMatch(/\w/);
      }),
      { numRuns: 500 },
    );
  });
});

it("Meta's steps name the URL and both subscriptions", () => {
  const steps = metaLeadAds.steps(sourceOf("meta"), "https://leads.example/intake/meta/meta-ads").join("\n");
  for (const said of [
    "https://leads.example/intake/meta/meta-ads",
    "verify token",
    "field leadgen",
    "subscribed_apps",
    "leads_retrieval",
  ])
    expect(steps).toContain(said);
});
