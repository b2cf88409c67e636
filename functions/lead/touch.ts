import { day, type Instant, latest, plus } from "../platform/clock.ts";
import { activity, system } from "./activity.ts";
import { apply } from "./apply.ts";
import type { Cadence, CadenceStep } from "./cadence.ts";
import { displayName, hasMail, isUninvited, type Lead, marketingRefusal, otherWay } from "./lead.ts";
import { afterStep, inDefinition, stepDueAt } from "./progress.ts";
import { mayFarewell, sleepFor } from "./reason.ts";
import { enter, type Moved, mainLine, planAction, restartClock, workflowOf } from "./stage.ts";
import { ask } from "./task.ts";

/** How long an owner has for a task that stands in for a mail. */
const taskTime = day;

/** In these stages the cadence is what comes next. */
const ledByCadence = (lead: Lead): boolean =>
  lead.stage === "nurturing" || lead.stage === "declined" || lead.stage === "dormant";

/**
 * Plans the next step of the cadence as it is defined now, if it is not planned yet; who is away is left alone until they
 * are back. What is planned stays so, unless its step is gone: the one that comes instead is due after its own delay, and
 * never earlier than what was planned.
 */
export function planTouch(lead: Lead, cadence: Cadence): Lead {
  if (!lead.cadence) return lead;
  const progress = inDefinition(lead.cadence, cadence);
  const there: Lead = progress === lead.cadence ? lead : { ...lead, cadence: progress };
  if (lead.touchAt && progress.step === lead.cadence.step) return there;
  const due = stepDueAt(cadence, progress);
  const touchAt = latest([due, lead.touchAt ?? due, lead.awayUntil ?? due]);
  const planned: Lead = { ...there, touchAt };
  return ledByCadence(lead) ? planAction(planned, { what: cadence.title, dueAt: touchAt }) : planned;
}

/** The step is done: the next one is due after its delay. */
function advance(lead: Lead, cadence: Cadence, now: Instant): Lead {
  if (!lead.cadence) return lead;
  return planTouch({ ...lead, cadence: afterStep(lead.cadence, now), touchAt: undefined }, cadence);
}

/** A step's mail, to be sent next; its touch is the run and the step's name, so no repair sends it again. */
const mailed = (lead: Lead, { id, mail }: CadenceStep, run: number): Lead => ({
  ...lead,
  pending: [...lead.pending, { kind: "cadence", scope: `r${run}`, step: id, mail, inquiries: [] }],
});

const skipped = (lead: Lead, { id, purpose }: CadenceStep, run: number, reason: string): Moved => ({
  lead,
  facts: [activity("touch.skipped", { touch: `r${run}-${id}-lead`, purpose, reason })],
});

/** What a step does: a mail; else a task for the owner, if the lead can be called; else nothing. */
function carryOut(lead: Lead, step: CadenceStep, run: number, now: Instant): Moved {
  if (lead.stage === "declined" && !mayFarewell(lead.reason))
    return skipped(lead, step, run, lead.reason ?? "no farewell");
  const unwanted = isUninvited(lead) || (lead.stage === "dormant" && marketingRefusal(lead, now) !== undefined);
  if (step.mail && hasMail(lead) && !unwanted) return { lead: mailed(lead, step, run), facts: [] };
  const way = otherWay(lead);
  if (!way) return skipped(lead, step, run, "no way to reach them");
  const { what, text } = step.task;
  const channel = way === "call" ? step.task.channel : way;
  return {
    lead,
    ...ask(lead, { what: `${displayName(lead)}: ${what}`, channel, text, dueAt: plus(now, taskTime) }, now),
  };
}

/**
 * A sleeping lead is let go when its reason has meanwhile become one that is for good, or when it may not be written to and
 * cannot be called (LIFECYCLE section 2, "dueAt reached"; section 6).
 */
function isLetGo(lead: Lead, now: Instant): boolean {
  if (lead.stage !== "dormant") return false;
  const unwritable = marketingRefusal(lead, now) !== undefined || !hasMail(lead);
  return sleepFor(lead.reason, lead.cycle) === undefined || (unwritable && !otherWay(lead));
}

/** A cadence that came from a behaviour ends without moving a lead of the main line, or a customer. */
const endsQuietly = (lead: Lead): boolean => mainLine.has(lead.stage) || lead.stage === "converted";

/** The cadence is over. A customer who waits for an answer is served by another workflow from now on, so by another clock. */
function withoutCadence(lead: Lead, now: Instant): Lead {
  const over: Lead = { ...lead, cadence: undefined, touchAt: undefined };
  return workflowOf(over) === workflowOf(lead) || !workflowOf(over) ? over : restartClock(over, now);
}

/**
 * Carries out the step of the cadence that has come due, or what follows when there is none left; `undefined` when none is
 * due.
 *
 * @param cadence the definition there is now; its version may be another than the lead's
 */
export function touched(lead: Lead, cadence: Cadence, now: Instant): Moved | undefined {
  const there = lead.touchAt ? planTouch(lead, cadence) : lead;
  if (!there.cadence || !there.touchAt || there.touchAt > now) return undefined;
  const { run, step: next } = there.cadence;
  const step = cadence.steps.find(({ id }) => id === next);
  if (step && isLetGo(there, now)) return enter(there, "archived", now, system, there.reason);
  if (step) {
    const done = carryOut(there, step, run, now);
    return { ...done, lead: advance(done.lead, cadence, now) };
  }
  if (endsQuietly(there)) return { lead: withoutCadence(there, now), facts: [] };
  return apply(there, { name: "exhausted", scope: `exhausted-${run}` }, now);
}
