import { holds } from "./condition.ts";
import { EngineError, invalid } from "./engine-error.ts";
import { checkItem, type ItemStore, type Stored } from "./item-store.ts";
import { type KeyShape, type Place, placeOfItem, placeOfKey } from "./key.ts";
import { project } from "./path.ts";
import type { Conditioned, KeyRequest, PutRequest, UpdateRequest } from "./request.ts";
import type { TableDefinition, Tables } from "./table-definition.ts";
import { updated } from "./update.ts";
import type { Attributes } from "./value.ts";

/** A write that is known to be possible, and not made yet. */
export interface Prepared {
  table: TableDefinition;
  place: Place;
  before: Stored | undefined;
  /** What stands there afterwards: nothing after a deletion. */
  after: Attributes | undefined;
  /** Nothing is written: a condition is checked. */
  checks?: boolean;
}

/** @throws EngineError `ConditionalCheckFailedException`, with the item where that is asked for */
function check(
  { _condition: condition, ReturnValuesOnConditionCheckFailure: shown }: Conditioned,
  before?: Stored,
): void {
  if (!condition || holds(condition.expression, before?.item ?? {})) return;
  throw new EngineError("ConditionalCheckFailedException", "The conditional request failed", {
    ...(shown === "ALL_OLD" && before && { Item: before.item }),
  });
}

/** Document paths may not lead into keys. */
function checkPaths({ keys, indexes }: TableDefinition, nested: Record<string, true> | undefined): void {
  const within = (shape: KeyShape) => shape.find((part) => part && nested?.[part.name])?.name;
  const refuse = (kind: string, name: string | undefined) => {
    if (!name) return;
    throw invalid(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
    );
  };
  refuse("Key", within(keys));
  for (const index of indexes) refuse("IndexKey", within(index.keys));
}

/** Prepares writes of one item: what they would do, or why not. */
export class Writes {
  readonly #tables: Tables;
  readonly #store: ItemStore;

  constructor(tables: Tables, store: ItemStore) {
    this.#tables = tables;
    this.#store = store;
  }

  /** Names the place that a key or an item has, before anything else of it is looked at. @throws EngineError for no key of the table */
  placeName(name: string, attributes: Attributes): string {
    const table = this.#tables.named(name);
    const { pk, sk } = placeOfItem(attributes, table.keys);
    return `${table.id} ${pk.toString("hex")} ${sk.toString("hex")}`;
  }

  put(request: PutRequest): Prepared {
    const table = this.#tables.named(request.TableName);
    const place = placeOfItem(request.Item, table.keys);
    checkItem(table, request.Item);
    checkPaths(table, request._condition?.nestedPaths);
    const before = this.#store.read(table, place);
    check(request, before);
    return { table, place, before, after: request.Item };
  }

  /** A deletion, or a check alone. */
  delete(request: KeyRequest, checks = false): Prepared {
    const { table, place, before } = this.#found(request);
    check(request, before);
    return { table, place, before, after: undefined, checks };
  }

  update(request: UpdateRequest): Prepared {
    const { table, place, before } = this.#found(request);
    const { sections = [], nestedPaths } = request._updates ?? {};
    checkPaths(table, nestedPaths);
    const key = table.keys.find((part) => sections.some(({ path }) => part?.name === path[0]));
    if (key) {
      throw invalid(
        `One or more parameter values were invalid: Cannot update attribute ${key.name}. This attribute is part of the key`,
      );
    }
    check(request, before);
    // What is not there has no attribute that an expression could read, its key's neither.
    const after = { ...request.Key, ...updated(before?.item ?? {}, sections) };
    checkItem(table, after);
    return { table, place, before, after };
  }

  /** Makes a write that was prepared, inside the same transaction. @throws EngineError for an item that is too large */
  make({ table, place, before, after, checks }: Prepared): void {
    if (checks) return;
    if (after) this.#store.put(table, place, before, after);
    else if (before) this.#store.remove(table, place, before);
  }

  #found(request: KeyRequest | UpdateRequest): { table: TableDefinition; place: Place; before: Stored | undefined } {
    const table = this.#tables.named(request.TableName);
    const place = placeOfKey(request.Key, table.keys);
    checkPaths(table, request._condition?.nestedPaths);
    return { table, place, before: this.#store.read(table, place) };
  }
}

export function returned(
  { before, after }: Prepared,
  { ReturnValues: wanted, _updates: updates }: Pick<UpdateRequest, "ReturnValues" | "_updates">,
): { Attributes?: Attributes } {
  const shown = {
    ALL_OLD: before?.item,
    ALL_NEW: after,
    UPDATED_OLD: before?.item,
    UPDATED_NEW: after,
    NONE: undefined,
  }[wanted ?? "NONE"];
  if (!shown) return {};
  if (!wanted?.startsWith("UPDATED")) return { Attributes: shown };
  const part = project(shown, updates?.paths ?? []);
  return Object.keys(part).length > 0 ? { Attributes: part } : {};
}
