import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLive, type Lead } from "../../functions/lead/model/lead.ts";
import { type Stage, stages } from "../../functions/lead/model/stage-name.ts";
import { applyEvent } from "../../functions/lead/rules/apply.ts";
import { decideContact } from "../../functions/lead/rules/contact.ts";
import { decideActivity, evaluateClicks } from "../../functions/lead/rules/engagement.ts";
import { decideEscalation } from "../../functions/lead/rules/escalation.ts";
import { applyInquiries } from "../../functions/lead/rules/inquiries.ts";
import { type EventName, events, lifecycle } from "../../functions/lead/rules/lifecycle.ts";
import { decideConvert, decideDecline, decideDisqualify, decideMove } from "../../functions/lead/rules/manual.ts";
import { movesFrom } from "../../functions/lead/rules/manual-moves.ts";
import { decideAutoReply, decideClick, decideReply, decideSurvey } from "../../functions/lead/rules/reply.ts";
import { isOpen } from "../../functions/lead/rules/sla.ts";
import { type Decision, enterStage, mainLine, nextWake, workflowOf } from "../../functions/lead/rules/stage.ts";
import {
  decideBlock,
  decideBounce,
  decideComplaint,
  decideUnsubscribe,
} from "../../functions/lead/rules/suppression.ts";
import { AppError } from "../../functions/platform/error.ts";
import { day, hour, type Instant, minute, plus, second } from "../../functions/platform/time.ts";
import { anna, ben, fresh, inquiry, later, monday, team } from "./fixture.ts";
import { lifecyclePage } from "./lifecycle-page.ts";
import { Simulation } from "./simulation.ts";

const system = { kind: "system" } as const;
const agreed = { consent: { basis: "opt-in" as const } };

/** A lead in a stage, a week after its inquiry. */
function leadIn(stage: Stage, more: Partial<Lead> = {}): Lead {
  const first = inquiry(agreed);
  const lead = { ...applyInquiries(fresh({}, first), [first], anna, monday).lead, pending: [] };
  return { ...(stage === "new" ? lead : enterStage(lead, stage, later(7 * day), system, "budget").lead), ...more };
}

describe("the lifecycle table", () => {
  it("is on its page", async () => {
    await expect(lifecyclePage()).toMatchFileSnapshot("../../functions/lead/LIFECYCLE.md");
  });

  const cells = events.flatMap((event) => stages.map((stage) => [event, stage] as [EventName, Stage]));

  it.each(cells)("%s in %s", (name, stage) => {
    const lead = leadIn(stage, { phone: "+442071234567" });
    const now = later(8 * day);
    const moved = applyEvent(
      lead,
      { name, scope: "cause", channel: "email", reason: "budget", until: later(30 * day) },
      now,
    );
    const cell = lifecycle[name][stage];
    if (!cell) return expect(moved).toBeUndefined();
    const to = moved?.lead.stage;
    if (!cell.to) expect(to).toBe(stage);
    else if (stages.includes(cell.to as Stage)) expect(to).toBe(cell.to);
    else expect(["nurturing", "dormant", "archived", stage]).toContain(to);
    if (cell.effects.includes("tell owner") && to !== "archived") expect(moved?.lead.pending).toHaveLength(1);
    if (cell.effects.includes("open promise")) expect(isOpen(moved?.lead.sla)).toBe(true);
    if (cell.effects.includes("stop mail")) expect(moved?.lead.suppressed.mail).toBe(true);
    if (cell.effects.includes("stop marketing")) expect(moved?.lead.suppressed.marketing).toBe(true);
    if (cell.effects.includes("next cycle")) expect(moved?.lead.cycle).toBe(1);
    if (cell.to && to !== stage) expect(moved?.lead.epoch).toBeGreaterThan(lead.epoch);
    sound(moved?.lead ?? lead);
  });

  it.each([...stages])("from %s one moves by hand where the table says", (stage) => {
    for (const to of stages) {
      const move = () => decideMove(leadIn(stage), { to, reason: "budget" }, system, later(8 * day)).lead.stage;
      if (movesFrom(stage).includes(to)) expect(move()).toBe(to);
      else expect(move).toThrow(AppError);
    }
    expect(movesFrom(stage)).not.toContain("new");
    expect(movesFrom(stage)).not.toContain("converted");
  });

  it("a decline by hand needs a reason", () => {
    expect(() => decideMove(leadIn("working"), { to: "declined" }, system, later(8 * day))).toThrow("Say why");
  });
});

