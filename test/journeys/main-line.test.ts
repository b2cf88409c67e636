import { describe, expect, it } from "vitest";
import { aDesk } from "../api/command.ts";
import { anApp } from "../given.ts";
import { leadOf, mailsAbout, timelineOf } from "../then.ts";
import { timePasses } from "../when.ts";

const app = anApp();
const { done, aLead, clocksOf } = aDesk(app);

const hour = 3_600_000;
const hoursFrom = (then: string, at: string) => (Date.parse(at) - Date.parse(then)) / hour;
const time = async () => new Date(app().clock.now()).toISOString();

/** A lead that its owner has spoken with; everything of the first day is over. */
async function inTalks(name: string, stage = "working") {
  const lead = await aLead(name);
  await done(lead.id, "responses", { channel: "call", outcome: "reached" });
  if (stage !== "working") await done(lead.id, "stage", { to: stage });
  return lead;
}

/** What went to a lead since a moment: hours after it, and the step. */
const stepsSince = async (lead: string, since: string) =>
  (await mailsAbout(app(), lead))
    .filter(({ at, touch }) => at >= since && /^r\d+-.*-lead$/.test(touch))
    .map(({ at, touch }) => [hoursFrom(since, at), touch.replace(/^r\d+-|-lead$/g, "")]);

describe("a next action that nobody does", () => {
  it("is reminded of when due, a day later with the manager, then each third day; after ten days it is stalled", async () => {
    const { id, email, owner } = await inTalks("Rita Forgotten");
    const due = (await leadOf(app(), email)).nextAction?.dueAt ?? "";
    await timePasses(app(), "P13D");
    const told = (await mailsAbout(app(), id))
      .filter(({ touch }) => touch.startsWith("action"))
      .map(({ at, to, touch }) => [hoursFrom(due, at) / 24, to[0], touch.replace(/^action\w+-(\d)-/, "$1 ")]);
    const [mine, managers] = [`${owner}@team.example`, "manager-1@team.example"];
    const reminder = (days: number, place: number) => [
      [days, mine, `${place} action-due-${owner}`],
      [days, managers, `${place} action-overdue-manager-1`],
    ];
    expect(told.sort()).toEqual(
      [[0, mine, `0 action-due-${owner}`], ...reminder(1, 1), ...reminder(4, 2), ...reminder(7, 3)].sort(),
    );
    const last = (await timelineOf(app(), id)).filter(({ type }) => type === "stage.entered").at(-1);
    expect(last).toMatchObject({ data: { from: "working", to: "nurturing", reason: "stalled" } });
    expect(hoursFrom(due, last?.at ?? "")).toBe(240);
    expect(await leadOf(app(), email)).toMatchObject({ stage: "nurturing", owner, cadence: { name: "nurture" } });
  });

  it("is forgotten with the action: a new one begins its own reminders", async () => {
    const { id } = await inTalks("Paul Planner");
    await timePasses(app(), "P3D");
    const before = (await mailsAbout(app(), id)).length;
    await done(id, "next-action", {
      what: "Call again",
      dueAt: new Date(app().clock.now() + 72 * hour).toISOString(),
    });
    await timePasses(app(), "P2DT23H");
    expect(await mailsAbout(app(), id)).toHaveLength(before);
    await timePasses(app(), "PT1H");
    expect((await mailsAbout(app(), id)).at(-1)?.touch).toMatch(/-0-action-due-/);
  });
});

describe("what happens begins a cadence", () => {
  it("a missed meeting: half an hour later, two days later, then quiet, and the lead stays where it is", async () => {
    const { id, email } = await inTalks("Mia Missed", "meeting");
    const since = await time();
    expect(await done(id, "activities", { type: "no-show" })).toMatchObject({
      cadence: { name: "no-show", step: "missed" },
    });
    await timePasses(app(), "P3D");
    expect(await stepsSince(id, since)).toEqual([
      [0.5, "missed"],
      [48.5, "another-time"],
    ]);
    await done(id, "next-action", { what: "Meet", dueAt: new Date(app().clock.now() + 96 * hour).toISOString() });
    await timePasses(app(), "P3D");
    const lead = await leadOf(app(), email);
    expect(lead).toMatchObject({ stage: "meeting" });
    expect(lead.cadence).toBeUndefined();
    expect(await clocksOf(id)).toEqual([`${id}-${lead.epoch}`]);
  });

  it("a proposal: two days later, four days after that", async () => {
    const { id } = await inTalks("Pat Proposal", "proposal");
    const since = await time();
    await timePasses(app(), "P7D");
    expect(await stepsSince(id, since)).toEqual([
      [48, "questions"],
      [144, "decision"],
    ]);
  });

  it("no-show replaces proposal-sent replaces price-asked replaces the stage's own, and never the other way", async () => {
    const { id } = await aLead("Tia Triage");
    const cadence = async (type: string) => (await done(id, "activities", { type })).cadence;
    const since = await time();
    expect(await cadence("proposal-sent")).toMatchObject({ name: "proposal-sent", run: 2, step: "questions" });
    expect(await cadence("price-asked")).toMatchObject({ name: "proposal-sent", run: 2 });
    expect(await cadence("no-show")).toMatchObject({ name: "no-show", run: 3, step: "missed" });
    expect(await cadence("proposal-sent")).toMatchObject({ name: "no-show", run: 3 });
    await done(id, "responses", { channel: "call", outcome: "attempted" });
    await timePasses(app(), "P4D");
    expect((await stepsSince(id, since)).map(([, step]) => step)).toEqual(["missed", "another-time"]);

    await done(id, "responses", { channel: "call", outcome: "reached" });
    await done(id, "stage", { to: "qualified" });
    const later = await time();
    expect(await cadence("price-asked")).toMatchObject({ name: "price-asked", run: 4 });
    await timePasses(app(), "PT2H");
    expect(await stepsSince(id, later)).toEqual([[1, "range"]]);
    expect(await cadence("proposal-sent")).toMatchObject({ name: "proposal-sent", run: 5 });
  });

  it.each(["nurturing", "declined", "dormant", "converted"])("not for a lead in %s", async (stage) => {
    const { id, cadence, epoch } = await aLead("Off Line", stage);
    const after = await done(id, "activities", { type: "no-show" });
    expect(after).toMatchObject({ stage, epoch });
    expect(after.cadence).toEqual(cadence);
  });
});
