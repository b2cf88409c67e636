import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkedin } from "../../../functions/intake/adapters/ads/linkedin.ts";
import { hmac } from "../../../functions/intake/wire/signature.ts";
import { AppError } from "../../../functions/platform/error.ts";
import { Instant } from "../../../functions/platform/time.ts";
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

const secrets = { clientSecret: ["test-client-secret", "old-client-secret"], accessToken: ["member-token"] };
const arrived = arrivedAt("linkedin", secrets);
const notification = sent("linkedin/notification.txt");
const signature = "0cb6c3c6912e667b267b1bd46ac004a9798710b249abcdbb1ae678c69b1d6cb9";
const verified = (bytes: Buffer, header: string | undefined) =>
  linkedin.verify(posted(bytes, { "x-li-signature": header }), arrived);

describe("LinkedIn asks whether the URL is ours", () => {
  it("and gets its challenge back, signed as in the contract's vector", () => {
    const reply = linkedin.challenge?.(
      asked({ challengeCode: "890e4665-4dfe-4ab1-b689-ed553bceeed0", applicationId: "42" }),
      arrived,
    );
    expect(reply).toMatchObject({
      statusCode: 200,
      headers: { "content-type": expect.stringMatching(/^application\/json/) },
    });
    expect(JSON.parse(reply?.body ?? "")).toEqual({
      challengeCode: "890e4665-4dfe-4ab1-b689-ed553bceeed0",
      challengeResponse: "05f7c3a9fc0fd9476f5fa3a0f318d460b83aba7b241196a57cc44868a392fc57",
    });
  });

  it.each([
    ["an event that somebody wants signed", { challengeCode: `hmacsha256=${notification}` }],
    ["a UUID and more", { challengeCode: "890e4665-4dfe-4ab1-b689-ed553bceeed0\n" }],
    ["a UUID without hyphens", { challengeCode: "890e46654dfe4ab1b689ed553bceeed0" }],
    ["nothing", ""],
    ["two challenges", "challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0&challengeCode=a"],
  ])("and is refused with %s", (_, query) => {
    const reply = linkedin.challenge?.(asked(query), arrived);
    expect(reply?.statusCode).toBe(400);
    expect(reply?.body).not.toContain(signature);
  });

  it("and is refused where the source has no secret", () => {
    const delivery = asked({ challengeCode: "890e4665-4dfe-4ab1-b689-ed553bceeed0" });
    expect(linkedin.challenge?.(delivery, arrivedAt("linkedin", {}))).toMatchObject({ statusCode: 403 });
  });
});

describe("a delivery is LinkedIn's", () => {
  it.each([
    ["the contract's vector", signature],
    ["the vector with the prefix in the header as well", `hmacsha256=${signature}`],
    ["the vector in capitals", signature.toUpperCase()],
    ["the secret that is being replaced", hmac("old-client-secret", `hmacsha256=${notification}`)],
  ])("by %s", (_, header) => {
    expect(notification).toHaveLength(132);
    expect(verified(notification, header)).toBeUndefined();
  });

  it.each([
    ["missing", undefined],
    ["empty", ""],
    ["given twice", `${signature},${signature}`],
    ["made of the body without the prefix", hmac("test-client-secret", notification)],
    ["made with another secret", hmac("guess", `hmacsha256=${notification}`)],
    ["cut short", signature.slice(1)],
  ])("unless its signature is %s", (_, header) => {
    expect(verified(notification, header)).toMatch(/signature/i);
  });

  it("unless one byte is another", () => {
    expect(verified(altered(notification), signature)).toMatch(/signature/);
  });
});

