import { invalid } from "./engine-error.ts";
import { itemBytes } from "./item-size.ts";
import { itemKeyOf, type KeyShape, type Place, placeInIndex } from "./key.ts";
import type { Sqlite } from "./sqlite.ts";
import type { Index, TableDefinition } from "./table-definition.ts";
import { type Attributes, equalItems } from "./value.ts";

export interface Stored {
  item: Attributes;
  text: string;
  bytes: number;
}

const mostBytes = 409_600;
const mostDepth = 32;

/** Reads and writes items with their index entries and stream records. Writes belong inside `Sqlite.atomically`. */
export class ItemStore {
  readonly #sqlite: Sqlite;
  readonly #now: () => number;

  constructor(sqlite: Sqlite, now: () => number) {
    this.#sqlite = sqlite;
    this.#now = now;
  }

  read(table: TableDefinition, { pk, sk }: Place): Stored | undefined {
    const row = this.#sqlite.get(
      "SELECT item, bytes FROM items WHERE holder = ? AND pk = ? AND sk = ?",
      table.id,
      pk,
      sk,
    );
    return row && asStored(row);
  }

  /** Puts an item whole. @throws EngineError when it is too large or too deep */
  put(table: TableDefinition, at: Place, before: Stored | undefined, item: Attributes): void {
    const bytes = itemBytes(item);
    if (bytes > mostBytes) throw invalid("Item size has exceeded the maximum allowed size");
    if (before && equalItems(before.item, item)) return;
    const text = JSON.stringify(item);
    this.#sqlite.run(
      "INSERT OR REPLACE INTO items (holder, pk, sk, item, bytes, expires) VALUES (?, ?, ?, ?, ?, ?)",
      table.id,
      at.pk,
      at.sk,
      text,
      bytes,
      expiryOf(item, table.ttl),
    );
    for (const index of table.indexes) this.#reindex(table, index, at, before?.item, item);
    this.#record(table, { before, after: { item, text, bytes } });
  }

  remove(table: TableDefinition, at: Place, before: Stored, byService = false): void {
    this.#sqlite.run("DELETE FROM items WHERE holder = ? AND pk = ? AND sk = ?", table.id, at.pk, at.sk);
    for (const index of table.indexes) this.#reindex(table, index, at, before.item, undefined);
    this.#record(table, { before, byService });
  }

  /** How many items a table or an index of it holds, and their bytes. */
  held(table: TableDefinition, index?: string): { count: number; bytes: number } {
    const [from, holder] = index === undefined ? ["items", table.id] : ["entries", holderOf(table, { name: index })];
    const row = this.#sqlite.get(
      `SELECT count(*) AS count, total(bytes) AS bytes FROM ${from} WHERE holder = ?`,
      holder,
    );
    return { count: Number(row?.count), bytes: Number(row?.bytes) };
  }

  clear(table: TableDefinition): void {
    for (const from of ["items", "records"]) this.#sqlite.run(`DELETE FROM ${from} WHERE holder = ?`, table.id);
    for (const index of table.indexes) this.#sqlite.run("DELETE FROM entries WHERE holder = ?", holderOf(table, index));
  }

  /** Has the items of a table expire as it now says. */
  expireAnew(table: TableDefinition): void {
    this.#sqlite.run("UPDATE items SET expires = NULL WHERE holder = ? AND expires IS NOT NULL", table.id);
    if (!table.ttl) return;
    const seconds = "CAST((item -> ?1) ->> 'N' AS NUMERIC)";
    this.#sqlite.run(
      `UPDATE items SET expires = ${seconds} WHERE holder = ?2 AND ${seconds} IS NOT NULL`,
      table.ttl,
      table.id,
    );
  }

  #reindex(
    table: TableDefinition,
    index: Index,
    at: Place,
    before: Attributes | undefined,
    after: Attributes | undefined,
  ): void {
    const holder = holderOf(table, index);
    const [old, made] = [before && entryOf(index, before), after && entryOf(index, after)];
    if (old && made && equalItems(old.entry, made.entry)) return;
    if (old && !(made && samePlace(old.place, made.place))) {
      this.#sqlite.run(
        "DELETE FROM entries WHERE holder = ? AND pk = ? AND sk = ? AND itemPk = ? AND itemSk = ?",
        holder,
        old.place.pk,
        old.place.sk,
        at.pk,
        at.sk,
      );
    }
    if (!made) return;
    this.#sqlite.run(
      "INSERT OR REPLACE INTO entries (holder, pk, sk, itemPk, itemSk, item, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
      holder,
      made.place.pk,
      made.place.sk,
      at.pk,
      at.sk,
      JSON.stringify(made.entry),
      itemBytes(made.entry),
    );
  }

  #record(table: TableDefinition, change: { before?: Stored | undefined; after?: Stored; byService?: boolean }): void {
    const { before, after, byService = false } = change;
    const shown = after ?? before;
    if (!table.streamArn || !shown) return;
    this.#sqlite.run(
      "INSERT INTO records (holder, at, keys, before, after, byService) VALUES (?, ?, ?, ?, ?, ?)",
      table.id,
      this.#now(),
      JSON.stringify(itemKeyOf(shown.item, [table.keys])),
      before?.text ?? null,
      after?.text ?? null,
      byService ? 1 : 0,
    );
  }
}

export const holderOf = (table: TableDefinition, index: Pick<Index, "name">): string => `${table.id}/${index.name}`;

export const asStored = ({ item, bytes }: Record<string, unknown>): Stored => {
  const text = String(item);
  return { item: JSON.parse(text), text, bytes: Number(bytes) };
};

function entryOf({ keys, holds }: Index, item: Attributes): { place: Place; entry: Attributes } | undefined {
  const place = placeInIndex(item, keys);
  if (!place) return undefined;
  if (!holds) return { place, entry: item };
  return { place, entry: Object.fromEntries(Object.entries(item).filter(([name]) => holds.has(name))) };
}

const samePlace = (a: Place, b: Place): boolean => a.pk.equals(b.pk) && a.sk.equals(b.sk);

/** When an item may go, in seconds; DynamoDB heeds numbers only. */
function expiryOf(item: Attributes, ttl: string | undefined): number | null {
  const value = ttl === undefined ? undefined : item[ttl];
  return value && "N" in value && Number.isFinite(Number(value.N)) ? Number(value.N) : null;
}

const depthOf = (value: Attributes[string]): number => {
  if ("M" in value) return 1 + Math.max(0, ...Object.values(value.M).map(depthOf));
  return "L" in value ? 1 + Math.max(0, ...value.L.map(depthOf)) : 0;
};

/** @throws EngineError for an item nested more deeply than DynamoDB takes, or an index key of another type */
export function checkItem(table: TableDefinition, item: Attributes): void {
  if (Object.values(item).some((value) => depthOf(value) > mostDepth)) {
    throw invalid("Nesting Levels have exceeded supported limits");
  }
  for (const { name: index, keys } of table.indexes) checkIndexKeys(index, keys, item);
}

function checkIndexKeys(index: string, keys: KeyShape, item: Attributes): void {
  for (const part of keys) {
    const value = part && item[part.name];
    if (!value) continue;
    const [type] = Object.keys(value);
    if (type !== part.type) {
      throw invalid(
        `One or more parameter values were invalid: Type mismatch for Index Key ${part.name} Expected: ${part.type} Actual: ${type} IndexName: ${index}`,
      );
    }
    const [content] = Object.values(value);
    if (content === "") {
      throw invalid(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value. IndexName: ${index}, IndexKey: ${part.name}`,
      );
    }
  }
}
