import * as z from "zod";
import { sortable, sortableFrom } from "../../platform/id.ts";
import type { Instant } from "../../platform/time.ts";
import type { EventData, TimelineEventType } from "./timeline-event.ts";

export const Actor = z.object({ kind: z.enum(["lead", "owner", "ops", "system"]), id: z.string().optional() });
export type Actor = z.infer<typeof Actor>;
export const system: Actor = { kind: "system" };

/** One fact of a type. Facts of one write are stored together and numbered within it. */
export interface ActivityOf<Type extends TimelineEventType> {
  type: Type;
  by: Actor;
  data: EventData<Type>;
}
export type Activity = { [Type in TimelineEventType]: ActivityOf<Type> }[TimelineEventType];

export const activity = <Type extends TimelineEventType>(
  type: Type,
  data: EventData<Type>,
  by: Actor = system,
): ActivityOf<Type> => ({ type, by, data });

/** A fact as stored: what another release has told may be of a type, or say something, that this one does not know. */
export interface StoredFact {
  type: string;
  by: Actor;
  data: Record<string, unknown>;
}
export const StoredFact: z.ZodType<StoredFact> = z.looseObject({
  type: z.string(),
  by: Actor,
  data: z.record(z.string(), z.unknown()),
});

export interface TimelineEntry extends StoredFact {
  id: string;
  at: Instant;
}

/** A batch of facts of one moment, under an id that sorts by it, and within it by the lead's version. */
export const batchId = (at: Instant, version: number): string => sortable(at, version);
/** Before every batch of that moment, and after those of any earlier one. */
export const batchesFrom = (at: Instant): string => sortableFrom(at);
export const entryId = (batch: string, place: number): string => `${batch}-${String(place).padStart(2, "0")}`;
