import { beforeAll, describe, expect, it } from "vitest";
import { aDesk, aside, mainLine } from "../api/command.ts";
import { anApp, aPerson } from "../given.ts";
import { leadOf, mailsAbout } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const app = anApp();
const { aLead, done, entriesOf, clocksOf } = aDesk(app);

const onTheWay = ["new", ...mainLine];
const people = new Map<string, Awaited<ReturnType<typeof aLead>>>();
const mailsBefore = new Map<string, number>();
let wroteAt = 0;

beforeAll(async () => {
  for (const stage of [...onTheWay, ...aside]) people.set(stage, await aLead("Back Again", stage));
  await timePasses(app(), "PT2H");
  for (const [stage, { id }] of people) mailsBefore.set(stage, (await mailsAbout(app(), id)).length);
  wroteAt = app().clock.now();
  for (const { name, email } of people.values()) await submits(app(), { name, email, message: "Is the offer good?" });
  await itIsQuiet(app());
});

/** A lead that was in a stage when they wrote again, before and after it. */
async function whoWasIn(stage: string) {
  const before = people.get(stage);
  if (!before) throw new Error(`Nobody was in ${stage}`);
  return { before, after: await leadOf(app(), before.email) };
}

describe("somebody writes again", () => {
  it.each(onTheWay)("in %s: stays, and the earlier promise is kept whole", async (stage) => {
    const { before, after } = await whoWasIn(stage);
    expect(after).toMatchObject({ id: before.id, stage, cycle: 0 });
    expect(after.sla?.dueAt).toBe(before.sla?.dueAt);
    expect(await entriesOf(after.id, "sla.opened")).toHaveLength(1);
  });

  it.each(aside)("in %s: is new again, with the owner they know and a promise of its own", async (stage) => {
    const { before, after } = await whoWasIn(stage);
    const dueAt = new Date(wroteAt + 300_000).toISOString();
    expect(after).toMatchObject({
      id: before.id,
      stage: "new",
      cycle: 0,
      owner: before.owner,
      sla: { dueAt, level: 0, channel: "form" },
      nextAction: { what: "First response", dueAt },
      cadence: { name: "speed-to-lead", step: "attempt-1" },
    });
    expect(await entriesOf(after.id, "sla.opened")).toHaveLength(2);
  });

  it.each([...onTheWay, ...aside])("in %s: they are thanked, their owner is told, one clock runs", async (stage) => {
    const { after } = await whoWasIn(stage);
    const told = (await mailsAbout(app(), after.id)).slice(mailsBefore.get(stage));
    expect(told.map(({ to, purpose }) => `${purpose} ${to[0]}`).sort()).toEqual([
      `internal ${after.owner}@team.example`,
      `service ${people.get(stage)?.email}`,
    ]);
    expect(await clocksOf(after.id)).toEqual([`${after.id}-${after.epoch}`]);
    expect(await entriesOf(after.id, "inquiry.received")).toHaveLength(2);
  });
});

describe("somebody writes again when nobody in the pool takes leads", () => {
  const fair = { id: "fair-1", name: "Fay Fair", email: "fair-1@team.example", pool: "fair" };
  const fromFair = async ({ name, email }: { name: string; email: string }, message: string) => {
    expect((await submits(app(), { name, email, message }, "fair")).status).toBe(202);
    await itIsQuiet(app());
    return leadOf(app(), email);
  };

  it("waits, wherever it was, and is new once somebody does", async () => {
    const form = { channel: "form", platform: "form", consent: { by: "none" } };
    await asks(app(), "/api/sources", { ...form, id: "fair", name: "Fair", pool: "fair" });
    await asks(app(), "/api/owners", fair);
    const [ann, bo] = [aPerson("Ann Fair"), aPerson("Bo Fair")];
    const { id: archived } = await fromFair(ann, "What does it cost?");
    const { id: nurtured } = await fromFair(bo, "What does it cost?");
    await done(archived, "stage", { to: "archived" });
    await done(nurtured, "stage", { to: "nurturing" });
    await asks(app(), "/api/owners/fair-1", { pool: "sales-abroad" }, "PATCH");
    expect((await fromFair(ann, "And now?")).stage).toBe("archived");
    expect((await fromFair(bo, "And now?")).stage).toBe("nurturing");
    // Its clock is moved on meanwhile, to a time months ahead.
    await done(nurtured, "stage", { to: "dormant", reason: "budget" });
    await timePasses(app(), "PT20M");
    expect((await leadOf(app(), bo.email)).stage).toBe("dormant");
    await asks(app(), "/api/owners/fair-1", { pool: "fair" }, "PATCH");
    await timePasses(app(), "PT11M");
    for (const { email } of [ann, bo]) {
      const lead = await leadOf(app(), email);
      expect(lead).toMatchObject({ stage: "new", owner: fair.id });
      const told = (await mailsAbout(app(), lead.id)).filter(({ touch }) => /inq_|new-lead/.test(touch));
      expect(told.filter(({ to }) => to[0] === fair.email)).toHaveLength(2);
      expect(await entriesOf(lead.id, "sla.opened")).toHaveLength(2);
    }
  });
});