/** What holds of every lead at any time (LIFECYCLE.md section 1). */
function sound(lead: Lead): void {
  if (lead.stage === "archived") {
    expect(lead.pending.filter(({ to }) => to === undefined)).toEqual([]);
    expect(lead.nextAction).toBeUndefined();
    expect(lead.dueAt === undefined).toBe(lead.pending.length === 0);
    expect(isOpen(lead.sla)).toBe(false);
    return;
  }
  if (lead.stage === "converted") return;
  expect(lead.owner).toBeDefined();
  expect(lead.nextAction?.dueAt).toBeDefined();
  expect(lead.dueAt).toBeDefined();
  expect(workflowOf(lead)).toBeDefined();
  expect(isOpen(lead.sla) && !(lead.stage === "new" || mainLine.has(lead.stage))).toBe(false);
}

type Happening = (lead: Lead, now: Instant) => Decision | undefined;

const happenings: Record<string, Happening> = {
  inquiry: (lead, now) => applyInquiries(lead, [inquiry({ ...agreed, receivedAt: now })], anna, now),
  reply: (lead, now) => decideReply(lead, { mailId: `m${lead.version}`, text: "Yes" }, now),
  attempted: (lead, now) => decideContact(lead, { channel: "call", outcome: "attempted" }, system, now),
  reached: (lead, now) => decideContact(lead, { channel: "call", outcome: "reached" }, system, now),
  click: (lead, now) =>
    decideClick(lead, { at: now, touch: "t", url: "https://x.example/", hot: true, sentAt: plus(now, -hour) }, now),
  decline: (lead, now) => decideDecline(lead, "budget", system, now),
  disqualify: (lead, now) => decideDisqualify(lead, "timing", system, now),
  unsubscribe: (lead, now) => decideUnsubscribe(lead, system, now),
  bounce: (lead, now) => decideBounce(lead, { mailId: "m", touch: "t", why: "NoEmail" }, now),
  complaint: (lead, now) => decideComplaint(lead, { mailId: "m", touch: "t" }, now),
  away: (lead, now) => decideAutoReply(lead, `a${lead.version}`, plus(now, 9 * day), now),
  mind: (lead, now) => decideSurvey(lead, { answer: "changed-mind" }, now),
  later: (lead, now) => decideSurvey(lead, { answer: "later", months: 2 }, now),
  convert: (lead, now) => decideConvert(lead, "cu_1", undefined, system, now),
  block: (lead, now) => decideBlock(lead, system, now),
  proposal: (lead, now) => decideMove(lead, { to: "proposal" }, system, now),
  noShow: (lead, now) => decideActivity(lead, { type: "no-show" }, system, now),
};

const allowed = (happening: Happening, lead: Lead, now: Instant): Decision | undefined => {
  try {
    return happening(lead, now);
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return undefined;
    throw error;
  }
};

