import * as z from "zod";
import { Actor, entryId, type TimelineEntry } from "../lead/model/activity.ts";
import type { LeadId } from "../lead/model/lead.ts";
import { timelineEvents } from "../lead/model/timeline-event.ts";
import { timelineRange } from "../lead/store/keys.ts";
import { Facts } from "../lead/store/repository.ts";
import { query } from "../platform/aws/table.ts";
import { cursorOf, placeOf } from "../platform/http/cursor.ts";
import type { Page, Paging } from "../platform/http/paging.ts";
import { Instant } from "../platform/time.ts";

/** Which list a timeline's cursors are of. */
const listOf = (id: LeadId): string => `timeline ${id}`;

/** An entry as the API answers it. */
const entries = Object.entries(timelineEvents).map(([type, data]) =>
  z.object({ id: z.string(), at: z.iso.datetime(), type: z.literal(type), by: Actor, data }),
);
export const EntryView = z.union(entries).meta({ id: "TimelineEntry" });

const Batch = z.object({
  sk: z.string(),
  at: Instant,
  facts: Facts,
});

/** A lead's timeline, oldest first; it goes on after the last entry of the page before. */
export async function readTimeline(id: LeadId, { limit, cursor }: Paging): Promise<Page<TimelineEntry>> {
  const [since, last] = placeOf(listOf(id), cursor)?.split("-") ?? [];
  const items = await query({ ...timelineRange(id, since), limit: limit + 2, keep: ["pk", "sk", "at", "facts"] });
  const entries = items.flatMap((item) => timelineEntriesOf(Batch.parse(item), since, Number(last)));
  const page = entries.slice(0, limit);
  const end = entries.length > limit ? page.at(-1) : undefined;
  return { items: page, cursor: end && cursorOf(listOf(id), end.id) };
}

/** The entries of a batch; of the one where the page before ended, those after its last. Places are numbers, and sort as such. */
export function timelineEntriesOf(
  { sk, at, facts }: z.infer<typeof Batch>,
  since?: string,
  last = -1,
): TimelineEntry[] {
  const batch = sk.slice("T#".length);
  const told = batch === since ? last + 1 : 0;
  return facts.map((fact, place) => ({ id: entryId(batch, place), at, ...fact })).slice(told);
}
