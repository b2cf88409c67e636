import * as z from "zod";
import { entryId, type TimelineEntry } from "../lead/activity.ts";
import { timelineStretch } from "../lead/keys.ts";
import type { LeadId } from "../lead/lead.ts";
import { Facts } from "../lead/store.ts";
import { Instant } from "../platform/clock.ts";
import { query } from "../platform/table.ts";

export const TimelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{26}-\d+$/, "a cursor from the answer before")
    .optional(),
});

const Batch = z.object({
  sk: z.string(),
  at: Instant,
  facts: Facts,
});

/** A lead's timeline, oldest first; `cursor` is the last entry of the page before. */
export async function readTimeline(id: LeadId, { limit, cursor }: z.infer<typeof TimelineQuery>) {
  const stretch = timelineStretch(id, cursor?.split("-")[0]);
  const items = await query({ ...stretch, limit: limit + 2, keep: ["pk", "sk", "at", "facts"] });
  const entries: TimelineEntry[] = items.flatMap((item) => {
    const { sk, at, facts } = Batch.parse(item);
    return facts.map((fact, place) => ({ id: entryId(sk.slice("T#".length), place), at, ...fact }));
  });
  const fresh = entries.filter((entry) => !cursor || entry.id > cursor);
  const page = fresh.slice(0, limit);
  return { items: page, cursor: fresh.length > limit ? page.at(-1)?.id : undefined };
}
