import { sayError } from "../../language/texts.ts";
import type { StoredItem } from "../../platform/aws/stored-item.ts";
import { get, type Key, query } from "../../platform/aws/table.ts";
import { type Content, changeItem } from "../../platform/aws/versioned.ts";
import { AppError } from "../../platform/error.ts";
import type { Page, Paging } from "../../platform/http/paging.ts";
import { mustBeSeen, type Seen } from "../../platform/http/precondition.ts";
import type { Instant } from "../../platform/time.ts";
import { type Actor, system } from "../model/activity.ts";

/** Something that is set up by hand: it has a version, and is kept when it is deleted. */
interface Registered {
  id: string;
  version: number;
  deletedAt?: Instant | undefined;
}

/** Who changes something, and which versions of it they have seen. */
interface Change {
  by: Actor;
  seen?: Seen;
}

const atOnce = 1000;

/**
 * Things of one kind in one partition of the table, each changed under its version only. A deleted one stays as a trace, so
 * that whoever still names it is known, and is as if it were not there to everybody else.
 *
 * One that cannot be read is left out of what is asked of several, and its own id alone leads to an AppError `unreadable`.
 *
 * @param name what one is called
 * @param items how they are stored
 */
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
    /** One as it is now, also one that is deleted. */
    stored,
    /** One as it is now; `undefined` where there is none, or none any more. */
    find,
    /** All, by id. */
    all: async (): Promise<T[]> => (await everMade()).filter(isThere),
    /** All, also those that are deleted. */
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
    /**
     * Changes one: `decide` says, of what is there at that moment, which of its parts become what; `undefined` removes a part.
     *
     * @param by who asks, and which versions they have seen
     * @throws AppError `not-found`, `stale`, `unavailable`, and what `decide` throws
     */
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
