import type { Instant } from "../../platform/time.ts";
import { type Activity, type Actor, activity } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import { isReturn, type Notice, touchOf } from "../model/notice.ts";
import type { OwnerAnswer, Sending } from "../model/owner-reply.ts";
import { contacted } from "../rules/contact.ts";
import { type Decision, restartClock } from "../rules/stage.ts";
import { answerItem, answerWrite } from "../store/owner-reply.ts";
import type { LeadUpdate } from "../store/repository.ts";

const by = ({ owner }: OwnerAnswer): Actor => ({ kind: "owner", id: owner });

const relayNotice = ({ id, owner }: OwnerAnswer): Notice => ({ kind: "answer", scope: id, from: owner, inquiries: [] });

/** The touch by which an answer goes to the lead. */
export const answerTouch = (answer: OwnerAnswer): string => touchOf(relayNotice(answer));

/** Sends an answer on to the lead: the next step of its clock does. */
export const relayed = (lead: Lead, answer: OwnerAnswer, now: Instant): LeadUpdate => ({
  lead: restartClock({ ...lead, pending: [...lead.pending, relayNotice(answer)] }, now),
  facts: [],
  also: [answerWrite(lead.id, answer)],
});

/** More than so many at once are a machine's: the rest is kept, and told to nobody. */
const returnsAtMost = 20;

/** A notice of what did not go, for the one it concerns. */
const returnNotice = (kind: Notice["kind"], { id, owner }: OwnerAnswer, why: string): Notice => ({
  kind,
  scope: id,
  to: owner,
  inquiries: [],
  why,
});

const told = (lead: Lead, notice: Notice, now: Instant): Lead =>
  lead.pending.filter(isReturn).length < returnsAtMost
    ? restartClock({ ...lead, pending: [...lead.pending, notice] }, now)
    : lead;

/** An answer that cannot go comes back to its owner; the timeline says why, and what they wrote. */
export const returned = (lead: Lead, answer: OwnerAnswer, why: string, now: Instant): LeadUpdate => ({
  lead: told(lead, returnNotice("answer-returned", answer, why), now),
  facts: [
    activity("touch.skipped", { touch: answerTouch(answer), purpose: "service", reason: why }),
    activity("activity.added", { type: "answer not sent", note: answer.text, mailId: answer.mailId }, by(answer)),
  ],
  also: [answerWrite(lead.id, answer)],
});

/** An answer that anybody may have written waits for its owner to let it go. */
export const held = (lead: Lead, answer: OwnerAnswer, now: Instant): LeadUpdate => ({
  lead: told(lead, returnNotice("answer-held", answer, "nobody vouches for its sender"), now),
  facts: [],
  also: [answerWrite(lead.id, answer)],
});

/** Somebody else has answered a notice: its owner is told. */
export const answeredByOther = (lead: Lead, answer: OwnerAnswer, now: Instant): LeadUpdate => ({
  lead: told(lead, returnNotice("answer-by-other", answer, "somebody else has answered"), now),
  facts: [],
  also: [answerWrite(lead.id, answer)],
});

/** What an answer that has gone to the lead is: a contact of its owner (LIFECYCLE.md section 2, "responded: attempted"). */
export function answered(lead: Lead, answer: OwnerAnswer, now: Instant): Decision {
  const { mailId, subject, text, attachments } = answer;
  const contact = { channel: "email", outcome: "attempted", mailId, subject, text, attachments } as const;
  return (
    contacted(lead, contact, by(answer), now) ?? {
      lead,
      facts: [activity("response.recorded", contact, by(answer))],
    }
  );
}

/** An answer that went to the lead by itself: recorded, and sent to nobody. */
export function recorded(lead: Lead, answer: OwnerAnswer, now: Instant): LeadUpdate {
  const moved = answered(lead, answer, now);
  return { ...moved, also: [answerWrite(lead.id, answer)] };
}

/**
 * Lets an answer go that was held, once.
 *
 * @returns `undefined` when that was done before
 */
export function released(lead: Lead, answer: OwnerAnswer, now: Instant): LeadUpdate | undefined {
  if (answer.releasedAt) return undefined;
  const free: OwnerAnswer = { ...answer, releasedAt: now };
  const change = free.direct ? recorded(lead, free, now) : relayed(lead, free, now);
  const when = { expression: "attribute_exists(pk) AND attribute_not_exists(releasedAt)" };
  return { ...change, also: [{ put: answerItem(lead.id, free), when }] };
}

/** What a lead becomes when word of an owner's answer is in: gone, it is a contact; refused, it comes back. */
export function afterSending(lead: Lead, { notice, answer, role, status, reason }: Sending, now: Instant): Decision {
  const nothing: Decision = { lead, facts: [] };
  if (isReturn(notice) && role && status === "sent")
    return { lead: { ...lead, answersReturnedAt: { ...lead.answersReturnedAt, [role]: now } }, facts: [] };
  if (notice.kind !== "answer" || !answer) return nothing;
  if (status === "sent") return answered(lead, answer, now);
  const why = reason ?? "not sent";
  const facts: Activity[] = returned(lead, answer, why, now).facts.filter(({ type }) => type !== "touch.skipped");
  return { lead: told(lead, returnNotice("answer-returned", answer, why), now), facts };
}
