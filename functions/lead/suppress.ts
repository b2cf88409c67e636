import type { Instant } from "../platform/clock.ts";
import { type Actor, activity } from "./activity.ts";
import { apply } from "./apply.ts";
import type { Lead } from "./lead.ts";
import type { Moved } from "./stage.ts";

/** What an unsubscribe makes of a lead (LIFECYCLE section 2). The second one changes nothing. */
export function unsubscribed(lead: Lead, by: Actor, now: Instant): Moved | undefined {
  if (lead.suppressed.marketing) return undefined;
  return apply(lead, { name: "unsubscribe", scope: `unsub-${lead.version}`, by, notice: "unsubscribed" }, now);
}

/** Takes an unsubscribe back, as easily as it was given. A block, a bounce or a complaint stays. */
export function resubscribed(lead: Lead, by: Actor): Moved | undefined {
  if (!lead.suppressed.marketing || lead.suppressed.reason !== "unsubscribed") return undefined;
  return { lead: { ...lead, suppressed: {} }, facts: [activity("lead.resubscribed", {}, by)] };
}

/** An address that takes no mail: nothing is sent to it any more. */
export function bounced(
  lead: Lead,
  mail: { mailId: string; touch: string; why: string },
  now: Instant,
): Moved | undefined {
  const fact = activity("mail.bounced", { ...mail, permanent: true });
  if (lead.suppressed.mail) return { lead, facts: [fact] };
  return apply(lead, { name: "hard-bounce", scope: `bounce-${lead.version}`, fact, notice: "bounced" }, now);
}

/** They called our mail spam: all mail stops. */
export function complained(lead: Lead, mail: { mailId: string; touch: string }, now: Instant): Moved | undefined {
  const fact = activity("mail.complained", mail, { kind: "lead", id: lead.id });
  if (lead.suppressed.mail) return { lead, facts: [fact] };
  return apply(lead, { name: "complaint", scope: `complaint-${lead.version}`, fact, notice: "complained" }, now);
}

/** Ops stop everything for a person; what they write later is kept and moves nothing. */
export const blocked = (lead: Lead, by: Actor, now: Instant): Moved | undefined =>
  lead.suppressed.reason === "block"
    ? undefined
    : apply(
        { ...lead, suppressed: {} },
        { name: "block", scope: `block-${lead.version}`, by, fact: activity("lead.blocked", {}, by) },
        now,
      );
