import { describe, expect, it } from "vitest";
import * as z from "zod";
import { confirms } from "../confirms.ts";
import { anApp } from "../given.ts";
import { mailsTo } from "../then.ts";
import { itIsQuiet } from "../when.ts";
import { aDesk, aside, live, mainLine } from "./command.ts";

const app = anApp();
const { done, refused, aLead, entriesOf, clocksOf } = aDesk(app);

/** Where a person may move a lead by hand (LIFECYCLE.md section 2). */
function movesFrom(stage: string): string[] {
  if (stage === "converted") return [];
  if (stage === "archived") return ["working"];
  const forward = stage === "new" || mainLine.includes(stage) ? mainLine : ["working"];
  return [...forward, ...aside].filter((to) => to !== stage);
}

describe("POST …/stage", () => {
  it.each(["new", ...mainLine, ...aside, "converted"])("from %s to nowhere but where it may", async (from) => {
    const { id } = await aLead(`Mover ${from}`, from);
    const everywhere = ["new", ...mainLine, ...aside, "converted"];
    for (const to of everywhere.filter((stage) => !movesFrom(from).includes(stage))) {
      const answer = await refused(id, "stage", { to, reason: "budget" });
      expect([to, answer.status, answer.allowed]).toEqual([to, 409, movesFrom(from)]);
    }
    expect((await entriesOf(id, "stage.entered")).at(-1)?.data.to).toBe(from);
  });

  it("along every move there is, each told on the timeline", async () => {
    const { id } = await aLead("Grand Tour", "working");
    const tour = ["working"];
    const go = async (to: string) => {
      expect(await done(id, "stage", { to, reason: "budget" })).toMatchObject({ id, stage: to });
      tour.push(to);
    };
    for (const from of [...mainLine, ...aside]) {
      for (const to of movesFrom(from)) {
        const here = tour.at(-1) ?? "";
        if (here !== from && !movesFrom(here).includes(from)) await go("working");
        if (tour.at(-1) !== from) await go(from);
        await go(to);
      }
    }
    const entered = (await entriesOf(id, "stage.entered")).slice(1);
    expect(entered.map(({ data }) => data.to)).toEqual(tour);
    expect(entered.map(({ data }) => data.from)).toEqual(["new", ...tour.slice(0, -1)]);
    expect(new Set(entered.map(({ by }) => by.kind))).toEqual(new Set(["ops"]));
    await itIsQuiet(app());
    expect(await clocksOf(id)).toHaveLength(tour.at(-1) === "archived" ? 0 : 1);
  });

  it("to the main line brings a dated next action: the owner's, else the stage's", async () => {
    const { id } = await aLead("Next Action");
    const days = async (to: string) => {
      const { updatedAt, nextAction } = z
        .looseObject({ updatedAt: z.string(), nextAction: z.object({ dueAt: z.string() }) })
        .parse(await done(id, "stage", { to }));
      return (Date.parse(nextAction.dueAt) - Date.parse(updatedAt)) / 86_400_000;
    };
    expect(await days("working")).toBe(2);
    expect(await days("qualified")).toBe(3);
    expect(await days("proposal")).toBe(3);
    expect(await days("decision")).toBe(5);
    const visit = { what: "Visit the roof", dueAt: "2026-12-24T10:00:00+01:00" };
    expect(await done(id, "stage", { to: "meeting", nextAction: visit })).toMatchObject({
      nextAction: { what: "Visit the roof", dueAt: "2026-12-24T09:00:00.000Z" },
    });
  });

  it("to declined needs a reason; others keep one if given", async () => {
    const { id } = await aLead("Why Not");
    expect(await refused(id, "stage", { to: "declined" })).toMatchObject({ status: 422, fields: ["reason"] });
    expect(await refused(id, "stage", { to: "declined", reason: "rain" })).toMatchObject({ fields: ["reason"] });
    expect(await refused(id, "stage", { to: "limbo" })).toMatchObject({ status: 422, fields: ["to"] });
    expect(await refused(id, "stage", {})).toMatchObject({ status: 422, fields: ["to"] });
    expect(await done(id, "stage", { to: "nurturing", reason: "timing" })).toMatchObject({ reason: "timing" });
    expect((await done(id, "stage", { to: "working" })).reason).toBeUndefined();
  });
});

