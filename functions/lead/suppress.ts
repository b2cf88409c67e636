import type { Instant } from "../platform/clock.ts";
import { type Actor, activity } from "./activity.ts";
import { isLive, type Lead } from "./lead.ts";
import { enter, type Moved, mainLine, restartClock } from "./stage.ts";

/** Stages in which a lead that unsubscribes stays: somebody is talking with it. */
const stays = (lead: Lead): boolean => lead.stage === "new" || lead.stage === "converted" || mainLine.has(lead.stage);

/** What an unsubscribe makes of a lead (LIFECYCLE section 2). The second one changes nothing. */
export function unsubscribed(lead: Lead, by: Actor, now: Instant): Moved | undefined {
  if (lead.suppressed.marketing) return undefined;
  const fact = activity("lead.unsubscribed", {}, by);
  const marked: Lead = {
    ...lead,
    suppressed: { ...lead.suppressed, marketing: true, reason: lead.suppressed.reason ?? "unsubscribed", at: now },
  };
  if (lead.stage === "archived") return { lead: marked, facts: [fact] };
  if (stays(lead)) {
    const scope = `unsub-${marked.version}`;
    const told: Lead = {
      ...marked,
      pending: [...lead.pending, { kind: "unsubscribed", scope, to: lead.owner, inquiries: [] }],
    };
    return { lead: isLive(lead) ? restartClock(told, now) : told, facts: [fact] };
  }
  const { lead: archived, facts } = enter(marked, "archived", now, by, "unsubscribed");
  return { lead: archived, facts: [fact, ...facts] };
}

/** Takes an unsubscribe back, as easily as it was given. A block, a bounce or a complaint stays. */
export function resubscribed(lead: Lead, by: Actor): Moved | undefined {
  if (!lead.suppressed.marketing || lead.suppressed.reason !== "unsubscribed") return undefined;
  return { lead: { ...lead, suppressed: {} }, facts: [activity("lead.resubscribed", {}, by)] };
}
