import type { Attributes } from "../table/table-request.ts";
import type { IndexShape } from "../table/table-shape.ts";
import { itemBytes } from "./item-size.ts";

/** Two underlying reads or writes of each item: one to prepare, one to commit (DynamoDB developer guide: transaction-apis). */
export const transactional = 2;

/** Write request units of one item: one for each KB begun, and one for an item that is not there. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Read request units of a read of so many bytes: one for each 4 KB begun, half of that when it need not be consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** What an index holds of an item; nothing when the item lacks one of the index's keys. */
export function entryOf({ keys, holds }: IndexShape, item: Attributes | undefined): Attributes | undefined {
  if (!item || keys.some((key) => item[key] === undefined)) return undefined;
  return holds ? Object.fromEntries(Object.entries(item).filter(([name]) => holds.has(name))) : item;
}

/**
 * Write request units an index takes when an item changes (DynamoDB developer guide: GSI.html, write costs): none when its
 * entry stays as it was, one write for an entry put, changed or deleted, two when its key changed.
 */
export function indexUnits(index: IndexShape, before: Attributes | undefined, after: Attributes | undefined): number {
  const [old, made] = [entryOf(index, before), entryOf(index, after)];
  const same = (names: readonly string[]) => names.every((name) => equal(old?.[name], made?.[name]));
  const units = (entry: Attributes | undefined) => (entry ? writeUnits(itemBytes(entry)) : 0);
  if (!old || !made || !same(index.keys)) return units(old) + units(made);
  if (same([...Object.keys(old), ...Object.keys(made)])) return 0;
  return Math.max(units(old), units(made));
}

const equal = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
