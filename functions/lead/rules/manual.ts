import * as z from "zod";
import { sayError, sayTimeline } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import { Moment } from "../../platform/moment.ts";
import type { Instant } from "../../platform/time.ts";
import { type Actor, activity } from "../model/activity.ts";
import type { InquiryId } from "../model/inquiry.ts";
import { type Lead, NextAction } from "../model/lead.ts";
import { isNews } from "../model/notice.ts";
import type { Owner } from "../model/owner.ts";
import { Reason, sleepFor } from "../model/reason.ts";
import { Stage } from "../model/stage-name.ts";
import { applyEvent } from "./apply.ts";
import { cadenceNamed } from "./cadences.ts";
import { type EventName, stagesFor } from "./lifecycle.ts";
import { movesFrom } from "./manual-moves.ts";
import { beginCadence, type Decision, enterStage, mainLine, planAction, restartClock } from "./stage.ts";

export const PlannedAction = z.strictObject({ what: NextAction.shape.what.trim().min(1).max(500), dueAt: Moment });

export const Move = z.strictObject({ to: Stage, reason: Reason.optional(), nextAction: PlannedAction.optional() });
export type Move = z.infer<typeof Move>;

function refuse(what: EventName, lead: Lead): never {
  const allowed = stagesFor(what);
  throw new AppError("conflict", sayError("lead.cannot", { what, stage: lead.stage }), { allowed });
}

const byHand = (lead: Lead): string => `hand-${lead.version}`;

/** Moves a lead by hand. @throws AppError `conflict` with the stages it may go to, `invalid` without a reason for a decline */
export function decideMove(lead: Lead, { to, reason, nextAction }: Move, by: Actor, now: Instant): Decision {
  const allowed = movesFrom(lead.stage);
  if (!allowed.includes(to))
    throw new AppError("conflict", sayError("lead.cannotGo", { from: lead.stage, to }), { allowed });
  if (to === "declined" && !reason) {
    const message = sayError("lead.sayWhy", { reasons: Reason.options.join(", ") });
    throw new AppError("invalid", message, { errors: [{ field: "reason", message }] });
  }
  if (to === "dormant" && sleepFor(reason ?? lead.reason, lead.cycle) === undefined) {
    const message = sayError("lead.notAskedAgain", { reason: reason ?? lead.reason ?? "" });
    throw new AppError("invalid", message, { errors: [{ field: "reason", message }] });
  }
  const entered = enterStage(lead, to, now, by, reason);
  const said = to === "declined" ? [activity("lead.declined", { reason }, by)] : [];
  const decision: Decision = { ...entered, facts: [...said, ...entered.facts] };
  return nextAction && mainLine.has(to) ? { ...decision, lead: planAction(decision.lead, nextAction) } : decision;
}

/** They said no. @throws AppError `conflict` */
export const decideDecline = (lead: Lead, reason: Reason, by: Actor, now: Instant): Decision =>
  applyEvent(
    lead,
    { name: "decline", scope: byHand(lead), by, reason, fact: activity("lead.declined", { reason }, by) },
    now,
  ) ?? refuse("decline", lead);

/** A rule says not now. @throws AppError `conflict` */
export const decideDisqualify = (lead: Lead, reason: Reason, by: Actor, now: Instant): Decision =>
  applyEvent(lead, { name: "disqualify", scope: byHand(lead), by, reason }, now) ?? refuse("disqualify", lead);

/** A won lead becomes a customer, by whose consent it may be mailed from now on. @throws AppError `conflict` */
export function decideConvert(
  lead: Lead,
  customerId: string,
  cadence: string | undefined,
  by: Actor,
  now: Instant,
): Decision {
  const fact = activity("lead.converted", { customerId }, by);
  const decision = applyEvent(lead, { name: "convert", scope: byHand(lead), by, fact }, now) ?? refuse("convert", lead);
  const { emailConfirmed = { at: now, by: "owner" as const }, email: address } = lead;
  const consent = { ...lead.consent, basis: "customer" as const, at: now };
  const known = address ? { emailConfirmed } : {};
  const won: Lead = { ...decision.lead, ...known, customerId, consent, reason: undefined };
  const begun = cadence === undefined ? undefined : cadenceNamed(cadence);
  return { ...decision, lead: begun ? restartClock(beginCadence(won, begun, now), now) : won };
}

/** Whoever looks after the customer has the lead, and is told of what they write. */
export function withCustomerOwner(won: Decision, owner: Owner, by: Actor): Decision {
  const { lead } = won;
  if (lead.owner === owner.id) return won;
  const given = activity(
    "lead.assigned",
    { from: lead.owner, to: owner.id, why: sayTimeline("assigned.customers") },
    by,
  );
  return { ...won, lead: { ...lead, owner: owner.id }, facts: [...won.facts, given] };
}

/** What its owner was not told yet is for the next one. */
const unnotified = ({ pending, owner, lastInquiry }: Lead): InquiryId[] => {
  const news = pending.filter((notice) => isNews(notice) && notice.to === owner);
  return [...new Set([...news.flatMap(({ inquiries }) => inquiries), lastInquiry])];
};

/** Gives a lead to an owner, who is told. */
export function decideAssign(
  lead: Lead,
  to: Owner,
  by: Actor,
  now: Instant,
  why = sayTimeline("assigned.byHand"),
): Decision | undefined {
  if (lead.owner === to.id) return undefined;
  const scope = `assign-${lead.version}`;
  const told: Lead = {
    ...lead,
    owner: to.id,
    pending: [...lead.pending, { kind: "assigned", scope, to: to.id, inquiries: unnotified(lead), from: lead.owner }],
  };
  return {
    lead: lead.stage === "archived" ? { ...told, pending: lead.pending } : restartClock(told, now),
    facts: [activity("lead.assigned", { from: lead.owner, to: to.id, why }, by)],
  };
}

/** Sets what is to be done next, and by when. @throws AppError `conflict` off the main line */
export function decideNextAction(lead: Lead, action: z.infer<typeof PlannedAction>, by: Actor, now: Instant): Decision {
  const allowed = ["new", ...mainLine];
  if (!allowed.includes(lead.stage)) {
    throw new AppError("conflict", sayError("lead.cadenceSays", { stage: lead.stage }), { allowed });
  }
  const facts = [activity("activity.added", { type: "next-action", note: action.what, at: action.dueAt }, by)];
  return { lead: restartClock(planAction(lead, action), now), facts };
}
