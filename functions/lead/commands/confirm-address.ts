import type { Write } from "../../platform/aws/write.ts";
import type { Instant } from "../../platform/time.ts";
import { activity } from "../model/activity.ts";
import type { Lead, LeadId } from "../model/lead.ts";
import { addressMark } from "../rules/address-mark.ts";
import { disownedType, withConfirmedEmail } from "../rules/confirmation.ts";
import { isUnconfirmed } from "../rules/consent.ts";
import { type Decision, enterStage } from "../rules/stage.ts";
import { decideUnsubscribe } from "../rules/suppression.ts";
import { releaseWrites } from "../store/identity-claims.ts";
import { disownedWrites } from "../store/opt-in-counters.ts";
import { updateLead } from "../store/repository.ts";

/** Whether a link's address is still the one on the card. All below throw AppError `not-found` and `unavailable`. */
export const isTheirs = ({ email }: Lead, mark: string): boolean => email !== undefined && addressMark(email) === mark;

/** They have written to us: a sign of life, and the address is theirs. */
function ownedUp(lead: Lead, from: string | undefined, now: Instant): Decision | undefined {
  if (!isUnconfirmed(lead)) return undefined;
  const confirmed = withConfirmedEmail(lead, "link", { kind: "lead", id: lead.id }, now, from);
  return { ...confirmed, lead: { ...confirmed.lead, signAt: now } };
}

/** @param from the IP address it is said from, kept as proof of consent */
export const confirmEmail = (id: LeadId, mark: string, from: string | undefined, now: Instant): Promise<Lead> =>
  updateLead(id, now, (lead, at) => (isTheirs(lead, mark) ? ownedUp(lead, from, at) : undefined));

/** They have not written to us: the lead ends, and lets go what it was known by, so that its real person can come anew. */
async function disowned(lead: Lead, now: Instant): Promise<(Decision & { also: Write[] }) | undefined> {
  const by = { kind: "lead", id: lead.id } as const;
  if (!isUnconfirmed(lead)) {
    // Somebody has shown that it is theirs: a mail that was passed on must not end a conversation.
    const left = decideUnsubscribe(lead, by, now);
    return left && { ...left, also: [] };
  }
  const also = [...(await releaseWrites(lead)), ...disownedWrites(lead)];
  const bare: Lead = { ...lead, email: undefined, phone: undefined, phones: [], firstName: undefined };
  const fact = activity("activity.added", { type: disownedType }, by);
  const ended = lead.stage === "archived" ? { lead: bare, facts: [] } : enterStage(bare, "archived", now, by, "spam");
  return { ...ended, facts: [fact, ...ended.facts], also };
}

export const disownEmail = (id: LeadId, mark: string, now: Instant): Promise<Lead> =>
  updateLead(id, now, (lead, at) => (isTheirs(lead, mark) ? disowned(lead, at) : undefined));
