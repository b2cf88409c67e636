import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "../error.ts";
import { sayFault } from "../text/faults.ts";
import { backoff, get, type Item, type Key, keyOf } from "./table.ts";
import { absent, type Condition, put, unchanged } from "./write.ts";

export type Content = Record<string, unknown>;

/** The version of an item; one that was stored before there were versions has none yet. */
export const versionOf = ({ version }: Content): number => (typeof version === "number" ? version : 0);

const asRead = (before: Item | undefined): Condition =>
  before ? unchanged({ version: before.version === undefined ? undefined : versionOf(before) }) : absent;

const attempts = 25;

/** Changes or makes one item under its version; `decide` may run often. @throws AppError `unavailable`, and what that throws */
export async function changeItem(
  key: Key,
  decide: (before: Item | undefined) => Content | undefined | Promise<Content | undefined>,
): Promise<Item | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await get(key);
    const content = await decide(before);
    if (!content) return before;
    const after = { ...content, ...keyOf(key), version: before ? versionOf(before) + 1 : 1 };
    if (await put(after, asRead(before))) return after;
    await pause(backoff(Math.min(attempt, 3)));
  }
  throw new AppError("unavailable", sayFault("table.changing"));
}
