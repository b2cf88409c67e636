import type { Instant } from "../../platform/time.ts";
import { type Activity, type Actor, activity } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import { isReturn, type Notice, touchOf } from "../model/notice.ts";
import type { OwnerReply, Sending } from "../model/owner-reply.ts";
import { decideContact } from "../rules/contact.ts";
import { type Decision, restartClock } from "../rules/stage.ts";
import { ownerReplyItem, ownerReplyWrite } from "../store/owner-reply.ts";
import type { LeadUpdate } from "../store/repository.ts";

const by = ({ owner }: OwnerReply): Actor => ({ kind: "owner", id: owner });

const relayNotice = ({ id, owner }: OwnerReply): Notice => ({ kind: "answer", scope: id, from: owner, inquiries: [] });

/** The touch by which an answer goes to the lead. */
export const ownerReplyTouch = (answer: OwnerReply): string => touchOf(relayNotice(answer));

/** Sends an answer on to the lead: the next step of its clock does. */
export const relayOwnerReply = (lead: Lead, answer: OwnerReply, now: Instant): LeadUpdate => ({
  lead: restartClock({ ...lead, pending: [...lead.pending, relayNotice(answer)] }, now),
  facts: [],
  also: [ownerReplyWrite(lead.id, answer)],
});

/** More than so many at once are a machine's: the rest is kept, and told to nobody. */
const returnsAtMost = 20;

/** A notice of what did not go, for the one it concerns. */
const returnNotice = (kind: Notice["kind"], { id, owner }: OwnerReply, why: string): Notice => ({
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
export const returnOwnerReply = (lead: Lead, answer: OwnerReply, why: string, now: Instant): LeadUpdate => ({
  lead: told(lead, returnNotice("answer-returned", answer, why), now),
  facts: [
    activity("touch.skipped", { touch: ownerReplyTouch(answer), purpose: "service", reason: why }),
    activity("activity.added", { type: "answer not sent", note: answer.text, mailId: answer.mailId }, by(answer)),
  ],
  also: [ownerReplyWrite(lead.id, answer)],
});

/** An answer that anybody may have written waits for its owner to let it go. */
export const holdOwnerReply = (lead: Lead, answer: OwnerReply, now: Instant): LeadUpdate => ({
  lead: told(lead, returnNotice("answer-held", answer, "nobody vouches for its sender"), now),
  facts: [],
  also: [ownerReplyWrite(lead.id, answer)],
});

/** Somebody else has answered a notice: its owner is told. */
export const reportOtherReply = (lead: Lead, answer: OwnerReply, now: Instant): LeadUpdate => ({
  lead: told(lead, returnNotice("answer-by-other", answer, "somebody else has answered"), now),
  facts: [],
  also: [ownerReplyWrite(lead.id, answer)],
});

/** What an answer that has gone to the lead is: a contact of its owner (LIFECYCLE.md section 2, "responded: attempted"). */
export function decideOwnerReplySent(lead: Lead, answer: OwnerReply, now: Instant): Decision {
  const { mailId, subject, text, attachments } = answer;
  const contact = { channel: "email", outcome: "attempted", mailId, subject, text, attachments } as const;
  return (
    decideContact(lead, contact, by(answer), now) ?? {
      lead,
      facts: [activity("response.recorded", contact, by(answer))],
    }
  );
}

/** An answer that went to the lead by itself: recorded, and sent to nobody. */
export function recordOwnerReply(lead: Lead, answer: OwnerReply, now: Instant): LeadUpdate {
  const decision = decideOwnerReplySent(lead, answer, now);
  return { ...decision, also: [ownerReplyWrite(lead.id, answer)] };
}

/**
 * Lets an answer go that was held, once.
 *
 * @returns `undefined` when that was done before
 */
export function releaseOwnerReply(lead: Lead, answer: OwnerReply, now: Instant): LeadUpdate | undefined {
  if (answer.releasedAt) return undefined;
  const free: OwnerReply = { ...answer, releasedAt: now };
  const change = free.direct ? recordOwnerReply(lead, free, now) : relayOwnerReply(lead, free, now);
  const when = { expression: "attribute_exists(pk) AND attribute_not_exists(releasedAt)" };
  return { ...change, also: [{ put: ownerReplyItem(lead.id, free), when }] };
}

/** What a lead becomes when word of an owner's answer is in: gone, it is a contact; refused, it comes back. */
export function decideAfterSending(
  lead: Lead,
  { notice, reply: answer, role, status, reason }: Sending,
  now: Instant,
): Decision {
  const nothing: Decision = { lead, facts: [] };
  if (isReturn(notice) && role && status === "sent")
    return { lead: { ...lead, answersReturnedAt: { ...lead.answersReturnedAt, [role]: now } }, facts: [] };
  if (notice.kind !== "answer" || !answer) return nothing;
  if (status === "sent") return decideOwnerReplySent(lead, answer, now);
  const why = reason ?? "not sent";
  const facts: Activity[] = returnOwnerReply(lead, answer, why, now).facts.filter(
    ({ type }) => type !== "touch.skipped",
  );
  return { lead: told(lead, returnNotice("answer-returned", answer, why), now), facts };
}
