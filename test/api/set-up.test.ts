import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { leadOf, leadsOf } from "../then.ts";
import { mailComes } from "../tracking/mail-office.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { aDesk } from "./command.ts";

const app = anApp();
const { done, aLead, entriesOf } = aDesk(app);

const Problem = z.looseObject({ errors: z.array(z.looseObject({ field: z.string() })).optional() });
const form = { channel: "form", platform: "form", name: "Form", consent: { by: "none" } };
const hook = { channel: "form", platform: "webhook", name: "Hook", consent: { by: "none" } };
const owner = (id: string, more: object = {}) => ({
  id,
  name: `Mx ${id}`,
  email: `${id}@team.example`,
  pool: id,
  ...more,
});

const creates = (path: string, body: object) => asks(app(), path, body);
const changes = (path: string, body: object) => asks(app(), path, body, "PATCH");
const removes = (path: string, body?: object) => asks(app(), path, body, "DELETE");
const shown = async (path: string) => z.looseObject({ version: z.number() }).parse((await asks(app(), path)).json);

/** What a refusal names. */
const fieldsOf = ({ status, json }: { status: number; json: unknown }) => [
  status,
  Problem.parse(json).errors?.map(({ field }) => field),
];

/** When an operator sends it with the version that they have seen. */
async function changesSeen(path: string, body: object, tag: string) {
  const headers = { authorization: `Bearer ${app().token}`, "content-type": "application/json", "if-match": tag };
  const answer = await fetch(app().url + path, { method: "PATCH", headers, body: JSON.stringify(body) });
  return { status: answer.status, etag: answer.headers.get("etag") };
}

/** Given an item as the release of yesterday has stored it. */
async function stored(item: object): Promise<void> {
  const { dynamoUrl, assembly } = app();
  const credentials = { accessKeyId: "operator", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: dynamoUrl, region: assembly.region, credentials });
  onTestFinished(() => client.destroy());
  const TableName = assembly.ofType("AWS::DynamoDB::Table")[0]?.ref;
  await client.send(new PutItemCommand({ TableName, Item: marshall(item) }));
}

