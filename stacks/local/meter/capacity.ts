import { itemBytes } from "../table/engine/item-size.ts";
import type { WireItem } from "../table/table-request.ts";
import type { IndexShape } from "../table/table-shape.ts";

/** Two underlying reads or writes of each item: one to prepare, one to commit (DynamoDB developer guide: transaction-apis). */
export const transactional = 2;

/** Write request units of one item: one for each KB begun, and one for an item that is not there. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Read request units of a read of so many bytes: one for each 4 KB begun, half of that when it need not be consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** What an index holds of an item; nothing when the item lacks one of the index's keys. */
function entryOf({ keys, holds }: IndexShape, item: WireItem | undefined): WireItem | undefined {
  if (!item || keys.some((key) => item[key] === undefined)) return undefined;
  return holds ? Object.fromEntries(Object.entries(item).filter(([name]) => holds.has(name))) : item;
}

interface IndexChange {
  units: number;
  bytes: number;
}

/** Stored, each item and entry takes 100 bytes more (developer guide: CapacityUnitCalculations). */
export const storedBytes = (bytes: number): number => (bytes > 0 ? bytes + 100 : 0);

/** An item's change in an index (GSI.html, write costs): nothing, one write, or two when its key changed. */
export function indexChange(index: IndexShape, before: WireItem | undefined, after: WireItem | undefined): IndexChange {
  const [old, made] = [entryOf(index, before), entryOf(index, after)];
  const same = (names: readonly string[]) => names.every((name) => equal(old?.[name], made?.[name]));
  if (old && made && same(Object.keys(old)) && same(Object.keys(made))) return { units: 0, bytes: 0 };
  const [was, is] = [old ? itemBytes(old) : 0, made ? itemBytes(made) : 0];
  const units = (bytes: number) => (bytes > 0 ? writeUnits(bytes) : 0);
  const isMoved = !old || !made || !same(index.keys);
  return {
    units: isMoved ? units(was) + units(is) : Math.max(units(was), units(is)),
    bytes: storedBytes(is) - storedBytes(was),
  };
}

const equal = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
