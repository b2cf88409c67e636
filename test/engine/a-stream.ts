import * as z from "zod";
import type { Trial } from "./a-table.ts";

const Page = z.object({
  NextShardIterator: z.string(),
  Records: z.array(
    z.object({
      eventName: z.string(),
      userIdentity: z.unknown().optional(),
      dynamodb: z.looseObject({ SequenceNumber: z.string() }),
    }),
  ),
});

export type Page = z.infer<typeof Page>;

const Table = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });

const Described = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) });
const Opened = z.object({ ShardIterator: z.string() });

/** An iterator on the table's stream. */
export function opens(table: Trial, how: object = { ShardIteratorType: "TRIM_HORIZON" }): string {
  const arn = Table.parse(table.on("DescribeTable")).Table.LatestStreamArn;
  const [shard] = Described.parse(table.engine.call("DescribeStream", { StreamArn: arn })).StreamDescription.Shards;
  const asked = { StreamArn: arn, ShardId: shard?.ShardId, ...how };
  return Opened.parse(table.engine.call("GetShardIterator", asked)).ShardIterator;
}

/** A page of the stream from an iterator on. */
export const reads = (table: Trial, ShardIterator: string): Page =>
  Page.parse(table.engine.call("GetRecords", { ShardIterator }));