describe("a source that is changed", () => {
  it("keeps what is left out; objects are merged by key, and null removes", async () => {
    const whole = {
      ...{ ...form, id: "patched", pool: "sales", language: "de", country: "DE", origins: ["https://a.example"] },
      ...{ consent: { by: "submit", text: "Yes" }, thankYouUrl: "https://a.example/thanks" },
      ...{ mapping: { email: "mail", name: "wer" }, targets: { leads: 10, costPerLead: 5, currency: "EUR" } },
      secrets: { turnstileSecret: "x" },
    };
    const { status, json, headers } = await creates("/api/sources", whole);
    expect([status, headers.get("etag")], JSON.stringify(json)).toEqual([201, '"1"']);
    const patch = {
      ...{ name: "New", country: null, consent: { text: "Of course" } },
      ...{ mapping: { name: null, phone: "tel" }, targets: { costPerLead: null, costPerCustomer: 80 } },
    };
    const changed = await changes("/api/sources/patched", patch);
    expect([changed.status, changed.headers.get("etag")], changed.text).toEqual([200, '"2"']);
    const after = await shown("/api/sources/patched");
    expect(after).toMatchObject({
      ...{ name: "New", pool: "sales", language: "de", origins: ["https://a.example"], version: 2 },
      ...{ thankYouUrl: "https://a.example/thanks", consent: { by: "submit", text: "Of course", confirm: "link" } },
      ...{ mapping: { email: "mail", phone: "tel" }, targets: { leads: 10, costPerCustomer: 80, currency: "EUR" } },
      secrets: { turnstileSecret: { setAt: expect.any(String) } },
    });
    expect(after).not.toHaveProperty("country");
    expect(
      (await changes("/api/sources/patched", { consent: { by: "none" }, secrets: { turnstileSecret: null } })).status,
    ).toBe(200);
    expect(await shown("/api/sources/patched")).toMatchObject({
      consent: { by: "none", confirm: "link" },
      secrets: {},
    });
    expect((await shown("/api/sources/patched")).mapping).toEqual({ email: "mail", phone: "tel" });
  });

  it.each([
    [{ id: "other" }, "id"],
    [{ name: null }, "name"],
    [{ consent: null }, "consent"],
    [{ consent: { by: "field", text: null } }, "consent.text"],
    [{ consent: { by: "none", text: "Yes" } }, "consent.text"],
    [{ platform: "typeform" }, "secrets.turnstileSecret"],
    [{ secrets: { key: "x" } }, "secrets.key"],
    [{ targets: { visits: 3 } }, "targets.visits"],
    [{ targets: { currency: "EUX" } }, "targets.currency"],
    [{ country: "UK" }, "country"],
    [{ language: "qq" }, "language"],
    [{ language: "de-XX" }, "language"],
    [{ origins: ["https://shop.example/path"] }, "origins.0"],
    [{ origins: ["javascript:alert(1)"] }, "origins.0"],
    [{ origins: ["https://*.shop.example"] }, "origins.0"],
    [{ thankYouUrl: "javascript:alert(1)" }, "thankYouUrl"],
    [{ thankYouUrl: "//shop.example" }, "thankYouUrl"],
    [{ thankYouUrl: `https://shop.example/${"x".repeat(2000)}` }, "thankYouUrl"],
    [{ mapping: { emial: "contact" } }, "mapping.emial"],
    [{ paused: true }, "paused"],
    [{ pool: "a\nb" }, "pool"],
  ])("by %j is refused by name, and nothing of it changes", async (patch, field) => {
    if ((await asks(app(), "/api/sources/firm")).status === 404)
      await creates("/api/sources", { ...form, id: "firm", secrets: { turnstileSecret: "x" } });
    const before = await shown("/api/sources/firm");
    expect(
      fieldsOf(
        await changes("/api/sources/firm", {
          ...patch,
          targets: { leads: 3, ...("targets" in patch ? patch.targets : {}) },
        }),
      ),
    ).toEqual([422, [field]]);
    expect(await shown("/api/sources/firm")).toEqual(before);
  });

  it("is not made twice, and is changed only in the version that was seen", async () => {
    expect((await creates("/api/sources", { ...form, id: "once" })).status).toBe(201);
    expect((await creates("/api/sources", { ...form, id: "once", name: "Another" })).status).toBe(409);
    expect(await shown("/api/sources/once")).toMatchObject({ name: "Form", version: 1 });
    expect(await changesSeen("/api/sources/once", { name: "B" }, '"1"')).toEqual({ status: 200, etag: '"2"' });
    expect((await changesSeen("/api/sources/once", { name: "C" }, '"1"')).status).toBe(412);
    expect((await changesSeen("/api/sources/once", { name: "C" }, "1")).status).toBe(422);
    expect((await changesSeen("/api/sources/once", { name: "D" }, 'W/"2"')).status).toBe(200);
    expect((await changesSeen("/api/sources/once", { name: "E" }, "*")).status).toBe(200);
  });

  it("by many at once loses none of their secrets", async () => {
    await creates("/api/sources", { ...hook, id: "busy" });
    await creates("/api/sources", {
      channel: "ad",
      platform: "meta",
      name: "Ads",
      consent: { by: "none" },
      id: "crowd",
    });
    const names = ["appSecret", "verifyToken", "accessToken"];
    for (let round = 0; round < 50; round++) {
      await changes("/api/sources/crowd", { secrets: null });
      const patches = [
        ...names.map((name) => ({ secrets: { [name]: `${name}-${round}` } })),
        ...[{ name: `Ads ${round}` }, { pool: `pool-${round}` }, { language: "fr" }, { country: "FR" }],
        { targets: { leads: round + 1 } },
      ];
      const answers = await Promise.all(patches.map((patch) => changes("/api/sources/crowd", patch)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const { secrets, ...rest } = await shown("/api/sources/crowd");
      expect(Object.keys(Object(secrets)).sort(), `round ${round}`).toEqual(names.toSorted());
      expect(rest).toMatchObject({ name: `Ads ${round}`, pool: `pool-${round}`, targets: { leads: round + 1 } });
    }
  });

  it("as an earlier release has stored it says what it said", async () => {
    await stored({
      ...{ pk: "SOURCES", sk: "old", kind: "source", ...form, id: "old", pool: "sales", language: "xx-rubbish" },
      ...{
        origins: [],
        secrets: {},
        targets: { leadsPerMonth: 7, currency: "EUR" },
        thankYouUrl: "javascript:alert(1)",
      },
    });
    expect(await shown("/api/sources/old")).toMatchObject({ targets: { leads: 7, currency: "EUR" }, version: 0 });
    expect(await shown("/api/sources/old")).not.toHaveProperty("thankYouUrl");
    const both = await Promise.all([
      changes("/api/sources/old", { name: "New" }),
      changes("/api/sources/old", { pool: "x" }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await shown("/api/sources/old")).toMatchObject({
      name: "New",
      pool: "x",
      language: "xx-rubbish",
      version: 2,
    });
  });
});

describe("a source that is deleted", () => {
  const posts = async (person: object) => {
    const headers = { "content-type": "application/json", "x-leadwright-token": "hook-token" };
    const url = `${app().url}/intake/webhook/leaving`;
    const { status } = await fetch(url, { method: "POST", headers, body: JSON.stringify(person) });
    await itIsQuiet(app());
    return status;
  };

  it("is nowhere to be seen; its door keeps answering and quarantines; and it can be made anew", async () => {
    await creates("/api/sources", { ...hook, id: "leaving", secrets: { token: "hook-token" } });
    const gone = aPerson("Gina Gone");
    expect(await posts(gone)).toBe(200);
    expect((await leadOf(app(), gone.email)).stage).toBe("new");
    expect((await removes("/api/sources/leaving")).status).toBe(204);
    for (const [path, body, method] of [
      ["/api/sources/leaving", undefined, "GET"],
      ["/api/sources/leaving", { name: "X" }, "PATCH"],
      ["/api/sources/leaving", undefined, "DELETE"],
      ["/api/sources/leaving/resume", {}, "POST"],
      ["/api/sources/leaving/costs", undefined, "GET"],
    ] as const)
      expect((await asks(app(), path, body, method)).status, `${method} ${path}`).toBe(404);
    expect((await asks(app(), "/api/sources")).text).not.toContain('"leaving"');
    await timePasses(app(), "PT1M");
    const late = aPerson("Lars Late");
    expect(await posts(late)).toBe(200);
    expect(await leadsOf(app(), late.email)).toEqual([]);
    expect((await asks(app(), "/api/quarantine?source=leaving")).json).toMatchObject({
      items: [{ reason: "paused" }],
    });
    const anew = await creates("/api/sources", { ...hook, id: "leaving", name: "Again" });
    expect(anew.json).toMatchObject({ name: "Again", secrets: {}, version: 3 });
    await asks(app(), "/api/quarantine/replay", { source: "leaving" });
    await itIsQuiet(app());
    expect((await leadOf(app(), late.email)).name).toBe(late.name);
  });
});

describe("an owner who is changed", () => {
  it("keeps what is left out, by whatever many write at once", async () => {
    const hours = {
      mon: [
        ["09:00", "13:00"],
        ["14:00", "18:00"],
      ],
      fri: [["22:00", "06:00"]],
    };
    const absences = [{ from: "2026-12-24", to: "2026-12-24", reason: "Feast" }];
    expect((await creates("/api/owners", owner("many", { hours, absences, timeZone: "Europe/Berlin" }))).status).toBe(
      201,
    );
    for (let round = 0; round < 50; round++) {
      const patches = [
        ...[{ name: `M ${round}` }, { capacity: round + 1 }, { skill: round % 10 }, { language: "fr" }],
        ...[{ languages: ["de", "fr"] }, { territories: [`T${round}`] }, { hours: { sat: [["10:00", "12:00"]] } }],
        { maxOpenPromises: round + 1 },
      ];
      const answers = await Promise.all(patches.map((patch) => changes("/api/owners/many", patch)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      expect(await shown("/api/owners/many"), `round ${round}`).toMatchObject({
        ...{ name: `M ${round}`, capacity: round + 1, skill: round % 10, language: "fr", languages: ["de", "fr"] },
        ...{ territories: [`T${round}`], hours: { ...hours, sat: [["10:00", "12:00"]] }, absences },
        ...{ maxOpenPromises: round + 1, version: 1 + 8 * (round + 1) },
      });
    }
    expect((await changes("/api/owners/many", { hours: { mon: null, sat: null }, capacity: null })).json).toMatchObject(
      {
        hours: { fri: [["22:00", "06:00"]] },
      },
    );
    expect(await shown("/api/owners/many")).not.toHaveProperty("capacity");
    expect((await creates("/api/owners", owner("many"))).status).toBe(409);
    expect((await changesSeen("/api/owners/many", { skill: 1 }, '"1"')).status).toBe(412);
  });

  it.each([
    [{ hours: "rubbish" }, /^hours/],
    [{ hours: { mon: [["9", "10:00"]] } }, /^hours\.mon/],
    [{ hours: { mon: [["09:00", "09:00"]] } }, /^hours\.mon/],
    [
      {
        hours: {
          mon: [
            ["09:00", "13:00"],
            ["12:00", "14:00"],
          ],
        },
      },
      /^hours/,
    ],
    [{ hours: { sun: [["22:00", "06:00"]], mon: [["05:00", "07:00"]] } }, /^hours/],
    [{ hours: { monday: [] } }, /^hours\.monday/],
    [{ absences: [{ from: "2026-12-24", to: "2026-12-23" }] }, /^absences\.0\.to/],
    [{ absences: [{ from: "soon", to: "2026-12-23" }] }, /^absences\.0\.from/],
    [{ absences: [{ from: "2026-12-24", to: "2026-12-25", why: "x" }] }, /^absences\.0\.why/],
    [{ capacity: 0 }, /^capacity/],
    [{ capacity: 1.5 }, /^capacity/],
    [{ skill: 11 }, /^skill/],
    [{ timeZone: "+01:00" }, /^timeZone/],
    [{ languages: ["german"] }, /^languages\.0/],
    [{ available: "yes" }, /^available/],
    [{ email: null }, /^email/],
    [{ email: "anna@leads.example" }, /^email/],
    [{ email: "anna@Mail.LEADS.example" }, /^email/],
    [{ phone: "+49 30 901820" }, /^phone/],
  ])("by %j is refused by name", async (patch, field) => {
    const [status, fields] = fieldsOf(await changes("/api/owners/owner-1", patch));
    expect([status, fields]).toEqual([422, [expect.stringMatching(field)]]);
  });

  it("as an earlier release has stored them can be changed, free hours and all", async () => {
    await stored({ pk: "OWNERS", sk: "past", kind: "owner", ...owner("past"), role: "owner", hours: "9 to 5" });
    expect((await changes("/api/owners/past", { name: "Past Master" })).status).toBe(200);
    expect(await shown("/api/owners/past")).toMatchObject({ name: "Past Master", version: 1 });
  });
});

describe("an owner who leaves", () => {
  beforeAll(async () => {
    for (const id of ["lea", "leo"]) await creates("/api/owners", owner(id, { pool: "leavers" }));
    await creates("/api/sources", { ...form, id: "leavers", pool: "leavers" });
  });

  const comes = async (name: string, stage?: string) => {
    const person = aPerson(name);
    await submits(app(), person, "leavers");
    await itIsQuiet(app());
    const { id } = await leadOf(app(), person.email);
    await done(id, "assign", { owner: "lea" });
    if (stage) await done(id, "stage", { to: stage, reason: "budget" });
    return { id, email: person.email };
  };

  it("hands over every live lead, to who is named or by the pool's rule, and can be set up anew", async () => {
    const stages = [undefined, "qualified", "nurturing", "dormant", "archived"];
    const leads = [];
    for (const stage of stages) leads.push({ stage, ...(await comes("Live Lead", stage)) });
    expect(fieldsOf(await removes("/api/owners/lea", { handTo: "lea" }))).toEqual([422, ["handTo"]]);
    expect(fieldsOf(await removes("/api/owners/lea", { handTo: "nobody" }))).toEqual([422, ["handTo"]]);
    await changes("/api/owners/leo", { available: false });
    const stuck = await removes("/api/owners/lea");
    expect([stuck.status, stuck.text]).toEqual([409, expect.stringContaining('pool \\"leavers\\"')]);
    for (const { email } of leads) expect((await leadOf(app(), email)).owner).toBe("lea");
    await changes("/api/owners/leo", { available: null });
    expect((await removes("/api/owners/lea")).status).toBe(204);
    for (const { email, stage } of leads)
      expect((await leadOf(app(), email)).owner, stage).toBe(stage === "archived" ? "lea" : "leo");
    const [told] = (await entriesOf(leads[0]?.id ?? "", "lead.assigned")).slice(-1);
    expect(told?.data).toMatchObject({ from: "lea", to: "leo", why: "Mx lea has left" });
    expect((await asks(app(), "/api/owners/lea")).status).toBe(404);
    expect((await asks(app(), "/api/owners")).text).not.toContain('"lea"');
    expect((await creates("/api/owners", owner("lea", { pool: "leavers" }))).json).toMatchObject({
      id: "lea",
      absences: [],
    });
    expect((await removes("/api/owners/leo", { handTo: "owner-1" })).status).toBe(204);
    await itIsQuiet(app());
    expect((await leadOf(app(), leads[0]?.email ?? "")).owner).toBe("owner-1");
  });
});

describe("what an owner was to do", () => {
  const Tasks = z.object({ items: z.array(z.looseObject({ id: z.string(), version: z.int() })) });
  const tasksOf = async (id: string) => Tasks.parse((await asks(app(), `/api/tasks?owner=${id}`)).json).items;
  const finishes = async (task: string, tag: string) => {
    const headers = { authorization: `Bearer ${app().token}`, "if-match": tag };
    const answer = await fetch(`${app().url}/api/tasks/${task}/done`, { method: "POST", headers });
    return [answer.status, answer.headers.get("etag")];
  };

  it("is handed over with the lead, and done in the version that was seen", async () => {
    for (const id of ["tia", "tom"]) await creates("/api/owners", owner(id, { pool: "tasks" }));
    await changes("/api/owners/tom", { available: false });
    await creates("/api/sources", { ...form, id: "by-phone", pool: "tasks" });
    await submits(app(), { name: "Fay Phone", phone: "+353 1 234 5612" }, "by-phone");
    await timePasses(app(), "P2D");
    const before = await tasksOf("tia");
    expect(before.length).toBeGreaterThan(0);
    expect((await removes("/api/owners/tia", { handTo: "tom" })).status).toBe(204);
    const after = await tasksOf("tom");
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    const [{ id = "", version = 0 } = {}] = after;
    expect(await finishes(id, `"${version - 1}"`)).toEqual([412, null]);
    expect(await finishes(id, `"${version}"`)).toEqual([200, `"${version + 1}"`]);
  });
});

describe("a blocked lead", () => {
  const bodies: Record<string, object> = {
    responses: { channel: "call", outcome: "reached" },
    stage: { to: "working" },
    decline: { reason: "budget" },
    disqualify: { reason: "budget" },
    convert: {},
    assign: { owner: "owner-2" },
    "next-action": { what: "Call", dueAt: "2027-01-01T09:00:00Z" },
  };

  it("can be noted about and unblocked, and nothing else; then it is archived, and lives again", async () => {
    const { id, email } = await aLead("Bo Blocked", "working");
    const { epoch } = await done(id, "block", {});
    for (const [name, body] of Object.entries(bodies)) {
      const { status, json } = await asks(app(), `/api/leads/${id}/${name}`, body);
      expect([name, status, Object(json).allowed]).toEqual([name, 409, ["activities", "block", "unblock"]]);
    }
    expect(await done(id, "activities", { type: "call" })).toMatchObject({ stage: "archived", epoch });
    expect(await done(id, "unblock", {})).toMatchObject({ stage: "archived", suppressed: {} });
    expect((await leadOf(app(), email)).suppressed).toEqual({});
    expect(await done(id, "unblock", {})).toMatchObject({ stage: "archived" });
    expect(await entriesOf(id, "audit")).toMatchObject([{ by: { kind: "ops" }, data: { what: "unblocked" } }]);
    expect(await done(id, "stage", { to: "working" })).toMatchObject({ stage: "working" });
  });
});

describe("nobody is a lead under our own mail domain", () => {
  const own = ["eve@leads.example", "eve@LEADS.example", "Eve@x.leads.example", "eve@leads.example."];

  it.each(own)("such as %s: by form, by hand, or as a try", async (email) => {
    expect(fieldsOf(await submits(app(), { name: "Eve", email }))).toEqual([422, ["email"]]);
    expect(fieldsOf(await creates("/api/leads", { name: "Eve", email, phone: "+353 1 234 5678" }))).toEqual([
      422,
      ["email"],
    ]);
    expect(fieldsOf(await creates("/api/sources/website/test", { email }))).toEqual([422, ["email"]]);
    expect((await asks(app(), `/api/leads?email=${encodeURIComponent(email)}`)).json).toEqual({ items: [] });
  });

  it("by webhook or by mail: what comes is kept, and nobody's", async () => {
    await creates("/api/sources", { ...hook, id: "looping", secrets: { token: "hook-token" } });
    const headers = { "content-type": "application/json", "x-leadwright-token": "hook-token" };
    const body = JSON.stringify({ name: "Eve", email: "eve@leads.example" });
    expect((await fetch(`${app().url}/intake/webhook/looping`, { method: "POST", headers, body })).status).toBe(200);
    await mailComes(app(), {
      from: "info@leads.example",
      to: "sales@leads.example",
      subject: "Roof",
      text: "How much?",
    });
    await itIsQuiet(app());
    for (const source of ["looping", "mail"])
      expect((await asks(app(), `/api/quarantine?source=${source}`)).json, source).toMatchObject({
        items: [{ reason: "unreadable", detail: expect.stringContaining("comes back to us") }],
      });
    for (const name of ["eve", "info"]) expect(await leadsOf(app(), `${name}@leads.example`)).toEqual([]);
  });

  it("though with a phone beside it the form is taken, and the address kept raw", async () => {
    const phone = "+35312345699";
    expect((await submits(app(), { name: "Eve Loop", email: "eve@leads.example", phone })).status).toBe(202);
    await itIsQuiet(app());
    const { json } = await asks(app(), `/api/leads?phone=${encodeURIComponent(phone)}`);
    expect(json).toMatchObject({ items: [{ name: "Eve Loop" }] });
    expect(Object(json).items[0]).not.toHaveProperty("email");
  });
});
