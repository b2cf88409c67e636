import { describe, expect, it } from "vitest";
import { anApp, aPerson, monday } from "../given.ts";
import { executionsOf, leadOf, linkTo, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { asks, itIsQuiet, opens, presses, submits, timePasses } from "../when.ts";

const app = anApp();

const typesOf = async (lead: string) => (await timelineOf(app(), lead)).map(({ type }) => type);

describe("an inquiry by form", () => {
  it("is answered in time: the promise is met and nobody is bothered any more", async () => {
    const zoe = aPerson("Zoë Smith");
    expect(await submits(app(), { ...zoe, message: "How much is a roof?" })).toMatchObject({ status: 202 });
    await itIsQuiet(app());
    const { id, owner, sla } = await leadOf(app(), zoe.email);
    expect(sla).toMatchObject({ channel: "form", level: 0 });
    const told = (await mailsAbout(app(), id)).map(({ to, purpose }) => [to[0], purpose]);
    expect(new Set(told)).toEqual(
      new Set([
        [zoe.email, "service"],
        [`${owner}@team.example`, "internal"],
      ]),
    );

    await timePasses(app(), "PT3M");
    const [, notice] = (await mailsAbout(app(), id)).sort((a, b) => (a.purpose < b.purpose ? 1 : -1));
    const link = linkTo(notice, "r");
    expect(await opens(link)).toMatchObject({ status: 200 });
    expect((await leadOf(app(), zoe.email)).stage).toBe("new");
    expect(await presses(link, { outcome: "reached", channel: "call" })).toMatchObject({ status: 200 });
    await timePasses(app(), "PT1H");

    const lead = await leadOf(app(), zoe.email);
    expect(lead).toMatchObject({ stage: "working", sla: { level: 0 } });
    expect(lead.nextAction).toBeDefined();
    expect(await mailsAbout(app(), id)).toHaveLength(2);
    expect(await typesOf(id)).toEqual([
      "inquiry.received",
      "lead.created",
      "lead.scored",
      "lead.assigned",
      "stage.entered",
      "sla.opened",
      "mail.sent",
      "mail.sent",
      "mail.delivered",
      "response.recorded",
      "sla.met",
      "stage.entered",
      "activity.added",
    ]);
    const executions = await executionsOf(app(), id);
    expect(executions.map(({ name, status }) => [name, status])).toEqual([
      [`${id}-1`, "ABORTED"],
      [`${id}-2`, "RUNNING"],
    ]);
  });

  it("nobody answers: reminded at 5 minutes, handed over at 10, the pool told at 20, then daily", async () => {
    const tomasz = aPerson("Tomasz Nowak");
    const start = (await fetch(`${app().url}/local/clock`).then((answer) => answer.json())) as { now: string };
    await submits(app(), tomasz);
    await timePasses(app(), "P1DT1H");
    const { id, owner, sla } = await leadOf(app(), tomasz.email);
    const minutes = (at: string) => (Date.parse(at) - Date.parse(start.now)) / 60_000;
    const entries = await timelineOf(app(), id);
    const sent = entries
      .filter(({ type }) => type === "mail.sent")
      .map(({ at, data }) => [minutes(at), String(data.to)]);
    const other = owner === "owner-1" ? "owner-2" : "owner-1";
    expect(sent).toEqual(
      expect.arrayContaining([
        [5, `${other}@team.example`],
        [5, "manager-1@team.example"],
        [10, `${owner}@team.example`],
        [20, "owner-1@team.example"],
        [20, "owner-2@team.example"],
        [20, "manager-1@team.example"],
        [20 + 24 * 60, "manager-1@team.example"],
      ]),
    );
    expect(sent).toHaveLength(2 + 2 + 1 + 3 + 3 + 1);
    expect(sla?.level).toBe(4);
    const escalations = entries
      .filter(({ type }) => type.startsWith("sla."))
      .map(({ type, at, data }) => [type, data.level, minutes(at)]);
    expect(escalations).toEqual([
      ["sla.opened", 0, 0],
      ["sla.breached", 1, 5],
      ["sla.escalated", 2, 10],
      ["sla.escalated", 3, 20],
      ["sla.escalated", 4, 1460],
    ]);
    const [execution] = await executionsOf(app(), id);
    expect(execution).toMatchObject({ status: "RUNNING", state: "Wait for first response" });
    const touches = sent.length;
    expect(execution?.transitions).toBeLessThanOrEqual(3 * touches);
  });

  it("tried and not reached: the lead stays new with a dated next action, of which the owner is reminded", async () => {
    const ana = aPerson("Ana Popa");
    await submits(app(), ana);
    await itIsQuiet(app());
    const { id, owner } = await leadOf(app(), ana.email);
    const answer = await asks(app(), `/api/leads/${id}/responses`, { channel: "call", outcome: "attempted" });
    expect(answer).toMatchObject({
      status: 200,
      json: { id, stage: "new", nextAction: { what: "Try to reach the lead again" } },
    });
    await timePasses(app(), "P1DT1M");
    expect((await mailsTo(app(), `${owner}@team.example`)).at(-1)?.subject).toContain(
      "Try to reach the lead again, Ana Popa",
    );
    expect(await typesOf(id)).not.toContain("sla.breached");
  });
});

describe("the clock", () => {
  it("began on Monday and never runs backwards", async () => {
    const move = (to: string) => fetch(`${app().url}/local/clock`, { method: "POST", body: JSON.stringify({ to }) });
    await timePasses(app(), "PT1S");
    expect((await move(monday)).status).toBe(400);
  });
});
