import { sayTimeline } from "../../language/texts.ts";
import type { Instant } from "../../platform/time.ts";
import { type Actor, activity } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import { isReturn, type Notice, touchOf } from "../model/notice.ts";
import type { OwnerReply, Sending } from "../model/owner-reply.ts";
import { decideContact } from "./contact.ts";
import { type Decision, restartClock } from "./stage.ts";

const by = ({ owner }: OwnerReply): Actor => ({ kind: "owner", id: owner });

const relayNotice = ({ id, owner }: OwnerReply): Notice => ({ kind: "answer", scope: id, from: owner, inquiries: [] });

const relayTouch = (reply: OwnerReply): string => touchOf(relayNotice(reply));

/** Sends a reply on to the lead: the next step of its clock does. */
export const decideRelay = (lead: Lead, reply: OwnerReply, now: Instant): Decision => ({
  lead: restartClock({ ...lead, pending: [...lead.pending, relayNotice(reply)] }, now),
  facts: [],
});

/** More than so many at once are a machine's: the rest is kept, and told to nobody. */
const returnsAtMost = 20;

const returnNotice = (kind: Notice["kind"], { id, owner }: OwnerReply, why: string): Notice => ({
  kind,
  scope: id,
  to: owner,
  inquiries: [],
  why,
});

const withReturn = (lead: Lead, notice: Notice, now: Instant): Lead =>
  lead.pending.filter(isReturn).length < returnsAtMost
    ? restartClock({ ...lead, pending: [...lead.pending, notice] }, now)
    : lead;

const keptWords = (reply: OwnerReply) =>
  activity("activity.added", { type: "answer not sent", note: reply.text, mailId: reply.mailId }, by(reply));

/** A reply that cannot go comes back to its owner; the timeline says why, and what they wrote. */
export const decideReturn = (lead: Lead, reply: OwnerReply, why: string, now: Instant): Decision => ({
  lead: withReturn(lead, returnNotice("answer-returned", reply, why), now),
  facts: [activity("touch.skipped", { touch: relayTouch(reply), purpose: "service", reason: why }), keptWords(reply)],
});

/** A reply that anybody may have written waits for its owner to let it go. */
export const decideHold = (lead: Lead, reply: OwnerReply, now: Instant): Decision => ({
  lead: withReturn(lead, returnNotice("answer-held", reply, sayTimeline("returned.notVouched")), now),
  facts: [],
});

/** Somebody else has answered a notice: its owner is told. */
export const decideOtherReply = (lead: Lead, reply: OwnerReply, now: Instant): Decision => ({
  lead: withReturn(lead, returnNotice("answer-by-other", reply, sayTimeline("returned.other")), now),
  facts: [],
});

/** What a reply that has gone to the lead is: a contact of its owner (LIFECYCLE.md section 2, "responded: attempted"). */
export function decideReplySent(lead: Lead, reply: OwnerReply, now: Instant): Decision {
  const { mailId, subject, text, attachments } = reply;
  const contact = { channel: "email", outcome: "attempted", mailId, subject, text, attachments } as const;
  const recorded = { lead, facts: [activity("response.recorded", contact, by(reply))] };
  return decideContact(lead, contact, by(reply), now) ?? recorded;
}

/** What a lead becomes when word of an owner's reply is in: gone, it is a contact; refused, it comes back. */
export function decideAfterSending(
  lead: Lead,
  { notice, reply, role, status, reason }: Sending,
  now: Instant,
): Decision {
  if (isReturn(notice) && role && status === "sent")
    return { lead: { ...lead, answersReturnedAt: { ...lead.answersReturnedAt, [role]: now } }, facts: [] };
  if (notice.kind !== "answer" || !reply) return { lead, facts: [] };
  if (status === "sent") return decideReplySent(lead, reply, now);
  // That its touch was skipped is on the timeline already.
  return {
    lead: withReturn(lead, returnNotice("answer-returned", reply, reason ?? sayTimeline("skipped.notSent")), now),
    facts: [keptWords(reply)],
  };
}
