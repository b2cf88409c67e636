import { cursorOf } from "../platform/cursor.ts";
import { type Item, query } from "../platform/table.ts";

/** An index to walk: which partitions, in which direction. */
export interface Walk {
  index: "byAge" | "byStage" | "byOwner";
  partitions: string[];
  newestFirst: boolean;
}

/** One place in an index: its sort key, and the partition of the item that is there. */
interface Place {
  sk: string;
  pk: string;
}

export interface Page<T> {
  items: T[];
  cursor?: string;
}

const asPlace =
  (index: Walk["index"]) =>
  (item: Item): Place => ({ sk: String(item[`${index}Sk`]), pk: item.pk });

/** The next places of a walk beyond `after`, all partitions merged into one order. */
async function nextPlaces(
  { index, partitions, newestFirst }: Walk,
  after: string | undefined,
  limit: number,
): Promise<Place[]> {
  const bound = newestFirst ? { to: after } : { from: after };
  const found = await Promise.all(
    partitions.map((pk) => query({ index, pk, ...bound, limit: limit + 1, newestFirst })),
  );
  const places = found
    .flat()
    .map(asPlace(index))
    .filter(({ sk }) => sk !== after);
  return places.sort((a, b) => (a.sk < b.sk === newestFirst ? 1 : -1)).slice(0, limit);
}

/**
 * A page of what lies along a walk.
 *
 * @param read answers what belongs on the page of the items in these partitions, at most 100 at a time, by partition
 */
export async function pageOf<T>(
  walk: Walk,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  read: (partitions: string[]) => Promise<Map<string, T>>,
): Promise<Page<T>> {
  const items: T[] = [];
  for (let after = cursor; ; ) {
    const places = await nextPlaces(walk, after, limit);
    const found = places.length > 0 ? await read(places.map(({ pk }) => pk)) : new Map<string, T>();
    for (const { sk, pk } of places) {
      const item = found.get(pk);
      if (item) items.push(item);
      after = sk;
      if (items.length === limit) return { items, cursor: cursorOf(sk) };
    }
    if (places.length < limit) return { items };
  }
}
