import { day, type Instant, minute, plus } from "../platform/clock.ts";
import { type Activity, type Actor, activity, system } from "./activity.ts";
import type { Lead, NextAction, Stage } from "./lead.ts";
import { isOpen, nextLevelAt, voidPromise } from "./promise.ts";

/** From first contact to the decision: here every lead has a next action of its owner's. */
export const mainLine: ReadonlySet<Stage> = new Set(["working", "qualified", "meeting", "proposal", "decision"]);

/** Stages in which somebody may wait for an answer. */
const promising: ReadonlySet<Stage> = new Set([...mainLine, "new", "converted"]);

/** The workflow that serves each stage. */
export const workflowOf = (stage: Stage): "follow-up" | undefined =>
  stage === "new" || mainLine.has(stage) ? "follow-up" : undefined;

/** Days until the next action of a stage, unless the owner sets it (LIFECYCLE section 2 "on entry"). */
const actionDays: Partial<Record<Stage, number>> = { working: 2, qualified: 3, proposal: 3, decision: 5, meeting: 1 };

/** Time for a clock to be started; the sweep mends what has none after it. */
export const grace = minute;

/** A change of a lead and the facts it adds to the timeline. */
export interface Moved {
  lead: Lead;
  facts: Activity[];
}

/** Makes the running clock stale: the router starts another, under the next epoch. */
export const restartClock = (lead: Lead, now: Instant): Lead => ({
  ...lead,
  epoch: lead.epoch + 1,
  dueAt: plus(now, grace),
});

/** Gives the lead a next action; earlier reminders are forgotten with the action they were for. */
export const planAction = (lead: Lead, nextAction: NextAction): Lead => ({ ...lead, nextAction, reminders: 0 });

/** Puts a lead into a stage, with the next action, the clock and the promise that the stage asks for. */
export function enter(lead: Lead, stage: Stage, now: Instant, by: Actor = system, reason?: string): Moved {
  const moved = restartClock({ ...lead, stage, reason: reason ?? lead.reason }, now);
  const sla = promising.has(stage) ? moved.sla : voidPromise(moved.sla, now);
  const days = actionDays[stage];
  const planned =
    days === undefined ? moved : planAction(moved, { what: `Next step (${stage})`, dueAt: plus(now, days * day) });
  const settled: Lead =
    stage === "archived"
      ? { ...planned, sla, dueAt: undefined, nextAction: undefined, cadence: undefined, pending: [] }
      : { ...planned, sla };
  const data = { from: lead.stage === stage ? undefined : lead.stage, to: stage, reason };
  const facts = [activity("stage.entered", data, by)];
  if (stage === "archived") facts.push(activity("lead.archived", { reason }, by));
  return { lead: settled, facts };
}

/** When an owner is reminded of a next action: when due, a day later with the manager, then each third day. */
export function reminderAt(lead: Lead): Instant | undefined {
  if (!lead.nextAction) return undefined;
  const { dueAt } = lead.nextAction;
  if (lead.reminders === 0) return dueAt;
  return plus(dueAt, (1 + 3 * (lead.reminders - 1)) * day);
}

/** What a lead waits for, and until when. */
export interface Wake {
  next: "response" | "action";
  at: Instant;
}

/** The earlier of the next level of an open promise and the reminder of the next action. */
export function nextWake(lead: Lead): Wake | undefined {
  const reminder = reminderAt(lead);
  const wakes: Wake[] = [];
  if (isOpen(lead.sla)) wakes.push({ next: "response", at: nextLevelAt(lead.sla) });
  if (reminder && !(lead.stage === "new" && isOpen(lead.sla))) wakes.push({ next: "action", at: reminder });
  return wakes.sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}