describe("whatever happens", () => {
  const step = fc.record({
    what: fc.constantFrom(...Object.keys(happenings)),
    gap: fc.oneof(fc.integer({ min: 0, max: 20 * second }), fc.integer({ min: 0, max: 40 * day })),
  });
  const person = fc.record({ phone: fc.boolean(), mail: fc.boolean(), optIn: fc.boolean() });

  it("30 events at any times leave a lead sound, and nothing is sent twice or against its will", () => {
    fc.assert(
      fc.property(person, fc.array(step, { minLength: 30, maxLength: 30 }), ({ phone, mail, optIn }, steps) => {
        const first = inquiry({
          phone: phone || !mail ? "+442071234567" : undefined,
          email: mail ? "zoe@example.com" : undefined,
          ...(optIn ? agreed : {}),
        });
        const app = new Simulation(fresh({}, first));
        app.happen(applyInquiries(app.lead, [first], anna, monday), monday);
        let now = monday;
        for (const { what, gap } of steps) {
          now = plus(now, gap);
          app.run(now);
          const before = app.lead;
          const happening = happenings[what];
          if (happening) app.happen(allowed(happening, before, now), now);
          expect(app.lead.epoch).toBeGreaterThanOrEqual(before.epoch);
          expect(app.lead.version).toBeGreaterThanOrEqual(before.version);
          sound(app.lead);
          if (isLive(app.lead)) expect(nextWake(app.lead)?.at).toBe(app.lead.dueAt);
          expect(app.lead.pending).toEqual([]);
        }
        const touches = app.sent.map(({ touch }) => touch);
        expect(new Set(touches).size).toBe(touches.length);
      }),
      { numRuns: 300 },
    );
  });

  it("a silent lead is asked three times and ends in the archive after about 500 days", () => {
    const first = inquiry({ ...agreed, phone: "+442071234567" });
    const app = new Simulation(fresh({ emailConfirmed: { at: monday, by: "link" } }, first));
    app.happen(applyInquiries(app.lead, [first], anna, monday), monday);
    const seen: [number, Stage][] = [];
    for (let days = 0; days < 700; days++) {
      app.run(later(days * day));
      if (seen.at(-1)?.[1] !== app.lead.stage) seen.push([days, app.lead.stage]);
    }
    expect(seen.map(([, stage]) => stage)).toEqual(["new", "nurturing", "declined", "dormant", "archived"]);
    const [end] = seen.at(-1) ?? [0];
    expect(end).toBeGreaterThan(450);
    expect(end).toBeLessThan(560);
    expect(app.lead.cycle).toBe(3);
    expect(app.sent.filter(({ purpose }) => purpose === "marketing").length).toBeLessThanOrEqual(8);
  });

  it("who gets a hot lead because nobody answered it is told that it is hot", () => {
    const now = later(6 * minute);
    const click = { at: now, touch: "t", url: "https://x.example/", hot: true, sentAt: monday };
    const unanswered = decideEscalation(leadIn("new", { clicks: [click] }), team, 1, later(5 * minute))?.lead;
    const hot = unanswered && evaluateClicks({ ...unanswered, pending: [] }, ben, later(7 * minute));
    expect(hot?.lead).toMatchObject({ owner: ben.id, pending: [{ kind: "hot", to: ben.id }] });
  });

  it("nothing is left undone for the months of a sleep: neither a mail nor a link followed", () => {
    const now = later(8 * day);
    const thanks = { kind: "acknowledgement" as const, scope: "inq_1", inquiries: [] };
    const unsent = decideMove(leadIn("new", { pending: [thanks] }), { to: "dormant", reason: "budget" }, system, now);
    const app = new Simulation(unsent.lead);
    app.happen(unsent, now);
    expect(app.sent).toMatchObject([{ at: now, purpose: "service" }]);
    expect(app.lead.dueAt).toBe(app.lead.touchAt);

    const click = { at: now, touch: "t", url: "https://x.example/", hot: true, sentAt: later(7 * day) };
    const curious = new Simulation(leadIn("declined", { clicks: [click] }));
    curious.happen(decideSurvey(curious.lead, { answer: "later", months: 3 }, now), now);
    expect(curious.lead.stage).toBe("dormant");
    curious.run(plus(now, minute));
    expect(curious.lead.stage).toBe("new");
  });

  it("who asks to stop is told as unsubscribed, once, whether they leave the list or answer the survey so", () => {
    const stopped = decideSurvey(leadIn("dormant"), { answer: "stop" }, later(8 * day));
    expect(stopped.facts.map(({ type }) => type)).toEqual([
      ...["survey.answered", "lead.unsubscribed", "stage.entered", "lead.archived"],
    ]);
    expect(stopped.facts[1]?.by).toEqual({ kind: "lead", id: stopped.lead.id });
    expect(decideUnsubscribe(stopped.lead, system, later(9 * day))).toBeUndefined();
    const left = decideUnsubscribe(leadIn("working"), system, later(8 * day));
    expect(left?.facts.map(({ type }) => type)).toEqual(["lead.unsubscribed"]);
    const off = { ...leadIn("dormant"), suppressed: { marketing: true, reason: "unsubscribed" } };
    expect(decideSurvey(off, { answer: "stop" }, later(8 * day)).facts.map(({ type }) => type)).not.toContain(
      "lead.unsubscribed",
    );
  });

  it("out of office: touches wait until they are back, the promise does not", () => {
    const app = new Simulation(leadIn("new"));
    app.happen({ lead: app.lead, facts: [] }, monday);
    app.happen(decideAutoReply(app.lead, "ooo", later(9 * day), later(minute)), later(minute));
    expect(app.lead.touchAt).toBe(later(9 * day));
    expect(nextWake(app.lead)).toEqual({ next: "response", at: later(5 * minute) });
  });

  it("out of office: a cadence that begins later waits as well, unless they write themselves", () => {
    const absent = decideAutoReply(leadIn("working"), "ooo", later(30 * day), later(8 * day)).lead;
    const price = (lead: Lead) => {
      const app = new Simulation(lead);
      app.happen(decideActivity(lead, { type: "price-asked" }, system, later(9 * day)), later(9 * day));
      return app.lead.touchAt;
    };
    expect(price(absent)).toBe(later(30 * day));
    const reply = { mailId: "m", text: "Yes" };
    expect(price(decideReply(absent, reply, later(9 * day))?.lead ?? absent)).toBe(later(9 * day + hour));
    const again = inquiry({ receivedAt: later(9 * day) });
    expect(price(applyInquiries(absent, [again], anna, later(9 * day)).lead)).toBe(later(9 * day + hour));
  });
});
