import { randomUUID } from "node:crypto";
import { DateTime } from "luxon";
import type { Buckets } from "../aws/bucket.ts";
import type { EventSource } from "./event-source.ts";
import type { GivenUp } from "./stream-lane.ts";
import type { StreamDelivery } from "./stream-record.ts";

export interface Failure {
  source: EventSource;
  deliveries: StreamDelivery[];
  condition: GivenUp;
  attempts: number;
  now: number;
}

/** Writes the record of a given up batch where the event source says, as Lambda does for an S3 destination; reports it either way. */
export async function noteGivenUp(failure: Failure, buckets: Buckets, failed: (error: unknown) => void): Promise<void> {
  const { source, deliveries, condition, attempts } = failure;
  failed(
    new Error(
      `${source.functionArn} gave up ${deliveries.length} stream records after ${attempts} attempts (${condition})`,
    ),
  );
  if (!source.onFailure?.startsWith("arn:aws:s3:::")) return;
  const bucket = source.onFailure.slice("arn:aws:s3:::".length);
  await buckets.put(bucket, keyOf(failure), Buffer.from(JSON.stringify(recordOf(failure))));
}

/** `aws/lambda/<mapping>/<shard>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<id>` (docs: services-ddb-errors). */
function keyOf({ source, deliveries, now }: Failure): string {
  const at = DateTime.fromMillis(now, { zone: "utc" });
  const file = `${at.toFormat("yyyy-MM-dd'T'HH.mm.ss")}-${randomUUID()}`;
  return `aws/lambda/${source.logicalId}/${deliveries[0]?.shard}/${at.toFormat("yyyy/MM/dd")}/${file}`;
}

function recordOf({ source, deliveries, condition, attempts, now }: Failure) {
  const instant = (ms: number) => new Date(ms).toISOString();
  const [first, last] = [deliveries[0], deliveries.at(-1)];
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: source.functionArn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: instant(now),
    DDBStreamBatchInfo: {
      shardId: first?.shard,
      startSequenceNumber: first?.sequence,
      endSequenceNumber: last?.sequence,
      approximateArrivalOfFirstRecord: instant(first?.readAt ?? now),
      approximateArrivalOfLastRecord: instant(last?.readAt ?? now),
      batchSize: deliveries.length,
      streamArn: source.streamArn,
    },
    payload: JSON.stringify({ Records: deliveries.map(({ record }) => record) }),
  };
}
