import * as z from "zod";
import { Actor, entryId, type TimelineEntry } from "../lead/model/activity.ts";
import type { LeadId } from "../lead/model/lead.ts";
import { timelineEvents } from "../lead/model/timeline-event.ts";
import { timelineRange } from "../lead/store/keys.ts";
import { type Batch, batches, batchFields } from "../lead/store/timeline.ts";
import { query } from "../platform/aws/table.ts";
import { cursorOf, placeOf } from "../platform/http/cursor.ts";
import type { Page, Paging } from "../platform/http/paging.ts";

const listOf = (id: LeadId): string => `timeline ${id}`;

const entries = Object.entries(timelineEvents).map(([type, data]) =>
  z.object({ id: z.string(), at: z.iso.datetime(), type: z.literal(type), by: Actor, data }),
);
export const EntryView = z.union(entries).meta({ id: "TimelineEntry" });

/** Batches of a lead's timeline from one on, some at a time: those that cannot be read are passed over. */
async function* batchesAfter(id: LeadId, since: string | undefined, atOnce: number): AsyncGenerator<Batch> {
  for (let from = since, first = true; ; first = false) {
    const items = await query({ ...timelineRange(id, from), limit: atOnce, keep: batchFields });
    const next = first ? items : items.slice(1);
    yield* batches.readEach(next);
    if (items.length < atOnce) return;
    from = items.at(-1)?.sk.slice("T#".length);
  }
}

/** A lead's timeline, oldest first; it goes on after the last entry of the page before. */
export async function readTimeline(id: LeadId, { limit, cursor }: Paging): Promise<Page<TimelineEntry>> {
  const [since, last] = placeOf(listOf(id), cursor)?.split("-") ?? [];
  const entries: TimelineEntry[] = [];
  for await (const batch of batchesAfter(id, since, limit + 2)) {
    entries.push(...timelineEntriesOf(batch, since, Number(last)));
    if (entries.length > limit) break;
  }
  const page = entries.slice(0, limit);
  const end = entries.length > limit ? page.at(-1) : undefined;
  return { items: page, cursor: end && cursorOf(listOf(id), end.id) };
}

/** The entries of a batch; of the one where the page before ended, those after its last. Places are numbers, and sort as such. */
export function timelineEntriesOf({ sk, at, facts }: Batch, since?: string, last = -1): TimelineEntry[] {
  const batch = sk.slice("T#".length);
  const told = batch === since ? last + 1 : 0;
  return facts.map((fact, place) => ({ id: entryId(batch, place), at, ...fact })).slice(told);
}
