import type { Instant } from "../platform/clock.ts";
import { sortable, sortableFrom } from "../platform/id.ts";

/** Everything a timeline can say (SURFACE.md). Append-only; past tense; ids rather than snapshots. */
export type ActivityType =
  | "inquiry.received"
  | "lead.created"
  | "lead.merged"
  | "lead.assigned"
  | "lead.scored"
  | "stage.entered"
  | "sla.opened"
  | "sla.met"
  | "sla.breached"
  | "sla.escalated"
  | "response.recorded"
  | "task.created"
  | "task.done"
  | "mail.sent"
  | "mail.delivered"
  | "mail.bounced"
  | "mail.complained"
  | "mail.opened"
  | "mail.clicked"
  | "reply.received"
  | "autoreply.received"
  | "lead.unsubscribed"
  | "lead.resubscribed"
  | "survey.answered"
  | "activity.added"
  | "touch.skipped"
  | "touch.unknown"
  | "lead.declined"
  | "lead.converted"
  | "lead.archived"
  | "lead.blocked"
  | "audit";

/** Who did it. */
export interface Actor {
  kind: "lead" | "owner" | "ops" | "system";
  id?: string;
}
export const system: Actor = { kind: "system" };

/** One fact. Facts of one write are stored together and numbered within it. */
export interface Activity {
  type: ActivityType;
  by: Actor;
  data: Record<string, unknown>;
}

export const activity = (type: ActivityType, data: Record<string, unknown>, by: Actor = system): Activity => ({
  type,
  by,
  data,
});

/** An entry as the API shows it. */
export interface TimelineEntry extends Activity {
  id: string;
  at: Instant;
}

/** A batch of facts of one moment, under an id that sorts by it, and within it by the lead's version. */
export const batchId = (at: Instant, version: number): string => sortable(at, version);
/** Before every batch of that moment, and after those of any earlier one. */
export const batchesFrom = (at: Instant): string => sortableFrom(at);
export const entryId = (batch: string, place: number): string => `${batch}-${String(place).padStart(2, "0")}`;
