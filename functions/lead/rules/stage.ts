import { sayTask } from "../../language/texts.ts";
import { day, type Instant, minute, plus } from "../../platform/time.ts";
import { type Activity, type Actor, activity, system } from "../model/activity.ts";
import type { Cadence } from "../model/cadence.ts";
import type { Lead, NextAction } from "../model/lead.ts";
import { type Reason, sleepFor } from "../model/reason.ts";
import type { Stage } from "../model/stage-name.ts";
import type { Task } from "../model/task.ts";
import { cadenceOfStage } from "./cadences.ts";
import { clickedFact, evaluationAt } from "./click.ts";
import { atStart } from "./progress.ts";
import { isOpen, nextLevelAt, voidSla } from "./sla.ts";

/** From first contact to the decision: here every lead has a next action of its owner's. */
export const mainLine: ReadonlySet<Stage> = new Set(["working", "qualified", "meeting", "proposal", "decision"]);

/** Stages in which somebody may wait for an answer. */
const promising: ReadonlySet<Stage> = new Set([...mainLine, "new", "converted"]);

/** One stage, one workflow (DECISIONS.md section 1). */
export type Workflow = "follow-up" | "nurture" | "farewell" | "recycle";

/** The workflow that serves a lead now; `undefined` when nothing is to be waited for. */
export function workflowOf(lead: Lead): Workflow | undefined {
  switch (lead.stage) {
    case "nurturing":
      return "nurture";
    case "declined":
      return "farewell";
    case "dormant":
      return "recycle";
    case "archived":
      // Nothing more is sent to them; their last owner may still have to be told.
      return lead.pending.length > 0 ? "follow-up" : undefined;
    case "converted":
      if (lead.cadence) return "nurture";
      return isOpen(lead.sla) || lead.pending.length > 0 || lead.clicks.length > 0 ? "follow-up" : undefined;
    default:
      return "follow-up";
  }
}

/** Days until the next action of a stage, unless the owner sets it (LIFECYCLE.md section 2 "on entry"). */
const actionDays: Partial<Record<Stage, number>> = { working: 2, qualified: 3, meeting: 1, proposal: 3, decision: 5 };

/** Longer waits sleep on the lead's item, without an execution; the sweep wakes them (DECISIONS.md section 1). */
export const longestWait = 30 * day;

/** Time for a clock to be started; the sweep mends what has none after it. */
export const grace = minute;

export interface Decision {
  lead: Lead;
  facts: Activity[];
  tasks?: Task[];
}

/** Makes the running clock stale: the router starts another, under the next epoch, if anything is to be waited for. */
export const restartClock = (lead: Lead, now: Instant): Lead => ({
  ...lead,
  epoch: lead.epoch + 1,
  dueAt: workflowOf(lead) ? plus(now, grace) : lead.digestAt,
});

/** Gives the lead a next action. Reminders start over, unless it is due when the earlier one was: their touches are sent. */
export const planAction = (lead: Lead, nextAction: NextAction): Lead => ({
  ...lead,
  nextAction,
  reminders: nextAction.dueAt === lead.nextAction?.dueAt ? lead.reminders : 0,
});

/** Begins a cadence at its first step, in place of the one that runs. Its steps are planned by the first step of its clock. */
export function beginCadence(lead: Lead, cadence: Cadence | undefined, now: Instant): Lead {
  if (!cadence) return { ...lead, cadence: undefined, touchAt: undefined };
  const run = lead.run + 1;
  return { ...lead, run, cadence: atStart(cadence, run, now), touchAt: undefined };
}

/** Spreads what would come due for many at once over half a day, the same for a lead each time. */
const jitter = (lead: Lead): number =>
  [...lead.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % (12 * 60), 7) * minute;

const isRestless = ({ pending, clicks, digestAt }: Lead): boolean =>
  pending.length > 0 || clicks.length > 0 || digestAt !== undefined;

