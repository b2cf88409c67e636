import * as z from "zod";
import type { AwsCall } from "../aws/watch.ts";
import type { ItemChange } from "../stream/stream-record.ts";
import { itemBytes } from "../table/engine/item-size.ts";
import { jsonOf } from "../table/json-body.ts";
import { type TablePart, tableParts, type WireItem } from "../table/table-request.ts";
import type { TableShape } from "../table/table-shape.ts";
import { indexChange, readUnits, storedBytes, transactional, writeUnits } from "./capacity.ts";
import { PendingWrites } from "./pending-writes.ts";

export type Charge = (caller: string, unit: "readUnits" | "writeUnits", amount: number) => void;

const item = z.custom<WireItem>((value) => typeof value === "object" && value !== null);
const Got = z.object({ Item: item.optional() });
const BatchGot = z.object({
  Responses: z.record(z.string(), z.array(item)).default({}),
  UnprocessedKeys: z.record(z.string(), z.object({ Keys: z.array(item) })).default({}),
});
const Queried = z.object({ Items: z.array(item).default([]) });
const Failed = z.object({ __type: z.string() });

const paidFailures = ["ConditionalCheckFailedException", "TransactionCanceledException"];

const total = (sizes: number[]): number => sizes.reduce((sum, one) => sum + one, 0);

/** Counts DynamoDB's request units: of reads by the answers, of writes by the stream's images, which show index entries too. */
export class TableMeter {
  readonly #tables: ReadonlyMap<string, TableShape>;
  readonly #charge: Charge;
  /** Bytes of every item that came through the stream. */
  readonly #sizes = new Map<string, number>();
  readonly #pending = new PendingWrites();
  #tableBytes = 0;
  #restorableBytes = 0;

  constructor(tables: ReadonlyMap<string, TableShape>, charge: Charge) {
    this.#tables = tables;
    this.#charge = charge;
  }

  /** Takes in a request of a function that is on its way: the stream may tell of a write before the answer does. */
  asked(call: AwsCall): void {
    for (const item of this.#itemsOf(call)) this.#pending.asked(item);
  }

  ended(call: AwsCall): void {
    for (const item of this.#itemsOf(call)) this.#pending.ended(item);
  }

  answered({ caller = "", operation, body }: AwsCall, answer: { status: number; body: Buffer | string }): void {
    const parts = tableParts(operation, body);
    const said = jsonOf(answer.body);
    const factor = operation.startsWith("Transact") ? transactional : 1;
    if (answer.status >= 400) this.#refused(caller, parts, factor, Failed.safeParse(said).data?.__type ?? "");
    else if (/^(Get|BatchGet|Query)/.test(operation)) this.#charge(caller, "readUnits", this.#read(parts, said));
    else for (const part of parts) this.#wrote(caller, part, factor);
  }

  /** Takes in a change from the stream. What nobody's request is waiting for is not billed: TTL deletes for nothing. */
  changed({ table, keys, before, after }: ItemChange): void {
    const id = this.#idOf(table, keys);
    const [old, made] = [before ? itemBytes(before) : 0, after ? itemBytes(after) : 0];
    if (after) this.#sizes.set(id, made);
    else this.#sizes.delete(id);
    const indexes = [...(this.#tables.get(table)?.indexes.values() ?? [])];
    const changes = indexes.map((index) => indexChange(index, before, after));
    const grown = storedBytes(made) - storedBytes(old);
    this.#restorableBytes += grown;
    this.#tableBytes += grown + total(changes.map(({ bytes }) => bytes));
    const units = writeUnits(Math.max(old, made)) + total(changes.map((change) => change.units));
    const taken = this.#pending.changed(id, units);
    if (taken) this.#charge(taken.caller, "writeUnits", taken.factor * units);
  }

  /** Bytes stored by what came through the stream; an index entry takes room as an item does. */
  get stored(): { tableBytes: number; restorableBytes: number } {
    return { tableBytes: this.#tableBytes, restorableBytes: this.#restorableBytes };
  }

  /** Write units of what was taken and never came by in the stream, by caller: it changed nothing, and costs all the same. */
  get unchanged(): [string, number][] {
    return this.#pending.unseen.map(([id, { caller, factor }]) => [
      caller,
      factor * writeUnits(this.#sizes.get(id) ?? 0),
    ]);
  }

  #wrote(caller: string, part: TablePart, factor: number): void {
    const { action, table, item: keys } = part;
    if (!keys) return;
    const checked = action === "ConditionCheckItem";
    const units = checked ? this.#written(part) : this.#pending.taken(this.#idOf(table, keys), { caller, factor });
    if (units !== undefined) this.#charge(caller, "writeUnits", factor * units);
  }

  #itemsOf({ operation, body }: AwsCall): string[] {
    if (/^(Get|BatchGet|Query)/.test(operation)) return [];
    return tableParts(operation, body).flatMap(({ table, item }) => (item ? [this.#idOf(table, item)] : []));
  }

  /** A write whose condition does not hold is paid for like one that is made, its index entries left out (developer guide: read-write-operations). */
  #refused(caller: string, parts: TablePart[], factor: number, type: string): void {
    if (!paidFailures.some((failure) => type.endsWith(failure))) return;
    this.#charge(caller, "writeUnits", factor * total(parts.map((part) => this.#written(part))));
  }

  /** Units of a write or check by what stands in the table, or by what was to be put there. */
  #written({ action, table, item: keys = {} }: TablePart): number {
    const there = this.#sizes.get(this.#idOf(table, keys)) ?? 0;
    return writeUnits(action === "PutItem" ? Math.max(there, itemBytes(keys)) : there);
  }

  #read(parts: TablePart[], said: unknown): number {
    const [first] = parts;
    if (!first) return 0;
    if (first.action === "Query") {
      const sizes = Queried.parse(said).Items.map((found) => this.#sizeOf(first, found));
      return readUnits(total(sizes), first.consistent);
    }
    if (first.action === "GetItem") {
      const { Item: found } = Got.parse(said);
      return readUnits(found ? this.#sizeOf(first, found) : 0, first.consistent);
    }
    return this.#batchRead(parts, said);
  }

  /** Each key is a read of its own, also one that leads to nothing; what was left unprocessed is none. */
  #batchRead(parts: TablePart[], said: unknown): number {
    const { Responses, UnprocessedKeys } = BatchGot.parse(said);
    const left = total(Object.values(UnprocessedKeys).map(({ Keys }) => Keys.length));
    const found = Object.entries(Responses).flatMap(([table, items]) => {
      const part = parts.find((it) => it.table === table);
      return part ? items.map((one) => readUnits(this.#sizeOf(part, one), part.consistent)) : [];
    });
    const nothing = parts.length - left - found.length;
    return total(found) + nothing * readUnits(0, parts[0]?.consistent ?? false);
  }

  /** Bytes read for an item: all of it, even where only a part is answered. */
  #sizeOf({ table, index, projected }: TablePart, found: WireItem): number {
    const known = projected && !index ? this.#sizes.get(this.#idOf(table, found)) : undefined;
    return known ?? itemBytes(found);
  }

  #idOf(table: string, attributes: WireItem): string {
    const keys = this.#tables.get(table)?.keys ?? [];
    return [table, ...keys.map((key) => Object.values(Object(attributes[key]))[0])].join("\n");
  }
}
