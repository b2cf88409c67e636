import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { functionOf, withRouterDeaf } from "./router.ts";
import { anOperator, type Operator } from "./step-functions.ts";

const app = anApp();
let operator: Operator;
beforeAll(() => {
  operator = anOperator(app());
});

/** How many lines of the sweep say so. */
const sweptWith = (words: RegExp): number =>
  app()
    .functions.logLines(functionOf(app(), "Sweep").arn)
    .filter((line) => words.test(line)).length;
const repairs = (): number => sweptWith(/"mended":[1-9]/);

/** Minutes from a lead's creation to the first entry of a type. */
async function minutesTo(lead: string, type: string): Promise<number> {
  const entries = await timelineOf(app(), lead);
  const at = (wanted: string) => Date.parse(entries.find((entry) => entry.type === wanted)?.at ?? "");
  return (at(type) - at("inquiry.received")) / 60_000;
}

/** Items that stand among the leads long due and cannot be read as leads; they are gone after the test. */
async function leavesWrecks(count: number, shard: number): Promise<void> {
  const { dynamoUrl, assembly } = app();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint: dynamoUrl, region: assembly.region, credentials });
  const table = assembly.ofType("AWS::DynamoDB::Table")[0]?.ref ?? "";
  const keys = Array.from({ length: count }, (_, number) => {
    const id = `ld_${String(number).padStart(26, "0")}`;
    return { pk: { S: `LEAD#${id}` }, sk: { S: "LEAD" }, id };
  });
  for (let from = 0; from < count; from += 25) {
    const puts = keys.slice(from, from + 25).map(({ id, ...key }) => ({
      PutRequest: {
        Item: { ...key, byDuePk: { S: `DUE#${shard}` }, byDueSk: { S: `2026-01-01T00:00:00.000Z#${id}` } },
      },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  }
  onTestFinished(async () => {
    for (let from = 0; from < count; from += 25) {
      const deletes = keys.slice(from, from + 25).map(({ id: _, ...Key }) => ({ DeleteRequest: { Key } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: deletes } }));
    }
    client.destroy();
  });
}

describe("the sweep", () => {
  it("has nothing to do in a healthy day of breaches and reminders", async () => {
    const people = ["Rosa Diaz", "Ivo Kral", "Mina Ito"].map((name) => aPerson(name));
    for (const person of people) await submits(app(), person);
    await timePasses(app(), "P1DT1H");
    for (const { email } of people) expect(await leadOf(app(), email)).toMatchObject({ epoch: 1, sla: { level: 4 } });
    expect(repairs()).toBe(0);
  });

  it("gives a lead whose execution died a new clock: the breach is told, a little late, and once", async () => {
    const lea = aPerson("Lea Martin");
    await submits(app(), lea);
    await timePasses(app(), "PT1M");
    const { id, epoch } = await leadOf(app(), lea.email);
    await operator.stops(`${id}-${epoch}`);
    const before = repairs();
    await timePasses(app(), "PT3M");
    expect(await mailsAbout(app(), id)).toHaveLength(2);

    await timePasses(app(), "PT4M");
    expect(await leadOf(app(), lea.email)).toMatchObject({ epoch: epoch + 1, sla: { level: 1 } });
    const late = (await minutesTo(id, "sla.breached")) - 5;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(2);
    expect(repairs()).toBe(before + 1);

    await timePasses(app(), "PT20M");
    const touches = (await mailsAbout(app(), id)).map(({ touch }) => touch);
    expect(touches).toHaveLength(2 + 2 + 1 + 3);
    expect(new Set(touches).size).toBe(touches.length);
    expect(repairs()).toBe(before + 1);
  });

  it("finds a lead well that sales have acted on before the router heard of it: it begins first, then comes the act", async () => {
    const ada = aPerson("Ada Quick");
    await withRouterDeaf(app(), async () => {
      await submits(app(), ada);
      const { id } = await leadOf(app(), ada.email);
      const { status } = await asks(app(), `/api/leads/${id}/responses`, { channel: "call", outcome: "reached" });
      expect(status).toBe(200);
    });
    const { id } = await leadOf(app(), ada.email);
    const entries = (await timelineOf(app(), id)).map(({ type, data }) => [type, data.to].filter(Boolean).join(" "));
    const [begins, answered] = ["stage.entered new", "response.recorded"].map((entry) => entries.indexOf(entry));
    expect(begins).toBeGreaterThan(entries.indexOf("lead.created"));
    expect(answered).toBeGreaterThan(begins ?? 0);
    await timePasses(app(), "PT10M");
    expect(await leadOf(app(), ada.email)).toMatchObject({ stage: "working", sla: { level: 0 } });
  });

  it("digests an inquiry of which the router never heard, within two minutes", async () => {
    const paul = aPerson("Paul Durand");
    await withRouterDeaf(app(), async () => {
      await submits(app(), { ...paul, message: "Are you there?" });
    });
    const { id } = await leadOf(app(), paul.email);
    expect(await leadOf(app(), paul.email)).toMatchObject({ epoch: 0 });
    expect(await mailsAbout(app(), id)).toEqual([]);

    await timePasses(app(), "PT2M");
    expect(await leadOf(app(), paul.email)).toMatchObject({ stage: "new", epoch: 1 });
    const told = (await mailsAbout(app(), id)).map(({ purpose }) => purpose).sort();
    expect(told).toEqual(["internal", "service"]);
    await timePasses(app(), "PT5M");
    // The promise counts from the moment the person wrote.
    expect(await minutesTo(id, "sla.breached")).toBe(5);
  });

  it("starts a clock that the router never started", async () => {
    const kim = aPerson("Kim Larsen");
    await submits(app(), kim);
    await itIsQuiet(app());
    const { id, epoch } = await leadOf(app(), kim.email);
    await operator.stops(`${id}-${epoch}`);
    await withRouterDeaf(app(), async () => {
      await submits(app(), { ...kim, message: "One more thing" });
      await timePasses(app(), "PT4M");
    });
    await timePasses(app(), "PT5M");
    expect(await minutesTo(id, "sla.breached")).toBeLessThanOrEqual(7);
    const running = (await executionsOf(app(), id)).filter(({ status }) => status === "RUNNING");
    expect(running).toHaveLength(1);
  });

  it("looks ever more rarely at a lead that nobody can take, and gives it to the first who comes", async () => {
    await asks(app(), "/api/sources", {
      ...{ id: "lonely", name: "Lonely", channel: "form", platform: "form", pool: "lonely" },
      consent: { by: "none" },
    });
    const ida = aPerson("Ida Alone");
    await submits(app(), ida, "lonely");
    await timePasses(app(), "PT1H");
    const { id, epoch } = await leadOf(app(), ida.email);
    expect(epoch).toBe(0);
    expect(sweptWith(/"stuck":[1-9]/)).toBeLessThan(20);

    await asks(app(), "/api/owners", { id: "late", name: "Lara Late", email: "late@team.example", pool: "lonely" });
    await timePasses(app(), "PT15M");
    expect(await leadOf(app(), ida.email)).toMatchObject({ epoch: 1, owner: "late" });
    expect(await minutesTo(id, "lead.assigned")).toBeLessThanOrEqual(75);
  });

  it.each([10, 120])("reaches a lead behind %i that cannot be mended", async (wrecks) => {
    const zoe = aPerson(`Zoe Adam${wrecks}`);
    await submits(app(), zoe);
    await itIsQuiet(app());
    const { id, epoch } = await leadOf(app(), zoe.email);
    const shard = id.charCodeAt(id.length - 1) % 4;
    await leavesWrecks(wrecks, shard);
    await operator.stops(`${id}-${epoch}`);
    await timePasses(app(), "PT7M");
    expect(await leadOf(app(), zoe.email)).toMatchObject({ epoch: epoch + 1, sla: { level: 1 } });
  });
});