/** When a sleeping lead wakes: on the date they named, else after its reason's delay; what is pending is seen to first. */
function sleep(lead: Lead, now: Instant): Lead {
  const named = lead.wishedAt && lead.wishedAt > now ? lead.wishedAt : undefined;
  const until = plus(named ?? plus(now, sleepFor(lead.reason, lead.cycle) ?? 0), jitter(lead));
  return sleepUntil({ ...lead, wishedAt: undefined }, until, sayTask("askAgain"));
}

/** Lays a lead to sleep until then; what it is woken for is its next action. */
export const sleepUntil = (lead: Lead, touchAt: Instant, what: string): Lead => ({
  ...lead,
  touchAt,
  dueAt: isRestless(lead) ? lead.dueAt : touchAt,
  nextAction: { what, dueAt: touchAt },
});

function settleStage(lead: Lead, now: Instant): Lead {
  const days = actionDays[lead.stage];
  if (days !== undefined)
    return planAction(lead, { what: sayTask("nextStep", { stage: lead.stage }), dueAt: plus(now, days * day) });
  if (lead.stage === "dormant") return sleep(lead, now);
  if (lead.stage === "new" && isOpen(lead.sla))
    return planAction(lead, { what: sayTask("firstResponse"), dueAt: lead.sla.dueAt });
  if (lead.stage === "converted") return { ...lead, nextAction: undefined };
  if (lead.stage !== "archived")
    return lead.dueAt ? planAction(lead, { what: sayTask("nextTouch"), dueAt: lead.dueAt }) : lead;
  // What was being sent is still looked after: a mail that went out belongs on the timeline, the others are refused there.
  return { ...lead, touchAt: undefined, nextAction: undefined, cadence: undefined, clicks: [] };
}

/** Puts a lead into a stage, with the cadence, next action, clock and promise that the stage asks for. */
export function enterStage(lead: Lead, stage: Stage, now: Instant, by: Actor = system, reason?: Reason): Decision {
  const sla = promising.has(stage) ? lead.sla : voidSla(lead.sla, now);
  const kept = stage === "new" || mainLine.has(stage) ? reason : (reason ?? lead.reason);
  const there: Lead = { ...lead, stage, sla, reason: kept };
  const begun = beginCadence(there, cadenceOfStage(stage, there), now);
  const facts: Activity[] = [
    activity("stage.entered", { from: lead.epoch === 0 ? undefined : lead.stage, to: stage, reason: kept }, by),
  ];
  if (stage === "archived") {
    facts.push(...lead.clicks.map((click) => clickedFact(click, lead.clicks, lead.id)));
    facts.push(activity("lead.archived", { reason: kept }, by));
  }
  return { lead: settleStage(restartClock(begun, now), now), facts };
}

/** When an owner is reminded of a next action: when due, a day later with the manager, then each third day. */
export function reminderAt(lead: Lead): Instant | undefined {
  if (!lead.nextAction || !(lead.stage === "new" || mainLine.has(lead.stage))) return undefined;
  const { dueAt } = lead.nextAction;
  if (lead.reminders === 0) return dueAt;
  return plus(dueAt, (1 + 3 * (lead.reminders - 1)) * day);
}

/** A lead on the main line whose next action is this late is stalled (LIFECYCLE.md section 2). */
const stalledAfter = 10 * day;

export const stalledAt = (lead: Lead): Instant | undefined =>
  mainLine.has(lead.stage) && lead.nextAction ? plus(lead.nextAction.dueAt, stalledAfter) : undefined;

export interface Wake {
  next: "response" | "action" | "touch" | "behaviour";
  at: Instant;
}

/** Whichever comes first: a level of the open promise, the cadence's step, a reminder, a click that can be judged. */
export function nextWake(lead: Lead): Wake | undefined {
  const wakes: Wake[] = [];
  const add = (next: Wake["next"], at: Instant | undefined) => at && wakes.push({ next, at });
  add("behaviour", evaluationAt(lead.clicks));
  if (isOpen(lead.sla)) add("response", nextLevelAt(lead.sla));
  add("touch", lead.touchAt);
  if (!(lead.stage === "new" && isOpen(lead.sla))) add("action", reminderAt(lead));
  add("action", stalledAt(lead));
  return wakes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0];
}
