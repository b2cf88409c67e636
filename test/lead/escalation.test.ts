import { describe, expect, it } from "vitest";
import type { Lead } from "../../functions/lead/model/lead.ts";
import { touchOf } from "../../functions/lead/model/notice.ts";
import { OwnerId } from "../../functions/lead/model/owner.ts";
import { decideContact } from "../../functions/lead/rules/contact.ts";
import { decideEscalation, decideReminder } from "../../functions/lead/rules/escalation.ts";
import { applyInquiries } from "../../functions/lead/rules/inquiries.ts";
import { decideNextAction } from "../../functions/lead/rules/manual.ts";
import { nextWake } from "../../functions/lead/rules/stage.ts";
import { day, type Instant, minute } from "../../functions/platform/time.ts";
import { anna, ben, fresh, inquiry, later, mara, monday, team } from "./fixture.ts";

const waiting = (): Lead => {
  const first = inquiry();
  return { ...applyInquiries(fresh({}, first), [first], anna, monday).lead, pending: [] };
};

const ops = { kind: "ops" } as const;
const told = (lead: Lead | undefined) => lead?.pending.map(({ kind, to }) => [kind, to]);

describe("an unanswered lead", () => {
  it("100 %: the owner is reminded, the manager told", () => {
    expect(decideEscalation(waiting(), team, 1, later(5 * minute - 1))).toBeUndefined();
    const breached = decideEscalation(waiting(), team, 1, later(5 * minute));
    expect(told(breached?.lead)).toEqual([
      ["response-overdue", anna.id],
      ["promise-broken", mara.id],
    ]);
    expect(breached?.facts).toMatchObject([{ type: "sla.breached", data: { level: 1, channel: "form" } }]);
  });

  it("200 %: handed to the next owner; 400 %: the pool and the manager; then daily", () => {
    let lead = decideEscalation(waiting(), team, 1, later(5 * minute))?.lead ?? waiting();
    const handed = decideEscalation({ ...lead, pending: [] }, team, 7, later(10 * minute));
    expect(handed?.lead).toMatchObject({ owner: ben.id });
    expect(told(handed?.lead)).toEqual([["reassigned", ben.id]]);
    expect(handed?.facts).toMatchObject([
      { type: "sla.escalated", data: { level: 2 } },
      { type: "lead.assigned", data: { from: anna.id, to: ben.id } },
    ]);
    lead = { ...(handed?.lead ?? lead), pending: [] };
    const pool = decideEscalation(lead, team, 1, later(20 * minute));
    expect(told(pool?.lead)).toEqual([
      ["pool-alert", anna.id],
      ["pool-alert", ben.id],
      ["pool-alert", mara.id],
    ]);
    const daily = decideEscalation({ ...(pool?.lead ?? lead), pending: [] }, team, 1, later(20 * minute + day));
    expect(daily?.lead.sla?.level).toBe(4);
  });

  it("stays with its owner when there is no other, who is reminded again", () => {
    const breached = decideEscalation(waiting(), [anna, mara], 1, later(5 * minute))?.lead ?? waiting();
    const again = decideEscalation({ ...breached, pending: [] }, [anna, mara], 1, later(10 * minute));
    expect(again?.lead.owner).toBe(anna.id);
    expect(told(again?.lead)).toEqual([
      ["response-overdue", anna.id],
      ["promise-broken", mara.id],
    ]);
  });

  it("has a touch of its own for each level and person", () => {
    const first = decideEscalation(waiting(), team, 1, later(5 * minute))?.lead.pending ?? [];
    const touches = first.map(touchOf);
    expect(new Set(touches).size).toBe(touches.length);
    expect(touches[0]).toBe("sla20261123T090000000Z-1-response-overdue-owner-1");
  });
});

describe("a next action", () => {
  const tried = (): Lead =>
    decideContact(waiting(), { channel: "call", outcome: "attempted" }, { kind: "owner" }, later(minute))?.lead ??
    waiting();

  it("is what the lead waits for once the promise is closed", () => {
    expect(nextWake(tried())).toEqual({ next: "action", at: later(minute + day) });
  });

  it("reminds the owner when due, the manager too a day later, then each third day", () => {
    const due = minute + day;
    expect(decideReminder(tried(), team, later(due - 1))).toBeUndefined();
    const first = decideReminder(tried(), team, later(due))?.lead;
    expect(told(first)).toEqual([["action-due", anna.id]]);
    const second = first && decideReminder({ ...first, pending: [] }, team, later(due + day))?.lead;
    expect(told(second)).toEqual([
      ["action-due", anna.id],
      ["action-overdue", mara.id],
    ]);
    expect(second && nextWake(second)).toEqual({ next: "action", at: later(due + 4 * day) });
  });

  it("tells the manager at once when the owner is gone", () => {
    const gone = { ...tried(), owner: OwnerId.parse("owner-gone") };
    expect(told(decideReminder(gone, team, later(minute + day))?.lead)).toEqual([["action-overdue", mara.id]]);
  });

  it("that is set again, due as before, goes on being reminded of; another begins anew", () => {
    const due = minute + day;
    const first = decideReminder(tried(), team, later(due))?.lead ?? tried();
    const set = (dueAt: Instant) =>
      decideNextAction({ ...first, pending: [] }, { what: "Call", dueAt }, ops, later(due + 1)).lead;
    const again = decideReminder(set(later(due)), team, later(due + day))?.lead.pending.map(touchOf);
    expect(again).toHaveLength(2);
    expect(again).not.toContain(first.pending.map(touchOf)[0]);
    expect(told(decideReminder(set(later(due + day)), team, later(due + day))?.lead)).toEqual([
      ["action-due", anna.id],
    ]);
  });
});
