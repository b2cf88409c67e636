import { beforeAll, describe, expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, mailsAbout, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";
import { anOperator, type Operator } from "./step-functions.ts";
import { type Item, itemsOf } from "./table.ts";

// An operator starts executions of their own, and leaves one running.
const app = anApp({ breaks: ["one clock", "executions"] });
let operator: Operator;
beforeAll(() => {
  operator = anOperator(app());
});

const someoneWrites = async (name: string) => {
  const person = aPerson(name);
  await submits(app(), { ...person, message: "Do you repair roofs?" });
  await itIsQuiet(app());
  return leadOf(app(), person.email);
};

const touchesOf = async (lead: string) => (await mailsAbout(app(), lead)).map(({ touch }) => touch).sort();
const typesOf = async (lead: string) => (await timelineOf(app(), lead)).map(({ type }) => type);
const answered = (lead: string) => asks(app(), `/api/leads/${lead}/responses`, { channel: "call", outcome: "reached" });

describe("an execution is only a clock", () => {
  it("started twice for one epoch, everything is sent once", async () => {
    const { id, epoch } = await someoneWrites("Jonas Weber");
    const first = await touchesOf(id);
    expect(first).toHaveLength(2);
    await operator.starts(`${id}-twin`, { leadId: id, epoch });
    await itIsQuiet(app());
    expect(await touchesOf(id)).toEqual(first);
    expect(await operator.sees(`${id}-twin`)).toMatchObject({ status: "RUNNING" });

    await timePasses(app(), "PT20M");
    const touches = await touchesOf(id);
    expect(touches).toHaveLength(2 + 2 + 1 + 3);
    expect(new Set(touches).size).toBe(touches.length);
    const levels = (await typesOf(id)).filter((type) => /^sla\.(breached|escalated)$/.test(type));
    expect(levels).toEqual(["sla.breached", "sla.escalated", "sla.escalated"]);
  });

  it("started under an epoch that is over, it ends as superseded and sends nothing", async () => {
    const { id, epoch } = await someoneWrites("Ines Costa");
    expect(await answered(id)).toMatchObject({ status: 200, json: { epoch: epoch + 1 } });
    await itIsQuiet(app());
    const touches = await touchesOf(id);
    const types = await typesOf(id);
    await operator.starts(`${id}-late`, { leadId: id, epoch });
    await itIsQuiet(app());
    expect(await operator.sees(`${id}-late`)).toEqual({
      status: "SUCCEEDED",
      states: ["Tell lead and owner", "What comes next?", "Superseded by newer events"],
    });
    expect(await touchesOf(id)).toEqual(touches);
    expect(await typesOf(id)).toEqual(types);
  });

  it("not stopped when a newer epoch began, it wakes, finds itself superseded and sends nothing", async () => {
    const { id, epoch } = await someoneWrites("Piotr Zielinski");
    await operator.starts(`${id}-stray`, { leadId: id, epoch });
    await itIsQuiet(app());
    await answered(id);
    await itIsQuiet(app());
    expect(await operator.sees(`${id}-stray`)).toMatchObject({ status: "RUNNING" });
    expect(await operator.sees(`${id}-${epoch}`)).toMatchObject({ status: "ABORTED" });

    const touches = await touchesOf(id);
    await timePasses(app(), "PT30M");
    const { status, states } = await operator.sees(`${id}-stray`);
    expect(status).toBe("SUCCEEDED");
    expect(states.slice(-3)).toEqual(["Escalate the open response", "What comes next?", "Superseded by newer events"]);
    expect(await touchesOf(id)).toEqual(touches);
    expect(await typesOf(id)).not.toContain("sla.breached");
  });

  it("stopped late, after its epoch is over, nothing changes", async () => {
    const { id, epoch } = await someoneWrites("Greta Lind");
    await answered(id);
    await operator.stops(`${id}-${epoch}`);
    await timePasses(app(), "PT1H");
    expect(await touchesOf(id)).toHaveLength(2);
    const running = (await executionsOf(app(), id)).filter(({ status }) => status === "RUNNING");
    expect(running.map(({ name }) => name)).toEqual([`${id}-${epoch + 1}`]);
  });
});

/** A stream event that says these items were put, over older ones where there were any. */
function anEvent(changes: { before?: Item; after: Item }[]): object {
  const record = ({ before, after }: { before?: Item; after: Item }, place: number) => ({
    eventID: `event-${place}`,
    eventName: before ? "MODIFY" : "INSERT",
    eventSource: "aws:dynamodb",
    eventVersion: "1.1",
    awsRegion: app().assembly.region,
    dynamodb: {
      Keys: { pk: after.pk, sk: after.sk },
      NewImage: after,
      ...(before && { OldImage: before }),
      SequenceNumber: String(100 + place),
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
  });
  return { Records: changes.map(record) };
}

/** Hands an event to the router, as Lambda does when it delivers again what was handled already. */
async function routerHears(event: object): Promise<void> {
  const { functions, assembly } = app();
  const router = assembly.ofType("AWS::Lambda::Function").find(({ logicalId }) => logicalId.startsWith("Router"));
  const invocation = await functions.invoke(router?.arn ?? "", event);
  expect(invocation).toEqual({ ok: true, payload: { batchItemFailures: [] } });
}

const ofKind = (items: Item[], kind: string): Item => {
  const found = items.find((item) => item.kind?.S === kind);
  if (!found) throw new Error(`The lead has no item of kind ${kind}`);
  return found;
};

describe("the router hears everything at least once", () => {
  it("an event delivered three times makes one execution and one mail of each touch", async () => {
    const { id } = await someoneWrites("Ola Berge");
    const touches = await touchesOf(id);
    const types = await typesOf(id);
    const items = await itemsOf(app(), id);
    const lead = ofKind(items, "lead");
    const event = anEvent([
      { after: { ...lead, epoch: { N: "0" } } },
      { after: ofKind(items, "inquiry") },
      { before: { ...lead, epoch: { N: "0" } }, after: lead },
    ]);
    await Promise.all([routerHears(event), routerHears(event)]);
    await itIsQuiet(app());
    expect((await executionsOf(app(), id)).map(({ name }) => name)).toEqual([`${id}-1`]);
    expect(await touchesOf(id)).toEqual(touches);
    expect(await typesOf(id)).toEqual(types);
  });

  it("an inquiry delivered by several hands at once is digested once", async () => {
    const nils = aPerson("Nils Holm");
    await submits(app(), { ...nils, message: "Hello" });
    const { id } = await leadOf(app(), nils.email);
    const event = anEvent([{ after: ofKind(await itemsOf(app(), id), "inquiry") }]);
    await Promise.all([routerHears(event), routerHears(event), routerHears(event)]);
    await itIsQuiet(app());
    const types = await typesOf(id);
    for (const once of ["lead.created", "lead.assigned", "stage.entered", "sla.opened"]) {
      expect(types.filter((type) => type === once)).toHaveLength(1);
    }
    expect((await executionsOf(app(), id)).map(({ name }) => name)).toEqual([`${id}-1`]);
    expect(await touchesOf(id)).toHaveLength(2);
  });

  it("an old event that comes after newer ones starts no clock again", async () => {
    const { id } = await someoneWrites("Vera Moss");
    const old = ofKind(await itemsOf(app(), id), "lead");
    await answered(id);
    await itIsQuiet(app());
    await routerHears(anEvent([{ before: { ...old, epoch: { N: "0" } }, after: old }]));
    await timePasses(app(), "PT30M");
    const executions = await executionsOf(app(), id);
    expect(executions.map(({ name, status }) => [name, status])).toEqual([
      [`${id}-1`, "ABORTED"],
      [`${id}-2`, "RUNNING"],
    ]);
    expect(await touchesOf(id)).toHaveLength(2);
  });
});
