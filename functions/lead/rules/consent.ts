import type { Inquiry } from "../model/inquiry.ts";
import { bases, type Consent, type Lead } from "../model/lead.ts";

/** What they have agreed to with an inquiry, with the proof of it. */
export function consentIn({ consent, receivedAt, source }: Inquiry): Consent {
  const { basis, text, version, address, page = source.page } = consent;
  return { basis, text, version, address, at: receivedAt, source: source.id, page };
}

/**
 * The stronger basis stays, with its own proof (LIFECYCLE.md section 4). An inquiry overwrites nothing that was agreed to (section
 * 5): it only takes a weaker basis' place, as it would on a card of its own, and lifts no suppression.
 */
export const strongerConsent = ({ consent }: Lead, inquiry: Inquiry): Consent =>
  bases.indexOf(consent.basis) <= bases.indexOf(inquiry.consent.basis) ? consent : consentIn(inquiry);
