import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { anApp } from "../given.ts";
import { aSource, delivers, linkedinSigned, metaSigned, PlatformApi } from "../intake/platforms.ts";
import { leadOf, leadsOf, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, timePasses } from "../when.ts";

const graph = await PlatformApi.open();
const linkedinApi = await PlatformApi.open();
process.env.META_GRAPH_URL = graph.url;
process.env.LINKEDIN_API_URL = linkedinApi.url;
afterAll(() => {
  graph.close();
  linkedinApi.close();
});

const app = anApp();

const Deliveries = z.object({
  items: z.array(
    z.looseObject({ id: z.string(), source: z.string(), state: z.string(), reason: z.string(), detail: z.string() }),
  ),
});
const parcelsOf = async (source: string, state: string) =>
  Deliveries.parse((await asks(app(), `/api/quarantine?source=${source}&state=${state}`)).json).items;

const SourceSeen = z.looseObject({ troubles: z.array(z.looseObject({ kind: z.string(), mend: z.string() })) });
const sourceOf = async (id: string) => SourceSeen.parse((await asks(app(), `/api/sources/${id}`)).json);

const leadgen = (...ids: string[]): string =>
  JSON.stringify({
    object: "page",
    entry: ids.map((id) => ({
      id: "100200300400500",
      time: 1790000000,
      changes: [
        {
          field: "leadgen",
          value: { leadgen_id: id, page_id: "100200300400500", form_id: "900800700600500", created_time: 1789999998 },
        },
      ],
    })),
  });

const answerOf = (id: string, email: string) => ({
  id,
  created_time: "2026-11-23T08:58:18+0000",
  form_id: "900800700600500",
  campaign_id: "120210000000000003",
  campaign_name: "Solar leads",
  platform: "ig",
  field_data: [
    { name: "full_name", values: ["Jana Müller"] },
    { name: "email", values: [email] },
    { name: "phone_number", values: ["+4915112345678"] },
  ],
});

const expired = {
  status: 400,
  body: { error: { message: "Error validating access token", type: "OAuthException", code: 190 } },
};

describe("a lead of an ad", () => {
  const secrets = { appSecret: "meta-secret", verifyToken: "meta-verify", accessToken: "old-token" };

  beforeAll(async () => {
    await aSource(app(), "meta", "meta-ads", { secrets });
  });

  const notify = (body: string, secret = "meta-secret") =>
    delivers(app(), "/intake/meta/meta-ads", body, metaSigned(secret, body));

  it("is asked for behind the door, and answered like any other: once", async () => {
    graph.answers = () => ({ status: 200, body: answerOf("7001002003004001", "jana@ad.example") });
    const body = leadgen("7001002003004001");
    expect((await notify(body)).status).toBe(200);
    expect((await notify(body)).status).toBe(200);
    await itIsQuiet(app());
    const lead = await leadOf(app(), "jana@ad.example");
    expect(lead).toMatchObject({ name: "Jana Müller", stage: "new", sla: { channel: "ad" } });
    const timeline = await timelineOf(app(), lead.id);
    expect(timeline.filter(({ type }) => type === "inquiry.received")).toHaveLength(1);
    expect((await mailsTo(app(), "jana@ad.example")).map(({ purpose }) => purpose)).toEqual(["service"]);
    expect((await mailsAbout(app(), lead.id)).some(({ purpose }) => purpose === "internal")).toBe(true);
    // Days later the platform tells it once more, and is not even asked.
    const askedBefore = graph.asked.length;
    await timePasses(app(), "P3D");
    await notify(body);
    await itIsQuiet(app());
    expect(graph.asked).toHaveLength(askedBefore);
  });

  it("waits while the platform is down, and comes when it is back", async () => {
    graph.answers = () => ({ status: 503, body: {} });
    await notify(leadgen("7001002003004002"));
    await itIsQuiet(app());
    expect(await parcelsOf("meta-ads", "waiting")).toMatchObject([{ reason: "pending fetch" }]);
    graph.answers = () => ({ status: 200, body: answerOf("7001002003004002", "patient@ad.example") });
    await timePasses(app(), "PT10M");
    expect(await parcelsOf("meta-ads", "waiting")).toEqual([]);
    expect((await leadOf(app(), "patient@ad.example")).stage).toBe("new");
  });

  it("waits for a new token when the old one has expired: a trouble that says how to renew it", async () => {
    graph.answers = ({ headers }) =>
      headers.authorization === "Bearer new-token"
        ? { status: 200, body: answerOf("7001002003004003", "renewed@ad.example") }
        : expired;
    await notify(leadgen("7001002003004003"));
    await itIsQuiet(app());
    expect((await sourceOf("meta-ads")).troubles).toMatchObject([
      { kind: "denied", mend: expect.stringMatching(/token/i) },
    ]);
    await aSource(app(), "meta", "meta-ads", { secrets: { accessToken: "new-token" } });
    // The unpacker knows the new token within a minute.
    await timePasses(app(), "PT5M");
    expect((await leadOf(app(), "renewed@ad.example")).stage).toBe("new");
    expect((await sourceOf("meta-ads")).troubles).toEqual([]);
  });

  it("may be hidden from the token: a trouble, and a lead after all when there is a better one", async () => {
    const hidden = { error: { message: "Unsupported get request.", code: 100, error_subcode: 33 } };
    graph.answers = ({ headers }) =>
      headers.authorization === "Bearer better-token"
        ? { status: 200, body: answerOf("7001002003004005", "hidden@ad.example") }
        : { status: 400, body: hidden };
    await notify(leadgen("7001002003004005"));
    await itIsQuiet(app());
    expect(await parcelsOf("meta-ads", "quarantined")).toMatchObject([{ reason: "gone" }]);
    expect((await sourceOf("meta-ads")).troubles).toMatchObject([
      { kind: "denied", mend: expect.stringContaining("Leads Access") },
    ]);
    await aSource(app(), "meta", "meta-ads");
    await itIsQuiet(app());
    expect(await parcelsOf("meta-ads", "quarantined")).toMatchObject([{ reason: "gone" }]);
    await aSource(app(), "meta", "meta-ads", { secrets: { accessToken: "better-token" } });
    await itIsQuiet(app());
    expect((await leadOf(app(), "hidden@ad.example")).stage).toBe("new");
    expect((await sourceOf("meta-ads")).troubles).toEqual([]);
  });

  it("is forged: refused, kept, and a lead after all when the secret was ours to mend", async () => {
    graph.answers = () => ({ status: 200, body: answerOf("7001002003004004", "mistyped@ad.example") });
    expect((await notify(leadgen("7001002003004004"), "another-secret")).status).toBe(401);
    await itIsQuiet(app());
    expect(await leadsOf(app(), "mistyped@ad.example")).toEqual([]);
    const [held] = await parcelsOf("meta-ads", "quarantined");
    expect(held).toMatchObject({ reason: "unverified" });
    const { status, json } = await asks(app(), `/api/quarantine/${held?.id}/replay`, {});
    expect([status, json]).toMatchObject([200, { state: "unpacked" }]);
    await itIsQuiet(app());
    expect((await leadOf(app(), "mistyped@ad.example")).stage).toBe("new");
    expect((await asks(app(), `/api/quarantine/${held?.id}/replay`, {})).status).toBe(409);
  });

  it("is the platform's own test: it runs no path, and nobody is asked", async () => {
    const askedBefore = graph.asked.length;
    expect((await notify(leadgen("444444444444"))).status).toBe(200);
    await itIsQuiet(app());
    expect(graph.asked).toHaveLength(askedBefore);
    expect(await parcelsOf("meta-ads", "waiting")).toEqual([]);
  });

  it("comes with thirty others in one delivery, which is answered at once", async () => {
    const ids = Array.from({ length: 30 }, (_, place) => `8001002003${String(place).padStart(6, "0")}`);
    graph.answers = ({ url = "" }) => {
      const id = /\/(\d+)\?/.exec(url)?.[1] ?? "";
      return {
        status: 200,
        body: {
          ...answerOf(id, `p${id}@batch.example`),
          field_data: [{ name: "email", values: [`p${id}@batch.example`] }],
        },
      };
    };
    expect((await notify(leadgen(...ids))).status).toBe(200);
    await itIsQuiet(app());
    for (const id of ids) expect(await leadsOf(app(), `p${id}@batch.example`)).toHaveLength(1);
  });
});

