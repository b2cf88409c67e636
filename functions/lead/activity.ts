import type { Instant } from "../platform/clock.ts";
import { sortable } from "../platform/id.ts";

/** Everything a timeline can say (SURFACE.md). Append-only; past tense; ids rather than snapshots. */
export type ActivityType =
  | "inquiry.received"
  | "lead.created"
  | "lead.assigned"
  | "lead.scored"
  | "stage.entered"
  | "sla.opened"
  | "sla.met"
  | "sla.breached"
  | "sla.escalated"
  | "response.recorded"
  | "mail.sent"
  | "touch.skipped"
  | "touch.unknown"
  | "lead.unsubscribed"
  | "lead.resubscribed"
  | "lead.archived"
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
export const batchId = (now: Instant, version: number): string => sortable(now, version);
export const entryId = (batch: string, place: number): string => `${batch}-${String(place).padStart(2, "0")}`;
