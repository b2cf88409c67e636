import { sayTimeline } from "../../language/texts.ts";
import { day, type Instant, plus } from "../../platform/time.ts";
import type { Inquiry } from "../model/inquiry.ts";
import { bases, type Consent, type Lead } from "../model/lead.ts";

/** What they have agreed to with an inquiry, with the proof of it. */
export function consentIn({ consent, receivedAt, source }: Inquiry): Consent {
  const { basis, text, version, address, page = source.page } = consent;
  return { basis, text, version, address, at: receivedAt, source: source.id, page };
}

/** The stronger basis stays, with its own proof (LIFECYCLE.md section 4); an inquiry lifts no suppression (section 5). */
export const strongerConsent = ({ consent }: Lead, inquiry: Inquiry): Consent =>
  bases.indexOf(consent.basis) <= bases.indexOf(inquiry.consent.basis) ? consent : consentIn(inquiry);

/** Bases that nobody has who was only typed in: what cards of before say of their address. */
const provenBases: ReadonlySet<Consent["basis"]> = new Set(["customer", "double-opt-in", "imported"]);

/** Whether their address was only typed in, by whomever (LIFECYCLE.md section 4). */
export const isUnconfirmed = ({ email, emailConfirmed, consent }: Lead): boolean =>
  email !== undefined && emailConfirmed === undefined && !provenBases.has(consent.basis);

/** Why mail is refused to an address that was only typed in. */
export const unconfirmedReason = "unconfirmed";

const unconfirmedMailsAtMost = 2;

/** Whether one more follow-up mail may be planned for their address. */
export const mayMailOnceMore = (lead: Lead): boolean =>
  !isUnconfirmed(lead) || (lead.unconfirmedMails ?? 0) < unconfirmedMailsAtMost;

/** Whether a mail may hold what the inquiry says: a stranger's words are nothing for whose address they typed in. */
export const mayQuote = (lead: Lead): boolean => !isUnconfirmed(lead) || lead.clickedAt !== undefined;

/** After a year without a sign of life nothing is sent that they did not ask for (LIFECYCLE.md section 4 "sunset"). */
const sunset = 365 * day;

/** Why this lead may not get marketing mail now; `undefined` when it may. The basis is what they agreed to. */
export function marketingRefusal(lead: Lead, now: Instant): string | undefined {
  if (lead.suppressed.mail || lead.suppressed.marketing) return lead.suppressed.reason ?? "suppressed";
  if (lead.consent.basis === "inquiry") return sayTimeline("skipped.noConsent");
  if (plus(lead.signAt, sunset) < now) return sayTimeline("skipped.noSign");
  return isUnconfirmed(lead) ? unconfirmedReason : undefined;
}

const followUpFor = 30 * day;

/** Whether somebody brought them in without saying how they agreed (RULES.md LAW-6). */
export const isUninvited = ({ consent, heardAt }: Lead): boolean => consent.basis === "inquiry" && !heardAt;

/** Why a lead that takes mail may not be followed up now; `undefined` when it may. */
export function followUpRefusal(lead: Lead, now: Instant): string | undefined {
  if (isUninvited(lead)) return sayTimeline("skipped.broughtIn");
  if (isUnconfirmed(lead) && (lead.unconfirmedMails ?? 0) > unconfirmedMailsAtMost) return unconfirmedReason;
  const { consent, heardAt } = lead;
  return consent.basis === "inquiry" && heardAt && plus(heardAt, followUpFor) < now
    ? sayTimeline("skipped.longAgo")
    : undefined;
}