describe("POST …/responses", () => {
  it.each([
    ["new", "attempted", "new"],
    ["new", "reached", "working"],
    ["proposal", "attempted", "proposal"],
    ["proposal", "reached", "proposal"],
    ["converted", "reached", "converted"],
    ...aside.flatMap((stage) => [
      [stage, "attempted", stage],
      [stage, "reached", "working"],
    ]),
  ])("in %s, %s: the lead is in %s", async (stage = "", outcome = "", then = "") => {
    const { id, epoch, owner } = await aLead(`Called ${outcome}`, stage);
    const lead = await done(id, "responses", { channel: "call", outcome, note: "On the mobile" });
    expect(lead).toMatchObject({ stage: then, owner });
    if (aside.includes(stage) && outcome === "attempted") expect(lead.epoch).toBe(epoch);
    const [told] = await entriesOf(id, "response.recorded");
    expect(told).toMatchObject({ by: { kind: "ops" }, data: { channel: "call", outcome, note: "On the mobile" } });
    expect(await entriesOf(id, "sla.met")).toHaveLength(aside.includes(stage) ? 0 : 1);
  });

  it("says which fields are wrong", async () => {
    const { id } = await aLead("Wrong Answer");
    expect(await refused(id, "responses", { outcome: "maybe" })).toEqual({
      status: 422,
      allowed: undefined,
      fields: ["channel", "outcome"],
    });
  });
});

describe("POST …/decline", () => {
  it.each(["new", "decision", "nurturing"])("from %s: declined, with a farewell and its survey", async (stage) => {
    const { id, email } = await aLead("No Thanks", stage);
    await confirms(app(), email);
    expect(await done(id, "decline", { reason: "competitor" })).toMatchObject({
      stage: "declined",
      reason: "competitor",
      cadence: { name: "farewell", step: "farewell" },
    });
    await itIsQuiet(app());
    expect((await mailsTo(app(), email)).at(-1)).toMatchObject({ purpose: "marketing", leadId: id });
    const [said] = await entriesOf(id, "lead.declined");
    expect(said).toMatchObject({ by: { kind: "ops" }, data: { reason: "competitor" } });
    expect((await entriesOf(id, "sla.breached")).length).toBe(0);
  });

  it("with a reason that wants no contact sends no farewell and says so", async () => {
    const { id, email } = await aLead("Leave Me");
    await done(id, "decline", { reason: "do-not-contact" });
    await itIsQuiet(app());
    expect((await mailsTo(app(), email)).map(({ purpose }) => purpose)).toEqual(["service"]);
    expect((await entriesOf(id, "touch.skipped")).at(-1)?.data).toMatchObject({ reason: "do-not-contact" });
  });

  it.each(["declined", "dormant"])("of a lead in %s changes its reason only", async (stage) => {
    const { id, epoch } = await aLead("Another Reason", stage);
    expect(await done(id, "decline", { reason: "no-need" })).toMatchObject({ stage, reason: "no-need", epoch });
    expect(await clocksOf(id)).toHaveLength(stage === "declined" ? 1 : 0);
  });

  it("is refused without a reason, and where the table has none", async () => {
    const { id } = await aLead("No Reason");
    expect(await refused(id, "decline", {})).toMatchObject({ status: 422, fields: ["reason"] });
    for (const stage of ["converted", "archived"]) {
      const ended = await aLead("Ended", stage);
      expect(await refused(ended.id, "decline", { reason: "budget" })).toMatchObject({ status: 409, allowed: live });
    }
  });
});