describe("LinkedIn's notification", () => {
  it("names a lead whose answers are to be asked for", () => {
    const marks = { form_id: "7001000", account_id: "500100200", creative_id: "300200100" };
    expect(linkedin.parse(posted(sent("linkedin/created.json")), arrived)).toEqual([
      {
        kind: "fetch",
        id: "1a2b3c-4",
        ask: { id: "1a2b3c-4", ...marks, form_version: "1" },
        draft: { at: "2026-09-21T14:13:20.000Z", attribution: marks },
      },
    ]);
  });

  it("may say the least", () => {
    expect(linkedin.parse(posted(notification), arrived)).toMatchObject([{ kind: "fetch", ask: { id: "1a2b3c-4" } }]);
  });

  it("may want the same lead forgotten", () => {
    const signals = linkedin.parse(posted(sent("linkedin/deleted.json")), arrived);
    expect(signals).toEqual([{ kind: "deleted", id: "1a2b3c-4" }]);
  });

  it("of other things is no news", () => {
    expect(linkedin.parse(posted(sent("linkedin/other.json")), arrived)).toEqual([]);
    const renamed = { ...told("linkedin/created.json"), leadAction: "RENAMED" };
    expect(linkedin.parse(posted(JSON.stringify(renamed)), arrived)).toEqual([]);
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    "{}",
    '{"type":"LEAD_ACTION"}',
    '{"type":"LEAD_ACTION","leadAction":"CREATED","leadGenFormResponse":"urn:li:person:1"}',
    '{"type":"LEAD_ACTION","leadAction":"CREATED","leadGenFormResponse":"urn:li:leadGenFormResponse:.."}',
  ])("is refused when it is %j", (body) => {
    expect(() => linkedin.parse(posted(body), arrived)).toThrow(AppError);
  });
});

const ask = {
  id: "1a2b3c-4",
  form_id: "7001000",
  form_version: "1",
  account_id: "500100200",
  creative_id: "300200100",
};
const fetched = (more: object = {}, at = arrived.now) =>
  linkedin.fetch?.(ask, { ...arrived, now: at, secrets: { ...secrets, ...more } });

/** A lead of a form that no other test has asked for. */
const ofForm = (form: string) => ({
  ...told("linkedin/lead.json"),
  versionedLeadGenFormUrn: `urn:li:versionedLeadGenForm:(urn:li:leadGenForm:${form},3)`,
});

const isLead = (url: string | undefined) => url?.startsWith("/rest/leadFormResponses/") === true;

