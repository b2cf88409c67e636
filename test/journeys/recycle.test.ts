import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { aDesk } from "../api/command.ts";
import { confirms } from "../confirms.ts";
import { anApp, aPerson } from "../given.ts";
import { executionsOf, leadOf, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, submits, timePasses } from "../when.ts";

const app = anApp();
const { done, aLead, entriesOf, clocksOf } = aDesk(app);

const day = 86_400_000;
const callback = { id: "callback", channel: "form", platform: "form", name: "Call me back", consent: { by: "none" } };
const forGood = ["do-not-contact", "wrong-person", "spam", "out-of-area", "duplicate"];
const sleeps: [string, number][] = [
  ["budget", 90],
  ["timing", 120],
  ["competitor", 180],
  ["no-need", 180],
  ["silent", 60],
  ["missing-feature", 180],
  ["stalled", 45],
];

const Asleep = z.looseObject({
  id: z.string(),
  dueAt: z.string(),
  updatedAt: z.string(),
  nextAction: z.object({ dueAt: z.string() }),
});
type Sleeper = z.infer<typeof Asleep> & { email: string };
const sleepers = new Map<string, Sleeper>();

async function asleep({ id, email }: { id: string; email: string }, reason: string): Promise<Sleeper> {
  return { ...Asleep.parse(await done(id, "stage", { to: "dormant", reason })), email };
}

const whoSleepsFor = (reason: string): Sleeper => {
  const found = sleepers.get(reason);
  if (!found) throw new Error(`Nobody sleeps because of ${reason}`);
  return found;
};

/** Somebody who did not agree to mail. */
async function aCaller(name: string, more: object = {}) {
  const person = aPerson(name);
  await submits(app(), { ...person, ...more }, "callback");
  await itIsQuiet(app());
  return leadOf(app(), person.email).then(({ id }) => ({ ...person, id }));
}

beforeAll(async () => {
  await asks(app(), "/api/sources", callback);
  for (const [reason] of sleeps) {
    const lead = await aLead("Deep Sleeper");
    await confirms(app(), lead.email);
    sleepers.set(reason, await asleep(lead, reason));
  }
  await itIsQuiet(app());
});

describe("a lead that sleeps", () => {
  it.each(sleeps)(
    "because of %s wakes after %i days, within half a day; until then nothing runs",
    async (reason, days) => {
      const { id, updatedAt, dueAt, nextAction } = whoSleepsFor(reason);
      const late = (Date.parse(dueAt) - Date.parse(updatedAt)) / day - days;
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(0.5);
      expect(nextAction.dueAt).toBe(dueAt);
      expect(await clocksOf(id)).toEqual([]);
    },
  );

  it("on the main line, because the next action is far off, is woken by the sweep too", async () => {
    const { id, owner } = await aLead("Next Season", "working");
    await done(id, "responses", { channel: "call", outcome: "reached" });
    const dueAt = new Date(app().clock.now() + 40 * day).toISOString();
    await done(id, "next-action", { what: "Ask about the spring", dueAt });
    await itIsQuiet(app());
    expect(await clocksOf(id)).toEqual([]);
    await timePasses(app(), "P40DT2M");
    const [reminder, ...more] = (await mailsAbout(app(), id)).slice(2);
    expect(reminder?.subject).toContain("Ask about the spring");
    expect([reminder?.to[0], more]).toEqual([`${owner}@team.example`, []]);
    expect(await clocksOf(id)).toHaveLength(1);
    await done(id, "decline", { reason: "out-of-area" });
  });

  it("is woken by the sweep, asked once, and sleeps twice as long when it does not answer", async () => {
    const { id, email, dueAt } = whoSleepsFor("stalled");
    const asked = async () => (await mailsTo(app(), email)).filter(({ touch }) => touch.endsWith("re-engagement-lead"));
    const { epoch } = await leadOf(app(), email);
    await timePasses(app(), "P4DT20H");
    expect(await asked()).toEqual([]);
    await timePasses(app(), "PT17H");
    const [mail, ...more] = await asked();
    expect(more).toEqual([]);
    const late = Date.parse(mail?.at ?? "") - Date.parse(dueAt);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(120_000);
    const awake = await leadOf(app(), email);
    expect(awake.epoch).toBe(epoch + 1);
    expect(await clocksOf(id)).toEqual([`${id}-${epoch + 1}`]);

    await timePasses(app(), "P14D");
    const again = Asleep.parse(await leadOf(app(), email));
    expect(again).toMatchObject({ stage: "dormant", cycle: 1 });
    const entered = (await entriesOf(id, "stage.entered")).at(-1);
    expect(Math.floor((Date.parse(again.dueAt) - Date.parse(entered?.at ?? "")) / day)).toBe(90);
    expect(await clocksOf(id)).toEqual([]);
    expect((await executionsOf(app(), id)).map(({ status }) => status)).not.toContain("FAILED");
  });

  it("and may not be written to is called by its owner, or let go; one told to leave alone is let go", async () => {
    const noPhone = await aCaller("Leo Quiet");
    const withPhone = await aCaller("Eva Quiet", { phone: "+353 1 496 0001" });
    const refuses = await aLead("Done With You");
    for (const lead of [noPhone, withPhone, refuses]) await asleep(lead, "stalled");
    await done(refuses.id, "decline", { reason: "do-not-contact" });
    await timePasses(app(), "P46D");

    expect(await leadOf(app(), noPhone.email)).toMatchObject({ stage: "archived" });
    expect(await leadOf(app(), refuses.email)).toMatchObject({ stage: "archived", reason: "do-not-contact" });
    expect(await leadOf(app(), withPhone.email)).toMatchObject({ stage: "dormant", cycle: 0 });
    const [task] = await entriesOf(withPhone.id, "task.created");
    expect(task?.data).toMatchObject({ channel: "call", what: "Eva Quiet: Ask whether it is time now" });
    for (const { email } of [noPhone, withPhone, refuses])
      expect((await mailsTo(app(), email)).map(({ purpose }) => purpose)).toEqual(["service"]);
    await timePasses(app(), "P14D");
    expect(await leadOf(app(), withPhone.email)).toMatchObject({ stage: "dormant", cycle: 1 });
  });
});

describe("a decline for good", () => {
  it("ends in the archive after the fortnight; a farewell goes only to those who may want one", async () => {
    const declined = new Map<string, Awaited<ReturnType<typeof aLead>>>();
    for (const reason of forGood) {
      const lead = await aLead("For Good", "qualified");
      await confirms(app(), lead.email);
      await done(lead.id, "decline", { reason });
      declined.set(reason, lead);
    }
    await timePasses(app(), "P14D");
    for (const [reason, { id, email }] of declined) {
      expect(await leadOf(app(), email)).toMatchObject({ stage: "archived", reason });
      expect((await timelineOf(app(), id)).at(-1)).toMatchObject({ type: "lead.archived", data: { reason } });
      const farewells = (await mailsTo(app(), email)).filter(({ touch }) => touch.includes("farewell"));
      expect([reason, farewells.length]).toEqual([reason, reason === "out-of-area" ? 1 : 0]);
    }
  });
});
