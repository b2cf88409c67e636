import { asStored, type ItemStore } from "./item-store.ts";
import type { Sqlite } from "./sqlite.ts";
import type { StreamLog } from "./stream.ts";
import type { TableDefinition, Tables } from "./table-definition.ts";

/** Often enough (ms of the clock): DynamoDB itself may take days. */
const interval = 60_000;
/** How many expired items are removed at once. */
const mostExpired = 100;

interface Parts {
  sqlite: Sqlite;
  tables: Tables;
  store: ItemStore;
  streams: StreamLog;
}

/** What goes by itself: items that have expired, stream records that are a day old. */
export class Tidying {
  readonly #parts: Parts;
  readonly #now: () => number;
  readonly #expired: () => void;
  #doneAt = 0;

  /** @param expired hears that items have gone */
  constructor(parts: Parts, now: () => number, expired: () => void) {
    this.#parts = parts;
    this.#now = now;
    this.#expired = expired;
  }

  /** Tidies up when a minute has passed since it last did. What went is gone from the disk then, the log of writes included. */
  due(): void {
    const now = this.#now();
    if (now < this.#doneAt + interval) return;
    this.#doneAt = now;
    const { sqlite, tables, streams } = this.#parts;
    const gone = sqlite.atomically(() => tables.all.map((table) => this.#expire(table, now)));
    if (gone.some((count) => count > 0)) this.#expired();
    if (streams.trim() > 0) sqlite.truncate();
  }

  #expire(table: TableDefinition, now: number): number {
    if (!table.ttl) return 0;
    const rows = this.#parts.sqlite.all(
      "SELECT pk, sk, item, bytes FROM items WHERE holder = ? AND expires <= ? LIMIT ?",
      table.id,
      Math.floor(now / 1000),
      mostExpired,
    );
    for (const { pk, sk, ...row } of rows) {
      if (!(pk instanceof Uint8Array) || !(sk instanceof Uint8Array)) throw new Error("A row without a place");
      this.#parts.store.remove(table, { pk: Buffer.from(pk), sk: Buffer.from(sk) }, asStored(row), true);
    }
    return rows.length;
  }
}
