import type { Instant } from "../../platform/time.ts";
import { type Actor, activity } from "../model/activity.ts";
import { isBlocked, type Lead } from "../model/lead.ts";
import { applyEvent } from "./apply.ts";
import type { Decision } from "./stage.ts";

/** What an unsubscribe makes of a lead (LIFECYCLE.md section 2). The second one changes nothing. */
export function decideUnsubscribe(lead: Lead, by: Actor, now: Instant): Decision | undefined {
  if (lead.suppressed.marketing) return undefined;
  return applyEvent(lead, { name: "unsubscribe", scope: `unsub-${lead.version}`, by, notice: "unsubscribed" }, now);
}

/** Why marketing is suppressed when they said so themselves. */
const theirOwn: ReadonlySet<string | undefined> = new Set(["unsubscribed", "do-not-contact"]);

/** Takes an unsubscribe back, as easily as it was given. A block, a bounce or a complaint stays. */
export function decideResubscribe(lead: Lead, by: Actor): Decision | undefined {
  if (!lead.suppressed.marketing || !theirOwn.has(lead.suppressed.reason)) return undefined;
  return { lead: { ...lead, suppressed: {} }, facts: [activity("lead.resubscribed", {}, by)] };
}

/** Whether mail is stopped already, by more than a block. */
const takesNoMail = (lead: Lead): boolean =>
  (isBlocked(lead) ? lead.suppressed.besides?.mail : lead.suppressed.mail) === true;

/** An address that takes no mail: nothing is sent to it any more. */
export function decideBounce(
  lead: Lead,
  mail: { mailId: string; touch: string; why: string },
  now: Instant,
): Decision | undefined {
  const fact = activity("mail.bounced", { ...mail, permanent: true });
  if (takesNoMail(lead)) return { lead, facts: [fact] };
  return applyEvent(lead, { name: "hard-bounce", scope: `bounce-${lead.version}`, fact, notice: "bounced" }, now);
}

/** They called our mail spam: all mail stops. */
export function decideComplaint(
  lead: Lead,
  mail: { mailId: string; touch: string },
  now: Instant,
): Decision | undefined {
  const fact = activity("mail.complained", mail, { kind: "lead", id: lead.id });
  if (takesNoMail(lead)) return { lead, facts: [fact] };
  return applyEvent(lead, { name: "complaint", scope: `complaint-${lead.version}`, fact, notice: "complained" }, now);
}

/** Ops stop everything for a person; what they write later is kept and moves nothing. What stopped mail before is kept. */
export function decideBlock(lead: Lead, by: Actor, now: Instant): Decision | undefined {
  if (isBlocked(lead)) return undefined;
  const event = { name: "block", scope: `block-${lead.version}`, by, fact: activity("lead.blocked", {}, by) } as const;
  const decision = applyEvent({ ...lead, suppressed: {} }, event, now);
  if (!decision) return undefined;
  const { marketing } = lead.suppressed;
  return {
    ...decision,
    lead: { ...decision.lead, suppressed: { ...decision.lead.suppressed, marketing, besides: lead.suppressed } },
  };
}

/** Lifts a block: the lead stays archived, and what else stops mail goes on doing so (LIFECYCLE.md section 5). */
export const decideUnblock = (lead: Lead, by: Actor): Decision | undefined =>
  isBlocked(lead)
    ? {
        lead: { ...lead, suppressed: lead.suppressed.besides ?? {} },
        facts: [activity("audit", { what: "unblocked" }, by)],
      }
    : undefined;
