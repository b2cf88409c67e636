import { describe, expect, it } from "vitest";
import { anApp, aPerson } from "../given.ts";
import { leadOf, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";
import { signedLink } from "./link-key.ts";

const app = anApp();

const surveyOf = (lead: string) => signedLink(app(), "s", "survey", [lead, "r2-farewell-lead"]);

/** A person who has asked, and the survey's page for them. */
async function asked(name: string) {
  const person = aPerson(name);
  await submits(app(), { ...person, message: "Hello" });
  await itIsQuiet(app());
  const lead = await leadOf(app(), person.email);
  return { person, lead, survey: await surveyOf(lead.id) };
}

/** A person who said no, because of the price unless said otherwise. */
async function refused(name: string, reason = "budget") {
  const it = await asked(name);
  await asks(app(), `/api/leads/${it.lead.id}/decline`, { reason });
  await itIsQuiet(app());
  expect(await leadOf(app(), it.person.email)).toMatchObject({ stage: "declined", reason });
  return it;
}

const answersOf = async (lead: string) =>
  (await timelineOf(app(), lead)).filter(({ type }) => type === "survey.answered").map(({ data }) => data);

describe("the survey's page", () => {
  it("shows every answer, needs no script, and changes nothing", async () => {
    const { person, lead, survey } = await refused("Page View");
    const before = { lead: await leadOf(app(), person.email), timeline: await timelineOf(app(), lead.id) };
    const page = await opens(survey);
    expect(page).toMatchObject({ status: 200 });
    expect(page.headers.get("cache-control")).toBe("no-store");
    for (const answer of ["changed-mind", "later", "reason", "stop"])
      expect(page.text).toContain(`name="answer" value="${answer}"`);
    for (const reason of [
      "budget",
      "timing",
      "competitor",
      "no-need",
      "missing-feature",
      "wrong-person",
      "do-not-contact",
    ])
      expect(page.text).toContain(`name="reason" value="${reason}"`);
    expect(page.text).not.toContain("<script");
    await itIsQuiet(app());
    expect(await leadOf(app(), person.email)).toEqual(before.lead);
    expect(await timelineOf(app(), lead.id)).toEqual(before.timeline);
  });

  it("is only for links that we made", async () => {
    const { lead, survey } = await asked("Not Ours");
    const forged = survey.slice(0, -1) + (survey.endsWith("A") ? "B" : "A");
    expect((await opens(forged)).status).toBe(404);
    expect((await presses(forged, { answer: "stop" })).status).toBe(404);
    const other = await signedLink(app(), "s", "unsubscribe", [lead.id, "x"]);
    expect((await presses(other, { answer: "stop" })).status).toBe(404);
    expect(await answersOf(lead.id)).toEqual([]);
  });

  it("is friendly to somebody whom we have erased", async () => {
    const gone = await surveyOf("ld_01K5ZZZZZZZZZZZZZZZZZZZZZZ");
    for (const page of [await opens(gone), await presses(gone, { answer: "changed-mind" })]) {
      expect(page).toMatchObject({ status: 200 });
      expect(page.text).toContain("We hold nothing about you any more");
    }
  });

  it("refuses what is no answer", async () => {
    const { person, lead, survey } = await refused("No Answer");
    const wrong: Record<string, string>[] = [
      {},
      { answer: "maybe" },
      { answer: "later", months: "-1" },
      { answer: "reason", reason: "because" },
    ];
    for (const fields of wrong) expect((await presses(survey, fields)).status).toBe(422);
    expect(await answersOf(lead.id)).toEqual([]);
    expect((await leadOf(app(), person.email)).stage).toBe("declined");
  });
});

describe("somebody who said no", () => {
  it("has changed their mind: a person answers, with a promise", async () => {
    const { person, lead, survey } = await refused("Changed Mind");
    const page = await presses(survey, { answer: "changed-mind" });
    expect(page).toMatchObject({ status: 200 });
    expect(page.text).toContain("get in touch");
    await itIsQuiet(app());
    const after = await leadOf(app(), person.email);
    expect(after).toMatchObject({ stage: "working", sla: { channel: "engaged", level: 0 } });
    expect(await answersOf(lead.id)).toEqual([{ answer: "changed-mind" }]);
    const told = (await mailsAbout(app(), lead.id)).filter(({ subject }) => subject.includes("changed their mind"));
    expect(told.map(({ to }) => to)).toEqual([[`${after.owner}@team.example`]]);
  });

  it("wants to be asked later, and is not asked sooner", async () => {
    const { person, lead, survey } = await refused("Later Please");
    const page = await presses(survey, { answer: "later", months: "2" });
    expect(page.text).toContain("not ask again before January 2027");
    await itIsQuiet(app());
    const after = await leadOf(app(), person.email);
    expect(after).toMatchObject({ stage: "dormant", reason: "timing" });
    expect(after.nextAction?.dueAt.slice(0, 10)).toBe("2027-01-23");
    expect(await answersOf(lead.id)).toEqual([{ answer: "later", months: 2 }]);
    expect((await timelineOf(app(), lead.id)).find(({ type }) => type === "survey.answered")?.by.kind).toBe("lead");
  });

  it("says why, with a word of their own, and is left in peace", async () => {
    const { person, lead, survey } = await refused("Says Why", "no-need");
    const page = await presses(survey, { answer: "reason", reason: "competitor", comment: "They were <b>faster</b>." });
    expect(page.text).toContain("Thank you for your honest answer");
    await itIsQuiet(app());
    expect(await leadOf(app(), person.email)).toMatchObject({ stage: "dormant", reason: "competitor" });
    expect(await answersOf(lead.id)).toEqual([
      { answer: "reason", reason: "competitor", comment: "They were <b>faster</b>." },
    ]);
  });

  it("may leave fields empty, as browsers send them", async () => {
    const { person, lead, survey } = await refused("Empty Fields");
    expect((await presses(survey, { answer: "reason", reason: "budget", comment: "", months: "" })).status).toBe(200);
    expect(await answersOf(lead.id)).toEqual([{ answer: "reason", reason: "budget" }]);
    expect(await leadOf(app(), person.email)).toMatchObject({ stage: "dormant", reason: "budget" });
  });

  it("asks us to stop, and hears from us no more", async () => {
    const { person, survey } = await refused("Stop Now");
    expect((await presses(survey, { answer: "stop" })).text).toContain("We have stopped");
    await itIsQuiet(app());
    const mails = (await mailsTo(app(), person.email)).length;
    expect(await leadOf(app(), person.email)).toMatchObject({ stage: "archived", suppressed: { marketing: true } });
    await timePasses(app(), "P200D");
    expect(await mailsTo(app(), person.email)).toHaveLength(mails);
  });

  it("gives being left alone as the reason, and is", async () => {
    const { person, lead, survey } = await refused("Leave Alone");
    const page = await presses(survey, { answer: "reason", reason: "do-not-contact" });
    expect(page.text).toContain("will not write to you any more");
    await itIsQuiet(app());
    expect(await leadOf(app(), person.email)).toMatchObject({ stage: "archived", suppressed: { marketing: true } });
    expect(await answersOf(lead.id)).toEqual([{ answer: "reason", reason: "do-not-contact" }]);
  });
});

describe("somebody who did not say no", () => {
  it("can ask us to stop all the same, any number of times", async () => {
    const { person, lead, survey } = await asked("Stop Anyway");
    for (const _ of [1, 2]) expect((await presses(survey, { answer: "stop" })).status).toBe(200);
    await itIsQuiet(app());
    expect(await leadOf(app(), person.email)).toMatchObject({ stage: "new", suppressed: { marketing: true } });
    const types = (await timelineOf(app(), lead.id)).map(({ type }) => type);
    expect(types.filter((type) => type === "lead.unsubscribed")).toHaveLength(1);
  });

  it("is heard, moves nowhere, and is promised nothing that nobody will do", async () => {
    const { person, lead, survey } = await asked("Only Heard");
    const page = await presses(survey, { answer: "later", months: "3" });
    expect(page.text).not.toContain("not ask again before");
    await itIsQuiet(app());
    expect(await leadOf(app(), person.email)).toMatchObject({ stage: "new" });
    expect(await answersOf(lead.id)).toEqual([{ answer: "later", months: 3 }]);
  });
});
