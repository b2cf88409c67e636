import { sayTimeline } from "../../language/texts.ts";
import { day, type Instant, latest, plus } from "../../platform/time.ts";
import { activity, system } from "../model/activity.ts";
import type { Cadence, CadenceStep } from "../model/cadence.ts";
import { confirmationReminder } from "../model/confirmation-reminder.ts";
import { hasMail, type Lead, otherWay } from "../model/lead.ts";
import { mayFarewell, sleepFor } from "../model/reason.ts";
import { createTask } from "../model/task.ts";
import { applyEvent } from "./apply.ts";
import { mayBeAsked } from "./confirmation.ts";
import { isUnconfirmed, isUninvited, marketingRefusal, mayMailOnceMore, unconfirmedReason } from "./consent.ts";
import { nameInMail } from "./person-name.ts";
import { afterStep, inDefinition, stepDueAt } from "./progress.ts";
import { type Decision, enterStage, mainLine, planAction, restartClock, workflowOf } from "./stage.ts";

const taskTime = day;

/** In these stages the cadence is what comes next. */
const ledByCadence = (lead: Lead): boolean =>
  lead.stage === "nurturing" || lead.stage === "declined" || lead.stage === "dormant";

/** Plans the cadence's next step, unless planned; one in place of a step that is gone is due no earlier than that was. */
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

function advance(lead: Lead, cadence: Cadence, now: Instant): Lead {
  if (!lead.cadence) return lead;
  return planTouch({ ...lead, cadence: afterStep(lead.cadence, now), touchAt: undefined }, cadence);
}

/** A step's mail, to be sent next; its touch is the run and the step's name, so no repair sends it again. */
const mailed = (lead: Lead, { id, mail }: Pick<CadenceStep, "id" | "mail">, run: number): Lead => ({
  ...lead,
  pending: [...lead.pending, { kind: "cadence", scope: `r${run}`, step: id, mail, inquiries: [] }],
});

/** A step's mail counts while the address is one that was only typed in: few go to it. */
const countedMail = (lead: Lead, step: CadenceStep, run: number): Lead => {
  const next = mailed(lead, step, run);
  const counts = step.purpose === "follow-up" && isUnconfirmed(lead);
  return counts ? { ...next, unconfirmedMails: (lead.unconfirmedMails ?? 0) + 1 } : next;
};

/** Why a step's mail is not for an address that was only typed in; `undefined` where it is, or is refused for more than that. */
function refusedUnconfirmed(lead: Lead, { mail, purpose }: CadenceStep, now: Instant): string | undefined {
  if (!mail || !hasMail(lead)) return undefined;
  if (purpose === "follow-up") return mayMailOnceMore(lead) ? undefined : unconfirmedReason;
  return purpose === "marketing" && marketingRefusal(lead, now) === unconfirmedReason ? unconfirmedReason : undefined;
}

const skipped = (lead: Lead, { id, purpose }: CadenceStep, run: number, reason: string): Decision => ({
  lead,
  facts: [activity("touch.skipped", { touch: `r${run}-${id}-lead`, purpose, reason })],
});

function instead(lead: Lead, step: CadenceStep, now: Instant): Pick<Decision, "facts" | "tasks"> {
  const way = otherWay(lead);
  if (!way) return { facts: [] };
  const { what, text } = step.task;
  const channel = way === "call" ? step.task.channel : way;
  return createTask(lead, { what: `${nameInMail(lead)}: ${what}`, channel, text, dueAt: plus(now, taskTime) }, now);
}

/** A step whose mail is not for an unconfirmed address: it is said so, and the step goes its way without mail. */
function withoutMail(lead: Lead, step: CadenceStep, run: number, now: Instant): Decision {
  const left = skipped(lead, step, run, unconfirmedReason);
  const { facts, tasks } = instead(lead, step, now);
  const asks = lead.stage === "dormant" && mayBeAsked(lead);
  const asked: Lead = { ...mailed(lead, confirmationReminder, run), confirmationAskedAt: now };
  return { lead: asks ? asked : lead, facts: [...left.facts, ...facts], tasks };
}

function carryOut(lead: Lead, step: CadenceStep, run: number, now: Instant): Decision {
  if (lead.stage === "declined" && !mayFarewell(lead.reason))
    return skipped(lead, step, run, lead.reason ?? sayTimeline("skipped.noFarewell"));
  const unwanted = isUninvited(lead) || (lead.stage === "dormant" && marketingRefusal(lead, now) !== undefined);
  if (!isUninvited(lead) && refusedUnconfirmed(lead, step, now)) return withoutMail(lead, step, run, now);
  if (step.mail && hasMail(lead) && !unwanted) return { lead: countedMail(lead, step, run), facts: [] };
  if (!otherWay(lead)) return skipped(lead, step, run, sayTimeline("skipped.noWay"));
  return { lead, ...instead(lead, step, now) };
}

/** A sleeping lead is let go when its reason is for good by now, or nothing can reach it (LIFECYCLE.md sections 2 and 6). */
function isLetGo(lead: Lead, now: Instant): boolean {
  if (lead.stage !== "dormant") return false;
  const refusal = marketingRefusal(lead, now);
  const unwritable = (refusal !== undefined && refusal !== unconfirmedReason) || !hasMail(lead);
  return sleepFor(lead.reason, lead.cycle) === undefined || (unwritable && !otherWay(lead));
}

/** A cadence that came from a behaviour ends without moving a lead of the main line, or a customer. */
const endsQuietly = (lead: Lead): boolean => mainLine.has(lead.stage) || lead.stage === "converted";

/** The cadence is over. A customer who waits for an answer is served by another workflow from now on, so by another clock. */
function withoutCadence(lead: Lead, now: Instant): Lead {
  const over: Lead = { ...lead, cadence: undefined, touchAt: undefined };
  return workflowOf(over) === workflowOf(lead) || !workflowOf(over) ? over : restartClock(over, now);
}

/** Carries out the step that is due, by the definition there is now, or what follows the last; `undefined` when none is due. */
export function decideCadenceStep(lead: Lead, cadence: Cadence, now: Instant): Decision | undefined {
  const there = lead.touchAt ? planTouch(lead, cadence) : lead;
  if (!there.cadence || !there.touchAt || there.touchAt > now) return undefined;
  const { run, step: next } = there.cadence;
  const step = cadence.steps.find(({ id }) => id === next);
  if (step && isLetGo(there, now)) return enterStage(there, "archived", now, system, there.reason);
  if (step) {
    const done = carryOut(there, step, run, now);
    return { ...done, lead: advance(done.lead, cadence, now) };
  }
  if (endsQuietly(there)) return { lead: withoutCadence(there, now), facts: [] };
  return applyEvent(there, { name: "exhausted", scope: `exhausted-${run}` }, now);
}
