import { sayTask } from "../../language/texts.ts";
import { day, earliest, hour, type Instant, plus } from "../../platform/time.ts";
import { type Activity, activity, type StoredFact } from "../model/activity.ts";
import { displayName, type Lead, otherWay } from "../model/lead.ts";
import { type Notice, touchOf } from "../model/notice.ts";
import type { OwnerReply, Sending } from "../model/owner-reply.ts";
import { createTask } from "../model/task.ts";
import { planTouch } from "./cadence-step.ts";
import { cadenceOf } from "./cadences.ts";
import { type MailEffect, noText } from "./mail-effect.ts";
import { decideAfterSending } from "./owner-reply.ts";
import { type Decision, nextWake } from "./stage.ts";

/** What became of a mail; `unknown` until word may come, `again` to be tried then. */
export type MailStatus =
  | { status: "sent"; messageId: string; covers: string[] }
  | { status: "skipped"; reason: string; covers: string[] }
  | { status: "unknown" | "again"; until: Instant };
export type MailOutcome = MailStatus & { effect: MailEffect };

export interface StepDelivery {
  /** Of the step: a lead that has another by now is served by another. */
  epoch: number;
  outcomes: readonly MailOutcome[];
  replies: readonly OwnerReply[];
  /** Facts that are on the timeline already: the step of another epoch may have sent and recorded the same. */
  recorded: readonly StoredFact[];
  /** Mails whose sender fell silent, and that are to be recorded as unknown. */
  lost: readonly Pick<MailEffect, "touch" | "purpose">[];
}

const doneOf = (outcomes: readonly MailOutcome[]): ReadonlySet<string> =>
  new Set(outcomes.flatMap((one) => (one.status === "sent" || one.status === "skipped" ? one.covers : [])));

/** How long a notice waits that only a later release can tell, until it is seen whether that release is there. */
const deployedWithin = hour;

/** Until when a lead waits for word of a mail, for another attempt, or for a release that can tell what it has pending. */
export const waitsUntil = (
  { laterNotices = [] }: Lead,
  outcomes: readonly MailOutcome[],
  now: Instant,
): Instant | undefined =>
  earliest([
    ...outcomes.map((one) => ("until" in one ? one.until : undefined)),
    laterNotices.length > 0 ? plus(now, deployedWithin) : undefined,
  ]);

/** What the timeline says of a mail: that it was sent once, that it was not sent for each touch. */
function factsOf({ effect: { touch, purpose, to }, ...outcome }: MailOutcome): Activity[] {
  if (outcome.status === "sent") return [activity("mail.sent", { mailId: outcome.messageId, purpose, touch, to })];
  if (outcome.status !== "skipped") return [];
  return outcome.covers.map((one) => activity("touch.skipped", { touch: one, purpose, reason: outcome.reason }));
}

const isRecorded = (fact: Activity, recorded: readonly StoredFact[]): boolean =>
  "touch" in fact.data &&
  recorded.some(({ type, data }) => type === fact.type && "touch" in fact.data && data.touch === fact.data.touch);

function sendingsOf({ effect, ...outcome }: MailOutcome, replies: readonly OwnerReply[]): Sending[] {
  if (outcome.status !== "sent" && outcome.status !== "skipped") return [];
  const { status } = outcome;
  const reason = outcome.status === "skipped" ? outcome.reason : undefined;
  return effect.notices.map((notice) => ({
    notice,
    reply: replies.find(({ id }) => id === notice.scope),
    role: effect.owner?.role,
    status,
    reason,
  }));
}

const isUnwritten = (outcome: MailOutcome): boolean => outcome.status === "skipped" && outcome.reason === noText;

/** The no-mail path of a step whose mail has no text any more (LIFECYCLE.md section 4). */
function writeInstead(lead: Lead, { mail = "" }: Notice, now: Instant): ReturnType<typeof createTask> {
  const what = sayTask("mailGone", { name: displayName(lead), mail });
  return createTask(lead, { what, channel: otherWay(lead) ?? "email", dueAt: plus(now, day) }, now);
}

const planned = (lead: Lead): Lead => (lead.cadence ? planTouch(lead, cadenceOf(lead, lead.cadence)) : lead);

function settledLead(lead: Lead, { epoch, outcomes }: StepDelivery, now: Instant): Lead {
  const done = doneOf(outcomes);
  const pending = lead.pending.filter((notice) => !done.has(touchOf(notice)));
  if (lead.epoch !== epoch) return { ...lead, pending };
  const next = planned({ ...lead, pending });
  return { ...next, dueAt: earliest([waitsUntil(lead, outcomes, now), nextWake(next)?.at, next.digestAt]) };
}

/** What a lead becomes by what was sent for it, each once: what is no longer pending was recorded before. */
function afterSending(before: Lead, { outcomes, replies }: StepDelivery, now: Instant): Decision {
  const waiting = new Set(before.pending.map(touchOf));
  const done = doneOf(outcomes);
  const rest = before.pending.filter((notice) => !done.has(touchOf(notice)));
  return outcomes
    .flatMap((outcome) => sendingsOf(outcome, replies))
    .filter(({ notice }) => waiting.has(touchOf(notice)))
    .reduce<Decision>(
      (decision, sending) => {
        const { lead, facts } = decideAfterSending(decision.lead, sending, now);
        return { lead, facts: [...decision.facts, ...facts] };
      },
      { lead: { ...before, pending: rest }, facts: [] },
    );
}

const isSame = (before: Lead, after: Lead): boolean =>
  before.pending.length === after.pending.length &&
  before.dueAt === after.dueAt &&
  before.touchAt === after.touchAt &&
  before.cadence === after.cadence;

/** What the mails of a step make of the lead and its timeline; `undefined` if nothing came of them. */
export function decideDelivery(before: Lead, delivery: StepDelivery, now: Instant): Decision | undefined {
  const { outcomes, recorded, lost } = delivery;
  const sent = afterSending(before, delivery, now);
  const lead = settledLead(sent.lead, delivery, now);
  const facts = outcomes.flatMap(factsOf).filter((fact) => !isRecorded(fact, recorded));
  if (facts.length + sent.facts.length + lost.length === 0 && isSame(before, lead)) return undefined;
  const unknown = lost.map(({ touch, purpose }) => activity("touch.unknown", { touch, purpose }));
  const waiting = new Set(before.pending.map(touchOf));
  const unwritten = outcomes.filter(isUnwritten).flatMap(({ effect }) => effect.notices);
  const asked = unwritten
    .filter((notice) => waiting.has(touchOf(notice)))
    .map((notice) => writeInstead(before, notice, now));
  return {
    lead,
    facts: [...facts, ...sent.facts, ...unknown, ...asked.flatMap((one) => one.facts)],
    tasks: asked.flatMap(({ tasks }) => tasks),
  };
}
