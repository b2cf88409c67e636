import * as z from "zod";
import { DynamoError } from "../table/dynamo-client.ts";
import type { TableClient } from "../table/table-service.ts";
import type { Checkpoint } from "./stream-progress.ts";
import { StreamRecord } from "./stream-record.ts";

const Shards = z.object({
  StreamDescription: z.object({
    Shards: z.array(
      z.object({ ShardId: z.string(), SequenceNumberRange: z.object({ StartingSequenceNumber: z.string() }) }),
    ),
  }),
});
const Iterator = z.object({ ShardIterator: z.string() });
const Page = z.object({ Records: z.array(StreamRecord).default([]), NextShardIterator: z.string().nullish() });

export interface ShardPage {
  shard: string;
  records: z.infer<typeof StreamRecord>[];
}

type Start =
  | { ShardIteratorType: "TRIM_HORIZON" | "LATEST" }
  | { ShardIteratorType: "AFTER_SEQUENCE_NUMBER"; SequenceNumber: string };

/** Reads a table's stream from a place on, shard after shard. */
export class ShardReader {
  readonly #client: TableClient;
  readonly #streamArn: string;
  readonly #startsAt: "TRIM_HORIZON" | "LATEST";
  #place: Partial<Checkpoint>;
  #iterator: string | undefined;

  constructor(
    client: TableClient,
    streamArn: string,
    startsAt: "TRIM_HORIZON" | "LATEST",
    from: Checkpoint | undefined,
  ) {
    this.#client = client;
    this.#streamArn = streamArn;
    this.#startsAt = startsAt;
    this.#place = from ?? {};
  }

  /** The next records, none if there are none now. */
  async next(): Promise<ShardPage> {
    this.#iterator ??= await this.#open();
    const page = await this.#page(this.#iterator);
    const shard = this.#place.shard ?? "";
    const last = page.Records.at(-1);
    if (last) this.#place = { shard, sequence: last.dynamodb.SequenceNumber };
    this.#iterator = page.NextShardIterator ?? undefined;
    if (!this.#iterator) await this.#follow(shard);
    return { shard, records: page.Records };
  }

  async #page(iterator: string): Promise<z.infer<typeof Page>> {
    try {
      return Page.parse(await this.#streams("GetRecords", { ShardIterator: iterator, Limit: 1000 }));
    } catch (error) {
      if (!isStale(error)) throw error;
      return { Records: [], NextShardIterator: await this.#open() };
    }
  }

  async #open(): Promise<string> {
    const shards = await this.#shards();
    const { shard, sequence } = this.#place;
    if (shard && sequence && shards.includes(shard)) {
      return this.#iteratorOf(shard, { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: sequence });
    }
    const first = shard && shards.includes(shard) ? shard : shards[0];
    if (!first) throw new Error(`The stream ${this.#streamArn} has no shard`);
    this.#place = { shard: first };
    return this.#iteratorOf(first, { ShardIteratorType: shard ? "TRIM_HORIZON" : this.#startsAt });
  }

  async #follow(closed: string): Promise<void> {
    const shards = await this.#shards();
    const next = shards[shards.indexOf(closed) + 1];
    if (next) this.#place = { shard: next };
  }

  async #shards(): Promise<string[]> {
    const { StreamDescription } = Shards.parse(await this.#streams("DescribeStream", { StreamArn: this.#streamArn }));
    return StreamDescription.Shards.toSorted((a, b) =>
      a.SequenceNumberRange.StartingSequenceNumber.localeCompare(b.SequenceNumberRange.StartingSequenceNumber),
    ).map(({ ShardId }) => ShardId);
  }

  async #iteratorOf(shard: string, start: Start): Promise<string> {
    const request = { StreamArn: this.#streamArn, ShardId: shard, ...start };
    return Iterator.parse(await this.#streams("GetShardIterator", request)).ShardIterator;
  }

  #streams(operation: string, input: object): Promise<unknown> {
    return this.#client.call(operation, input, "DynamoDBStreams");
  }
}

function isStale(error: unknown): boolean {
  return (
    error instanceof DynamoError && ["ExpiredIteratorException", "TrimmedDataAccessException"].includes(error.code)
  );
}
