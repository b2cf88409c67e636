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
  const [since, last] = cursor?.split("-") ?? [];
  const items = await query({ ...timelineStretch(id, since), limit: limit + 2, keep: ["pk", "sk", "at", "facts"] });
  const entries = items.flatMap((item) => entriesOf(Batch.parse(item), since, Number(last)));
  const page = entries.slice(0, limit);
  return { items: page, cursor: entries.length > limit ? page.at(-1)?.id : undefined };
}

/** The entries of a batch; of the one where the page before ended, those after its last. Places are numbers, and sort as such. */
export function entriesOf({ sk, at, facts }: z.infer<typeof Batch>, since?: string, last = -1): TimelineEntry[] {
  const batch = sk.slice("T#".length);
  const told = batch === since ? last + 1 : 0;
  return facts.map((fact, place) => ({ id: entryId(batch, place), at, ...fact })).slice(told);
}
