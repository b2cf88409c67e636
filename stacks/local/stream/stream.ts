import { join } from "node:path";
import type { Buckets } from "../aws/bucket.ts";
import type { VirtualClock } from "../clock/clock.ts";
import type { Faults } from "../fault/faults.ts";
import type { Functions } from "../lambda/lambda.ts";
import type { LocalTable } from "../table/table.ts";
import type { WireItem } from "../table/table-request.ts";
import type { TableClient } from "../table/table-service.ts";
import type { Assembly } from "../template/template.ts";
import { type EventSource, eventSources } from "./event-source.ts";
import { noteGivenUp } from "./stream-failure.ts";
import { StreamLane } from "./stream-lane.ts";
import { StreamProgress } from "./stream-progress.ts";
import { barrierKey, StreamReader } from "./stream-reader.ts";
import type { ItemChange } from "./stream-record.ts";
import { ShardReader } from "./stream-shard.ts";

export interface StreamOptions {
  assembly: Assembly;
  tables: LocalTable[];
  client: TableClient;
  clock: VirtualClock;
  functions: Pick<Functions, "invoke">;
  buckets: Buckets;
  /** Folder of the checkpoints; nothing is kept without it. */
  folder?: string;
  /** Records delivered twice, lanes that stall; none without it. */
  faults?: Faults;
  /** Hears of every change of a table once. */
  changed?(change: ItemChange): void;
  failed(error: unknown): void;
}

export interface StreamReaders {
  /** A table may have changed; `items` are all that was put, if that is known. */
  wrote(items?: WireItem[]): void;
  /** Resolves when every record of what was written so far has been read. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Feeds every function that listens to a table's stream. */
export function startStreams(options: StreamOptions): StreamReaders {
  const heard = new Set<LocalTable>();
  const readers = eventSources(options.assembly).map((source) => {
    const table = options.tables.find((it) => source.streamArn.startsWith(`${it.arn}/stream/`));
    if (!table?.streamArn) throw new Error(`${source.logicalId} listens to ${source.streamArn}, which no table has`);
    const changed = heard.has(table) ? undefined : options.changed;
    heard.add(table);
    return { table, reader: startReader(source, table, table.streamArn, { ...options, changed }) };
  });
  const barrier = new Barrier(options.client, readers);
  options.clock.expect(barrier);
  return {
    wrote: (items) => {
      if (items && !readers.some(({ reader }) => items.some((item) => reader.mayWant(item)))) return;
      barrier.wrote();
      for (const { reader } of readers) reader.wake();
    },
    caughtUp: () => barrier.begun(),
    stop: async () => {
      await Promise.all(readers.map(({ reader }) => reader.stop()));
    },
  };
}

function startReader(source: EventSource, table: LocalTable, streamArn: string, options: StreamOptions): StreamReader {
  const { assembly, clock, functions, client, buckets, folder, faults } = options;
  const progress = new StreamProgress(folder && join(folder, `${source.logicalId}.json`));
  const lane = () =>
    new StreamLane({
      source,
      functions,
      clock,
      faults,
      done: (deliveries) => {
        for (const { sequence } of deliveries) progress.handled(sequence);
      },
      giveUp: (deliveries, condition, attempts) =>
        noteGivenUp({ source, deliveries, condition, attempts, now: clock.now() }, buckets, options.failed),
      failed: options.failed,
    });
  return new StreamReader({
    source,
    table: table.name,
    changed: options.changed,
    region: assembly.region,
    partitionKey: table.keys[0]?.name ?? "",
    clock,
    shards: new ShardReader(client, streamArn, source.startsAt, progress.checkpoint),
    progress,
    faults,
    lanes: Array.from({ length: source.parallel }, lane),
    failed: options.failed,
  });
}

/** Makes sure that every record written so far has reached its reader: writes an item and waits until that has come by. */
class Barrier {
  readonly #client: TableClient;
  readonly #readers: { table: LocalTable; reader: StreamReader }[];
  /** What an earlier run left in the stream counts as written. */
  #written = 1;
  #passed = 0;
  #number = Date.now();

  constructor(client: TableClient, readers: { table: LocalTable; reader: StreamReader }[]) {
    this.#client = client;
    this.#readers = readers;
  }

  wrote(): void {
    this.#written++;
  }

  pending(): boolean {
    return this.#passed < this.#written && this.#readers.length > 0;
  }

  async begun(): Promise<void> {
    const written = this.#written;
    const number = ++this.#number;
    const seen = this.#readers.map(({ reader }) => reader.seen(number));
    for (const table of new Set(this.#readers.map((it) => it.table))) await this.#put(table, number);
    for (const { reader } of this.#readers) reader.wake();
    await Promise.all(seen);
    this.#passed = Math.max(this.#passed, written);
  }

  async #put(table: LocalTable, number: number): Promise<void> {
    const keys = table.keys.map(({ name, type }) => [name, { [type]: type === "N" ? "0" : barrierKey }]);
    const Item = { ...Object.fromEntries(keys), n: { N: String(number) } };
    await this.#client.call("PutItem", { TableName: table.name, Item });
  }
}