describe("LinkedIn's API", () => {
  it("is asked for the lead and for its form, and the answers are sorted by both", async () => {
    const requests = await fakePlatform("LINKEDIN_API_URL", ({ url }) => ({
      body: isLead(url) ? told("linkedin/lead.json") : told("linkedin/form.json"),
    }));
    expect(await fetched()).toEqual({
      draft: {
        firstName: "Sofia",
        email: "sofia@example.com",
        at: "2026-09-21T14:13:19.000Z",
        agreed: true,
        agreedTo: "I agree to be contacted.",
        language: "en",
        attribution: {
          utm_campaign: "q3-demo",
          campaign_id: "200300400",
          creative_id: "300200100",
          account_id: "500100200",
          form_id: "7001000",
        },
        extra: { segment: "smb", "How big is your team?": "1-10" },
      },
    });
    expect(requests.map(({ url }) => url)).toEqual([
      "/rest/leadFormResponses/1a2b3c-4?fields=ownerInfo,associatedEntityInfo,leadMetadataInfo,owner,leadType,versionedLeadGenFormUrn,id,submittedAt,testLead,formResponse,form:(hiddenFields,creationLocale,name,id,content)",
      "/rest/leadForms/7001000",
    ]);
    for (const { headers } of requests)
      expect(headers).toMatchObject({
        authorization: "Bearer member-token",
        "linkedin-version": "202606",
        "x-restli-protocol-version": "2.0.0",
      });
  });

  it("is asked for a form once, as long as its version is the same", async () => {
    let version = 3;
    const requests = await fakePlatform("LINKEDIN_API_URL", ({ url }) => {
      const lead = ofForm("7001001");
      const urn = lead.versionedLeadGenFormUrn.replace(",3)", `, ${version})`);
      return { body: isLead(url) ? { ...lead, versionedLeadGenFormUrn: urn } : told("linkedin/form.json") };
    });
    for (version of [3, 3, 4]) expect(await fetched()).toMatchObject({ draft: { email: "sofia@example.com" } });
    expect(requests.filter(({ url }) => !isLead(url))).toHaveLength(2);
  });

  it("may send the form along, its test mark, a locale that is not its own, other containers and questions left over", async () => {
    const requests = await fakePlatform("LINKEDIN_API_URL", () => ({ body: told("linkedin/inline-lead.json") }));
    expect(await fetched()).toMatchObject({
      draft: {
        email: "sofia@example.com",
        test: true,
        agreed: false,
        language: "de",
        campaign: "Demo DACH",
        attribution: { utm_campaign: "q3-demo", campaign_name: "Demo DACH" },
        extra: {
          work_email: "s.neri@work.example",
          job_title: "Leiterin",
          "Wie groß ist Ihr Team?": ["11-50", "7"],
          "question 999": "left over",
        },
      },
    });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["all that the form asks", [0, 1], [true, true], { agreed: true, agreedTo: "To be contacted. To get news." }],
    ["one of two", [0, 1], [true, false], { agreed: false }],
    ["one, and left the other", [0, 1], [true], { agreed: false }],
    ["what no form tells the words of: it may be anything", [], [true], { agreed: false, agreedTo: undefined }],
  ])("tells whether somebody agreed to be written to, of %s", async (_, asked, answers, said) => {
    const words = ["To be contacted.", "To get news."];
    const consents = asked.map((id) => ({ id, consent: { localized: { en_US: words[id] } } }));
    const form = told("linkedin/form.json");
    const lead = told("linkedin/lead.json");
    const consentResponses = answers.map((accepted, consentId) => ({ consentId, accepted }));
    await fakePlatform("LINKEDIN_API_URL", () => ({
      body: {
        ...lead,
        form: { ...form, content: { ...form.content, legalInfo: { consents } } },
        formResponse: { ...lead.formResponse, consentResponses },
      },
    }));
    expect(await fetched()).toMatchObject({ draft: said });
  });

  it("takes the address at work where there is no other", async () => {
    const lead = told("linkedin/inline-lead.json");
    lead.formResponse.answers.splice(2, 1);
    await fakePlatform("LINKEDIN_API_URL", () => ({ body: lead }));
    expect(await fetched()).toMatchObject({ draft: { email: "s.neri@work.example" } });
  });

  it("may tell of a test that names nobody: it runs the path all the same", async () => {
    const lead = { ...told("linkedin/inline-lead.json"), formResponse: { answers: [] } };
    await fakePlatform("LINKEDIN_API_URL", () => ({ body: lead }));
    const answer = await fetched();
    if (!answer || !("draft" in answer)) throw new Error("LinkedIn told nothing");
    // Its form asks, and nothing was answered.
    expect(answer.draft.agreed).toBe(false);
    expect(inquiryFrom(answer.draft, arrived)).toMatchObject({
      test: true,
      handle: { platform: "linkedin", scope: "linkedin-ads", id: "1a2b3c-4" },
    });
  });

  it.each([
    [404, { body: "" }],
    [200, { body: "<html>" }],
  ])(
    "may have lost the form (%i): names that came with the answers help, the others stand under their numbers",
    async (status, rest) => {
      const lead = ofForm("7001002");
      lead.formResponse.answers[0].name = "First name";
      lead.formResponse.answers[1].name = "Email address";
      await fakePlatform("LINKEDIN_API_URL", ({ url }) => (isLead(url) ? { body: lead } : { status, ...rest }));
      expect(await fetched()).toMatchObject({
        draft: { firstName: "Sofia", email: "sofia@example.com", extra: { "question 707001000": "0" } },
      });
    },
  );

  it.each([
    [401, { denied: expect.any(String), remedy: expect.stringContaining("r_marketing_leadgen_automation") }],
    [503, { later: "LinkedIn answered with 503." }],
  ])("may not tell of the form now (%i): then the lead waits for it", async (status, expected) => {
    await fakePlatform("LINKEDIN_API_URL", ({ url }) =>
      isLead(url) ? { body: ofForm("7001003") } : { status, body: "" },
    );
    expect(await fetched()).toEqual(expected);
  });

  it.each([
    [401, { denied: expect.stringContaining("401"), remedy: expect.stringContaining("new access token") }],
    [403, { denied: expect.stringContaining("403"), remedy: expect.stringContaining("ad account") }],
    [426, { denied: expect.stringContaining("426"), remedy: expect.stringContaining("202606") }],
    [400, { gone: expect.stringContaining("400") }],
    [404, { gone: expect.stringContaining("404") }],
    [429, { later: expect.stringContaining("429"), after: 3_600_000 }],
    [502, { later: expect.stringContaining("502") }],
  ])("answers with %i, and we know what to do", async (status, expected) => {
    await fakePlatform("LINKEDIN_API_URL", () => ({ status, body: { status, message: "no, member-token" } }));
    const answer = await fetched();
    expect(answer).toEqual(expected);
    expect(JSON.stringify(answer)).not.toContain("member-token");
  });

  it("has a quota that starts anew at midnight UTC", async () => {
    await fakePlatform("LINKEDIN_API_URL", () => ({ status: 429, body: "" }));
    expect(await fetched({}, Instant.parse("2026-11-23T23:50:00.000Z"))).toMatchObject({ after: 600_000 });
  });

  it("is asked with the older token when the newer one does not hold, and with none it is not asked", async () => {
    await fakePlatform("LINKEDIN_API_URL", ({ headers }) =>
      headers.authorization === "Bearer member-token"
        ? { body: told("linkedin/inline-lead.json") }
        : { status: 401, body: "" },
    );
    expect(await fetched({ accessToken: ["mistyped", "member-token"] })).toHaveProperty("draft");
    expect(await fetched({ accessToken: [] })).toMatchObject({ denied: expect.stringContaining("no access token") });
  });

  it.each(["", "<html>", "[]", "{}", '{"formResponse":{"answers":{}}}'])(
    "may answer %j, which says nothing",
    async (body) => {
      await fakePlatform("LINKEDIN_API_URL", () => ({ body }));
      expect(await fetched()).toEqual({ gone: "LinkedIn's answer cannot be read." });
    },
  );

  it("is given ten seconds, and asked again when it does not answer", async () => {
    await fakePlatform("LINKEDIN_API_URL", () => undefined);
    const spy = impatient();
    expect(await fetched()).toEqual({ later: expect.stringContaining("did not answer within 10 s") });
    expect(spy).toHaveBeenCalledWith(10_000);
  });

  it("may answer anything without harm", async () => {
    let body: unknown;
    await fakePlatform("LINKEDIN_API_URL", () => ({ body }));
    const answer = fc.record({ questionId: fc.jsonValue(), answerDetails: fc.jsonValue(), name: fc.jsonValue() });
    const question = fc.record({
      questionId: fc.jsonValue(),
      question: fc.jsonValue(),
      predefinedField: fc.jsonValue(),
    });
    const lead = fc.record({
      formResponse: fc.record({ answers: fc.array(answer), consentResponses: fc.jsonValue() }),
      submittedAt: fc.jsonValue(),
      form: fc.record({ content: fc.record({ questions: fc.array(question), legalInfo: fc.jsonValue() }) }),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), lead), async (sentBack) => {
        body = sentBack;
        expect(await fetched()).toSatisfy((one: object) => "draft" in one || "gone" in one);
      }),
      { numRuns: 60 },
    );
  });
});

it("nothing that comes makes the adapter fail but a refusal", () => {
  const action = fc
    .record(
      {
        leadGenFormResponse: fc.oneof(
          fc.string().map((id) => `urn:li:leadGenFormResponse:${id}`),
          fc.jsonValue(),
        ),
        leadAction: fc.constantFrom("CREATED", "DELETED", 1),
        leadGenForm: fc.jsonValue(),
        owner: fc.jsonValue(),
        occurredAt: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((fields) => ({ type: "LEAD_ACTION", ...fields }));
  const bodies = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.oneof(fc.jsonValue(), action).map((value) => Buffer.from(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(bodies, fc.string(), (bytes, header) => {
      expect(verified(bytes, header)).toEqual(expect.any(String));
      const signals = readBy(linkedin, posted(bytes), arrived);
      if (typeof signals !== "string") for (const { id } of signals) expect(id).toMatch(/\w/);
    }),
    { numRuns: 500 },
  );
});

it("LinkedIn's steps name the URL and the subscription by its API", () => {
  const steps = linkedin.steps(sourceOf("linkedin"), "https://leads.example/l").join("\n");
  for (const said of ["https://leads.example/l", "rest/leadNotifications", "Lead Sync API", "test lead"])
    expect(steps).toContain(said);
});
