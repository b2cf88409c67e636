import type { Instant } from "../../platform/time.ts";
import { type Activity, type Actor, activity } from "../model/activity.ts";
import type { EmailConfirmed, Lead } from "../model/lead.ts";
import { isUnconfirmed } from "./consent.ts";

/** What the timeline calls it when an address turns out to be its person's. */
const confirmedType = "email-confirmed";

/** Their address is theirs: what they agreed to with it counts as agreed twice (LIFECYCLE.md section 4). */
export function withConfirmedEmail(
  lead: Lead,
  by: EmailConfirmed["by"],
  actor: Actor,
  now: Instant,
  from?: string,
): { lead: Lead; facts: Activity[] } {
  if (!isUnconfirmed(lead)) return { lead, facts: [] };
  const { consent } = lead;
  const agreed = { ...consent, basis: "double-opt-in" as const, confirmedAt: now, confirmedFrom: from };
  return {
    lead: { ...lead, emailConfirmed: { at: now, by }, consent: consent.basis === "opt-in" ? agreed : consent },
    facts: [activity("activity.added", { type: confirmedType, by }, actor)],
  };
}

/** Whether they wait for nothing but the confirmation of their address to get what they agreed to. */
const isWaiting = (lead: Lead): boolean => lead.consent.basis === "opt-in" && isUnconfirmed(lead);

/** Whether they may still be asked, once, to confirm their address. */
export const mayBeAsked = (lead: Lead): boolean =>
  isWaiting(lead) && !lead.confirmationAskedAt && !lead.suppressed.mail && !lead.suppressed.marketing;

/** Why an address was let go: whoever reads mail there has not written to us. */
export const disownedType = "not-me";
