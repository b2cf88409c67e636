import type { Clock } from "../clock/clock.ts";
import type { Faults } from "../fault/faults.ts";
import type { WireItem } from "../table/table-request.ts";
import { matches } from "./event-pattern.ts";
import type { EventSource } from "./event-source.ts";
import type { StreamLane } from "./stream-lane.ts";
import type { StreamProgress } from "./stream-progress.ts";
import { type ItemChange, lambdaRecord, partitionHash, type StreamDelivery } from "./stream-record.ts";
import type { ShardPage, ShardReader } from "./stream-shard.ts";

export interface ReaderOptions {
  source: EventSource;
  region: string;
  partitionKey: string;
  clock: Clock;
  shards: Pick<ShardReader, "next">;
  progress: StreamProgress;
  lanes: StreamLane[];
  faults?: Faults;
  table: string;
  /** Hears of every change, wanted by the function or not. */
  changed?: ((change: ItemChange) => void) | undefined;
  failed(error: unknown): void;
}

/** Partition key of the item that marks a place in the stream; no function sees it. */
export const barrierKey = "__barrier";

/** After news, look again every few milliseconds for so long (a record shows up to 5 ms after its write); then rest until woken. */
const alertMs = 20;
const glanceMs = 4;
const heartbeatMs = 1000;
const mostOpen = 2000;
/** A record that is delivered twice comes again within this time, perhaps behind newer ones of its item. */
const longestEchoMs = 120_000;

/** Reads a stream for one function and deals its records to the lanes. */
export class StreamReader {
  readonly #options: ReaderOptions;
  readonly #barrierWaits = new Map<number, () => void>();
  readonly #asksForBefore: boolean;
  #alertUntil = 0;
  #woken: (() => void) | undefined;
  #stopped = false;
  readonly #ended: Promise<void>;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#asksForBefore = JSON.stringify(options.source.patterns).includes("OldImage");
    this.#ended = this.#loop();
  }

  /** Whether an item that was put may bring a record the function asks for; what only the item before would show counts as yes. */
  mayWant(item: WireItem): boolean {
    const { patterns } = this.#options.source;
    if (patterns.length === 0 || this.#asksForBefore) return true;
    const records = ["INSERT", "MODIFY"].map((eventName) => ({ eventName, dynamodb: { NewImage: item } }));
    return patterns.some((pattern) => records.some((record) => matches(pattern, record)));
  }

  wake(): void {
    this.#alertUntil = performance.now() + alertMs;
    this.#woken?.();
  }

  /** Resolves when the barrier with this number has come by. */
  seen(barrier: number): Promise<void> {
    return new Promise((resolve) => this.#barrierWaits.set(barrier, resolve));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#woken?.();
    for (const lane of this.#options.lanes) lane.stop();
    await this.#ended;
    this.#options.progress.save();
    for (const pass of this.#barrierWaits.values()) pass();
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      const page = await this.#page();
      if (page) for (const record of page.records) this.#deal(record, page.shard);
      if (page?.records.length) this.#alertUntil = performance.now() + alertMs;
      await this.#rest(page ? heartbeatMs : heartbeatMs / 10);
      while (this.#tooMany && !this.#stopped) await this.#sleep(glanceMs);
    }
  }

  /** A manual clock may have to move before an open record is handled, so there nothing holds the reader back. */
  get #tooMany(): boolean {
    return this.#options.clock.mode === "real" && this.#options.progress.size > mostOpen;
  }

  async #page(): Promise<ShardPage | undefined> {
    try {
      return await this.#options.shards.next();
    } catch (error) {
      if (!this.#stopped) this.#options.failed(error);
      return undefined;
    }
  }

  #rest(longestMs: number): Promise<void> {
    return this.#sleep(performance.now() < this.#alertUntil ? glanceMs : longestMs);
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#woken = () => {
        if (ms <= glanceMs && !this.#stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #deal(record: ShardPage["records"][number], shard: string): void {
    const { source, progress, lanes, partitionKey, clock, region, faults } = this.#options;
    const sequence = record.dynamodb.SequenceNumber;
    progress.read(shard, sequence);
    const barrier = barrierNumber(record, partitionKey);
    const wanted = barrier === undefined && this.#isWanted(record);
    if (barrier !== undefined) this.#pass(barrier);
    else this.#tell(record);
    if (!wanted) {
      progress.handled(sequence);
      return;
    }
    const readAt = clock.now();
    const delivery: StreamDelivery = {
      record: lambdaRecord(record, source.streamArn, region, readAt),
      sequence,
      shard,
      readAt,
    };
    const lane = lanes[partitionHash(record.dynamodb.Keys, partitionKey) % lanes.length];
    lane?.push(delivery);
    if (!faults?.strikes("record-twice", source.logicalId)) return;
    clock.at(clock.now() + faults.delay("record", longestEchoMs), () => lane?.push(delivery));
  }

  #tell({ dynamodb: { Keys, OldImage, NewImage } }: ShardPage["records"][number]): void {
    const { table, changed } = this.#options;
    changed?.({ table, keys: Keys, before: OldImage, after: NewImage });
  }

  #isWanted(record: ShardPage["records"][number]): boolean {
    const { patterns } = this.#options.source;
    return patterns.length === 0 || patterns.some((pattern) => matches(pattern, record));
  }

  #pass(barrier: number): void {
    for (const [number, pass] of this.#barrierWaits) {
      if (number > barrier) continue;
      this.#barrierWaits.delete(number);
      pass();
    }
  }
}

function barrierNumber({ dynamodb }: ShardPage["records"][number], partitionKey: string): number | undefined {
  const key = dynamodb.Keys[partitionKey];
  if (JSON.stringify(key) !== JSON.stringify({ S: barrierKey })) return undefined;
  const { N } = Object(dynamodb.NewImage?.n);
  return Number(N ?? 0);
}
