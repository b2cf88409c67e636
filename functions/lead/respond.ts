import * as z from "zod";
import { day, type Instant, plus } from "../platform/clock.ts";
import { type Actor, activity } from "./activity.ts";
import type { Lead } from "./lead.ts";
import { isOpen, keepPromise } from "./promise.ts";
import { enter, type Moved, planAction, restartClock } from "./stage.ts";

/** An owner's contact with a lead: `attempted` (called, wrote) or `reached` (spoke). */
export const Contact = z.object({
  channel: z.string().min(1).max(60),
  outcome: z.enum(["reached", "attempted"]),
  note: z.string().max(5000).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** How long until a lead that was tried and not reached is to be tried again, unless a cadence says otherwise. */
const tryAgainAfter = day;

/** Stages that a conversation brings back to the main line. */
const reachable = new Set<Lead["stage"]>(["new", "nurturing", "declined", "dormant", "archived"]);

/** What a recorded contact makes of a lead (LIFECYCLE section 2, rows "responded"). */
export function contacted(lead: Lead, contact: Contact, by: Actor, now: Instant): Moved {
  const recorded = activity("response.recorded", contact, by);
  const { sla, facts } = keepPromise(lead.sla, by, now);
  const wasOpen = isOpen(lead.sla);
  const answered: Lead = { ...lead, sla };
  if (contact.outcome === "reached" && reachable.has(lead.stage)) {
    const entered = enter(answered, "working", now, by);
    return { lead: entered.lead, facts: [recorded, ...facts, ...entered.facts] };
  }
  if (lead.stage === "new") {
    const again = planAction(answered, { what: "Try to reach the lead again", dueAt: plus(now, tryAgainAfter) });
    return { lead: restartClock(again, now), facts: [recorded, ...facts] };
  }
  return { lead: wasOpen ? restartClock(answered, now) : answered, facts: [recorded, ...facts] };
}
