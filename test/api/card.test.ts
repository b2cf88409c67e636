import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { anApp, aPerson } from "../given.ts";
import { withRouterDeaf } from "../journeys/router.ts";
import { leadOf, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { aDesk, aside, live, mainLine } from "./command.ts";

const app = anApp();
const { done, refused, aLead, entriesOf, clocksOf } = aDesk(app);

const strings = async (lead: string) => (await timelineOf(app(), lead)).map(({ type }) => type);
const inHours = (hours: number) => new Date(app().clock.now() + hours * 3_600_000).toISOString();
const other = (owner: string | undefined) => (owner === "owner-1" ? "owner-2" : "owner-1");

/** A customer's record as it is in the table. */
async function customerOf(id: string) {
  const { dynamoUrl, assembly } = app();
  const credentials = { accessKeyId: "operator", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: dynamoUrl, region: assembly.region, credentials });
  onTestFinished(() => client.destroy());
  const Key = { pk: { S: `CUSTOMER#${id}` }, sk: { S: "CUSTOMER" } };
  const TableName = assembly.ofType("AWS::DynamoDB::Table")[0]?.ref;
  return (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
}

describe("POST …/convert", () => {
  beforeAll(async () => {
    await asks(app(), "/api/owners", { id: "care-1", name: "Cara", email: "care-1@team.example", pool: "care" });
  });

  it("is refused for a customer of nobody's", async () => {
    const { id } = await aLead("Nobody Cares");
    expect(await refused(id, "convert", { customer: { owner: "care-9" } })).toMatchObject({
      ...{ status: 422, fields: ["owner"] },
    });
  });

  it.each(["new", "decision", "nurturing", "declined", "dormant", "archived"])(
    "from %s makes a linked customer",
    async (stage) => {
      const { id, email } = await aLead("Won Over", stage);
      const lead = await done(id, "convert", { customer: { plan: "gold", owner: "care-1" } });
      expect(lead).toMatchObject({ stage: "converted", owner: "care-1", consent: { basis: "customer" } });
      expect([lead.nextAction, lead.reason, lead.cadence]).toEqual([undefined, undefined, undefined]);
      const customerId = z.string().parse(lead.customerId);
      const [won] = await entriesOf(id, "lead.converted");
      expect(won).toMatchObject({ by: { kind: "ops" }, data: { customerId } });
      expect(await customerOf(customerId)).toMatchObject({
        leadId: { S: id },
        fields: { M: { email: { S: email }, plan: { S: "gold" }, owner: { S: "care-1" } } },
      });
      expect(await refused(id, "convert", {})).toEqual({
        status: 409,
        allowed: [...live, "archived"],
        fields: undefined,
      });
    },
  );
});

describe("POST …/disqualify", () => {
  it("sends a lead to nurture with the reason, and keeps the reason of one that is there", async () => {
    const { id } = await aLead("Not Yet", "qualified");
    expect(await done(id, "disqualify", { reason: "out-of-area" })).toMatchObject({
      stage: "nurturing",
      reason: "out-of-area",
    });
    expect(await done(id, "disqualify", { reason: "timing" })).toMatchObject({ stage: "nurturing", reason: "timing" });
    await done(id, "stage", { to: "dormant" });
    expect(await refused(id, "disqualify", { reason: "timing" })).toMatchObject({
      status: 409,
      allowed: ["new", ...mainLine, "nurturing"],
    });
  });
});

describe("POST …/assign", () => {
  it("gives the lead to another owner, who is told; again to the same changes nothing", async () => {
    const { id, owner, name } = await aLead("Hand Over", "working");
    const to = other(owner);
    const { epoch } = await done(id, "assign", { owner: to });
    await itIsQuiet(app());
    expect((await mailsTo(app(), `${to}@team.example`)).at(-1)).toMatchObject({ leadId: id, purpose: "internal" });
    const told = (await mailsTo(app(), `${to}@team.example`)).at(-1);
    expect(told?.subject).toContain(`Now yours: ${name}`);
    expect(told?.text).toContain(`from ${owner === "owner-1" ? "Anna Reed" : "Ben Okafor"}`);
    expect(told?.text).not.toMatch(/in time/);
    expect((await entriesOf(id, "lead.assigned")).at(-1)).toMatchObject({
      by: { kind: "ops" },
      data: { from: owner, to, why: "by hand" },
    });
    expect(await done(id, "assign", { owner: to })).toMatchObject({ owner: to, epoch });
    expect(await entriesOf(id, "lead.assigned")).toHaveLength(2);
  });

  it("before its owner was told of it has the next one told instead", async () => {
    const person = aPerson("Quick Hand");
    await withRouterDeaf(app(), async () => {
      await submits(app(), { ...person, message: "The blue roof, please" });
      const { id } = await leadOf(app(), person.email);
      await done(id, "activities", { type: "call" });
      const { owner } = await leadOf(app(), person.email);
      await done(id, "assign", { owner: other(owner) });
    });
    await timePasses(app(), "PT3M");
    const { id, owner } = await leadOf(app(), person.email);
    const internal = (await mailsAbout(app(), id)).filter(({ purpose }) => purpose === "internal");
    expect(internal.map(({ to, subject }) => [to[0], subject.slice(0, 9)])).toEqual([
      [`${owner}@team.example`, "Now yours"],
    ]);
    expect(internal[0]?.text).toContain("The blue roof, please");
    expect((await entriesOf(id, "touch.skipped")).map(({ data }) => data.reason)).toEqual([
      "the lead was handed over to another",
    ]);
  });

  it("knows its owners", async () => {
    const { id } = await aLead("No Body");
    expect(await refused(id, "assign", { owner: "nobody" })).toMatchObject({ status: 422, fields: ["owner"] });
    expect(await refused(id, "assign", {})).toMatchObject({ status: 422, fields: ["owner"] });
  });

  it.each(["dormant", "archived"])("of a lead in %s keeps it there", async (stage) => {
    const { id, owner } = await aLead("Sleeping", stage);
    expect(await done(id, "assign", { owner: other(owner) })).toMatchObject({ stage, owner: other(owner) });
    await itIsQuiet(app());
    expect(await clocksOf(id)).toEqual([]);
    expect((await mailsAbout(app(), id)).length).toBe(stage === "archived" ? 2 : 3);
  });
});

describe("POST …/next-action", () => {
  it("says what comes next and by when; its owner is reminded then, and only then", async () => {
    const { id, owner } = await aLead("Plan Ahead", "working");
    await done(id, "responses", { channel: "call", outcome: "reached" });
    await done(id, "next-action", { what: "Send the sketch", dueAt: inHours(12) });
    expect(await done(id, "next-action", { what: "Send the plan", dueAt: inHours(24) })).toMatchObject({
      nextAction: { what: "Send the plan", dueAt: inHours(24) },
    });
    await timePasses(app(), "PT23H");
    expect(await mailsAbout(app(), id)).toHaveLength(2);
    await timePasses(app(), "PT1H");
    const [reminder, ...more] = (await mailsAbout(app(), id)).slice(2);
    expect(reminder).toMatchObject({
      to: [`${owner}@team.example`],
      subject: expect.stringContaining("Send the plan"),
    });
    expect(more).toEqual([]);
  });

  it.each([...aside, "converted"])("is not for a lead in %s", async (stage) => {
    const { id } = await aLead("Off Line", stage);
    const action = { what: "Call", dueAt: "2027-01-01T09:00:00Z" };
    expect(await refused(id, "next-action", action)).toMatchObject({ status: 409, allowed: ["new", ...mainLine] });
    expect(await refused(id, "next-action", { dueAt: "soon" })).toMatchObject({
      status: 422,
      fields: ["what", "dueAt"],
    });
  });
});

describe("POST …/activities", () => {
  it("notes anything, and moves nothing", async () => {
    const { id, epoch } = await aLead("Note Taker", "qualified");
    const at = "2026-11-20T15:00:00+01:00";
    expect(await done(id, "activities", { type: "site-visit", note: "Old tiles", at })).toMatchObject({ epoch });
    expect((await entriesOf(id, "activity.added")).at(-1)).toMatchObject({
      by: { kind: "ops" },
      data: { type: "site-visit", note: "Old tiles", at: "2026-11-20T14:00:00.000Z" },
    });
    expect(await refused(id, "activities", {})).toMatchObject({ status: 422, fields: ["type"] });
  });
});

describe("POST …/block", () => {
  it.each(["new", "proposal", "dormant", "converted", "archived"])(
    "of a lead in %s stops everything; what they write later is stored and moves nothing",
    async (stage) => {
      const { id, name, email } = await aLead("Black Sheep", stage);
      const mails = (await mailsAbout(app(), id)).length;
      const lead = await done(id, "block", {});
      expect(lead).toMatchObject({ stage: "archived", suppressed: { mail: true, reason: "block" } });
      expect(await done(id, "block", {})).toMatchObject({ epoch: lead.epoch });
      await submits(app(), { name, email, message: "It is me again" });
      await timePasses(app(), "PT2H");
      expect(await leadOf(app(), email)).toMatchObject({ stage: "archived", epoch: lead.epoch });
      expect(await clocksOf(id)).toEqual([]);
      expect(await mailsAbout(app(), id)).toHaveLength(mails);
      expect(await entriesOf(id, "inquiry.received")).toHaveLength(2);
      expect((await strings(id)).filter((type) => type === "lead.blocked")).toHaveLength(1);
    },
  );
});

describe("a command", () => {
  const bodies: Record<string, object> = {
    responses: { channel: "call", outcome: "reached" },
    stage: { to: "working" },
    decline: { reason: "budget" },
    disqualify: { reason: "budget" },
    convert: {},
    assign: { owner: "owner-1" },
    activities: { type: "call" },
    "next-action": { what: "Call", dueAt: "2027-01-01T09:00:00Z" },
    block: {},
  };

  it.each(Object.keys(bodies))("%s needs a lead that exists, and the token", async (name) => {
    const nobody = "ld_01M83T4CM0JJN7ZK24H5V1AX8F";
    expect(await refused(nobody, name, bodies[name] ?? {})).toMatchObject({ status: 404 });
    const stranger = { url: app().url, token: "guess" };
    expect(await asks(stranger, `/api/leads/${nobody}/${name}`, bodies[name])).toMatchObject({ status: 401 });
  });
});
