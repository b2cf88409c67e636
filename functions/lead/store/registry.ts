import { sayError } from "../../language/texts.ts";
import type { StoredItem } from "../../platform/aws/stored-item.ts";
import { get, type Key, query } from "../../platform/aws/table.ts";
import { type Content, changeItem } from "../../platform/aws/versioned.ts";
import { AppError } from "../../platform/error.ts";
import type { Page, Paging } from "../../platform/http/paging.ts";
import { mustBeSeen, type Seen } from "../../platform/http/precondition.ts";
import type { Instant } from "../../platform/time.ts";
import { type Actor, system } from "../model/activity.ts";

interface Registered {
  id: string;
  version: number;
  deletedAt?: Instant | undefined;
}

interface Change {
  by: Actor;
  seen?: Seen;
}

const atOnce = 1000;

/** Things of one kind, each under its version; deleted ones stay as a trace. @throws AppError `unreadable`, for a single one */
export function registry<T extends Registered>(name: string, keyOf: (id: string) => Key, items: StoredItem<T>) {
  const isThere = (one: T): boolean => one.deletedAt === undefined;
  const missing = (id: string): AppError =>
    new AppError("not-found", sayError("kept.none", { kind: name, id: id.slice(0, 60) }));
  const range = { pk: keyOf("").pk };

  const stored = async (id: string): Promise<T | undefined> => {
    const item = await get(keyOf(id));
    return item && items.read(item);
  };
  const find = async (id: string): Promise<T | undefined> => {
    const one = await stored(id);
    return one && isThere(one) ? one : undefined;
  };
  const everMade = async (): Promise<T[]> => items.readEach(await query({ ...range, limit: atOnce }));
  const change = async (id: string, decide: (before: T | undefined) => Promise<Content | undefined>): Promise<T> => {
    const key = keyOf(id);
    const changed = await changeItem(key, async (item) => {
      const content = await decide(item && items.read(item));
      return content && items.write(key, items.read({ version: 0, ...content, ...key }));
    });
    return items.read({ ...changed, ...key });
  };

  return {
    stored,
    /** One as it is now; `undefined` where there is none, or none any more. */
    find,
    all: async (): Promise<T[]> => (await everMade()).filter(isThere),
    everMade,
    /** A page of them, by id; `after` is the last one of the page before. */
    async page({ limit }: Paging, after?: string): Promise<Page<T>> {
      const found: T[] = [];
      for (let from = after; found.length <= limit; ) {
        const stretch = await query({ ...range, ...(from !== undefined && { from }), limit: limit + 2 });
        const next = stretch.filter(({ sk }) => sk !== from);
        found.push(...items.readEach(next).filter(isThere));
        from = next.at(-1)?.sk;
        if (from === undefined || stretch.length < limit + 2) break;
      }
      const page = found.slice(0, limit);
      return { items: page, cursor: found.length > limit ? page.at(-1)?.id : undefined };
    },
    /** Makes one; one of the same id that was deleted is made anew. @throws AppError `conflict`, `unavailable` */
    create: (one: Omit<T, "version">, by: Actor): Promise<T> =>
      change(one.id, async (before) => {
        if (!before || !isThere(before)) return { ...one, changedBy: by };
        throw new AppError("conflict", sayError("kept.isThere", { kind: name, id: one.id }));
      }),
    /** The one of an id, made if there never was any; one that was deleted stays so. @throws AppError `unavailable` */
    ensure: (one: Omit<T, "version">): Promise<T> =>
      change(one.id, async (before) => (before ? undefined : { ...one, changedBy: system })),
    /** Changes one; `undefined` removes a part. @throws AppError `not-found`, `stale`, `unavailable`, and `decide`'s */
    update: (id: string, { by, seen }: Change, decide: (before: T) => Content | Promise<Content>): Promise<T> =>
      change(id, async (before) => {
        if (!before || !isThere(before)) throw missing(id);
        mustBeSeen(seen, before.version);
        const parts: Content = { ...(await decide(before)), changedBy: by };
        return { ...before, ...parts };
      }),
    missing,
  };
}
