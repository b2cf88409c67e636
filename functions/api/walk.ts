import { type Item, query } from "../platform/aws/table.ts";
import { cursorOf, placeOf } from "../platform/http/cursor.ts";
import type { Page, Paging } from "../platform/http/paging.ts";

export interface Pagination {
  index: "byAge" | "byStage" | "byOwner";
  partitions: readonly string[];
  newestFirst: boolean;
  from?: string | undefined;
  to?: string | undefined;
  /** Not all that lies along the way is wanted: then it is read in larger steps, and only so many of them. */
  isSifted: boolean;
}

/** One place in an index: its sort key, and the partition of the item that is there. */
interface Place {
  sk: string;
  pk: string;
}

const asPlace =
  (index: Pagination["index"]) =>
  (item: Item): Place => ({ sk: String(item[`${index}Sk`]), pk: item.pk });

const inOrder = (bounds: (string | undefined)[]): string[] => bounds.filter((bound) => bound !== undefined).sort();

/** The next places of a walk beyond `after`, all partitions merged into one order. */
async function nextPlaces(walk: Pagination, after: string | undefined, limit: number): Promise<Place[]> {
  const { index, partitions, newestFirst } = walk;
  const from = inOrder([walk.from, newestFirst ? undefined : after]).at(-1);
  const to = inOrder([walk.to, newestFirst ? after : undefined])[0];
  if (from !== undefined && to !== undefined && from > to) return [];
  const bounds = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const found = await Promise.all(
    partitions.map((pk) => query({ index, pk, ...bounds, limit: limit + 1, newestFirst })),
  );
  const places = found
    .flat()
    .map(asPlace(index))
    .filter(({ sk }) => sk !== after);
  return places.sort((a, b) => (a.sk < b.sk === newestFirst ? 1 : -1)).slice(0, limit);
}

/** What is read of an index, and of the items it leads to, in one step of a sifted walk; and how many steps a page takes. */
const stepSize = 100;
const stepsAtMost = 4;

/** A page along a walk; `read` answers items by partition, 100 at most. @throws AppError `invalid` for another list's cursor */
export async function paginate<T>(
  list: string,
  walk: Pagination,
  { limit, cursor }: Paging,
  read: (partitions: string[]) => Promise<Map<string, T>>,
): Promise<Page<T>> {
  const items: T[] = [];
  const size = walk.isSifted ? stepSize : limit;
  let after = placeOf(list, cursor);
  for (let step = 0; step < stepsAtMost; step++) {
    const places = await nextPlaces(walk, after, size);
    const found = places.length > 0 ? await read(places.map(({ pk }) => pk)) : new Map<string, T>();
    for (const { sk, pk } of places) {
      const item = found.get(pk);
      if (item) items.push(item);
      after = sk;
      if (items.length === limit) return { items, cursor: cursorOf(list, sk) };
    }
    if (places.length < size) return { items };
  }
  return { items, cursor: after && cursorOf(list, after) };
}
