import type { Instant } from "../../platform/time.ts";
import type { Lead } from "../model/lead.ts";
import type { OwnerReply } from "../model/owner-reply.ts";
import { decideHold, decideOtherReply, decideRelay, decideReplySent, decideReturn } from "../rules/owner-reply.ts";
import { ownerReplyItem, ownerReplyWrite } from "../store/owner-reply.ts";
import type { LeadUpdate } from "../store/repository.ts";

/** Sends a reply on to the lead. Here as below the reply is kept in the transaction that decides about it. */
export const relayOwnerReply = (lead: Lead, reply: OwnerReply, now: Instant): LeadUpdate => ({
  ...decideRelay(lead, reply, now),
  also: [ownerReplyWrite(lead.id, reply)],
});

/** Gives a reply that cannot go back to its owner. */
export const returnOwnerReply = (lead: Lead, reply: OwnerReply, why: string, now: Instant): LeadUpdate => ({
  ...decideReturn(lead, reply, why, now),
  also: [ownerReplyWrite(lead.id, reply)],
});

/** Holds a reply that anybody may have written, until its owner lets it go. */
export const holdOwnerReply = (lead: Lead, reply: OwnerReply, now: Instant): LeadUpdate => ({
  ...decideHold(lead, reply, now),
  also: [ownerReplyWrite(lead.id, reply)],
});

/** Tells an owner that somebody else has answered in their place. */
export const reportOtherReply = (lead: Lead, reply: OwnerReply, now: Instant): LeadUpdate => ({
  ...decideOtherReply(lead, reply, now),
  also: [ownerReplyWrite(lead.id, reply)],
});

/** Records a reply that went to the lead by itself: it is sent to nobody. */
export const recordOwnerReply = (lead: Lead, reply: OwnerReply, now: Instant): LeadUpdate => ({
  ...decideReplySent(lead, reply, now),
  also: [ownerReplyWrite(lead.id, reply)],
});

/** Lets a reply go that was held; `undefined` when that was done before. */
export function releaseOwnerReply(lead: Lead, reply: OwnerReply, now: Instant): LeadUpdate | undefined {
  if (reply.releasedAt) return undefined;
  const free: OwnerReply = { ...reply, releasedAt: now };
  const decision = free.direct ? decideReplySent(lead, free, now) : decideRelay(lead, free, now);
  const when = { expression: "attribute_exists(pk) AND attribute_not_exists(releasedAt)" };
  return { ...decision, also: [{ put: ownerReplyItem(lead.id, free), when }] };
}