describe("a lead of LinkedIn", () => {
  const told = (action: string): string =>
    JSON.stringify({
      type: "LEAD_ACTION",
      leadGenFormResponse: "urn:li:leadGenFormResponse:1a2b3c-4",
      leadAction: action,
      occurredAt: 1790000000000,
    });
  const answer = {
    id: "1a2b3c-4",
    testLead: false,
    submittedAt: 1789999999000,
    formResponse: {
      answers: [
        { questionId: 1, answerDetails: { textQuestionAnswer: { answer: "Sofia" } } },
        { questionId: 2, answerDetails: { textQuestionAnswer: { answer: "sofia@ad.example" } } },
      ],
    },
    form: {
      id: 7001000,
      content: {
        questions: [
          {
            questionId: 1,
            name: "First name",
            predefinedField: "FIRST_NAME",
            question: { localized: { en_US: "First name" } },
          },
          { questionId: 2, name: "Email", predefinedField: "EMAIL", question: { localized: { en_US: "Email" } } },
        ],
      },
    },
  };

  it("is forgotten when LinkedIn says so", async () => {
    await aSource(app(), "linkedin", "linkedin", {
      secrets: { clientSecret: "li-secret", accessToken: "li-token" },
    });
    linkedinApi.answers = () => ({ status: 200, body: answer });
    const notify = (body: string) =>
      delivers(app(), "/intake/linkedin/linkedin", body, linkedinSigned("li-secret", body));
    expect((await notify(told("CREATED"))).status).toBe(200);
    await itIsQuiet(app());
    const lead = await leadOf(app(), "sofia@ad.example");
    expect(lead.name).toBe("Sofia");
    expect((await notify(told("DELETED"))).status).toBe(200);
    await itIsQuiet(app());
    const { json } = await asks(app(), `/api/leads/${lead.id}`);
    expect(json).toMatchObject({ stage: "archived", reason: "do-not-contact", phones: [] });
    expect(JSON.stringify(json)).not.toMatch(/sofia/i);
    const types = (await timelineOf(app(), lead.id)).map(({ type }) => type);
    expect(types).toContain("audit");
  });
});
