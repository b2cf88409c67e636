import { randomUUID } from "node:crypto";
import { DateTime } from "luxon";
import * as z from "zod";
import type { Buckets } from "../aws/bucket.ts";
import type { Assembly } from "../template/template.ts";

export interface AsyncFailure {
  function: { arn: string; name: string };
  payload: unknown;
  error: { errorType: string; errorMessage: string };
  attempts: number;
  /** Virtual instant (ms). */
  now: number;
}

/** How often a function is tried again that nobody waits for, and what becomes of an event it has failed at. */
export interface AsyncFailures {
  /** Retries after the first attempt, by the function's name. */
  retries(name: string): number;
  keep(failure: AsyncFailure): Promise<void>;
}

/** What Lambda does without configuration. */
const retriesAtMost = 2;

const Properties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.number().default(retriesAtMost),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

const bucketArn = "arn:aws:s3:::";

/** How asynchronous invocations are configured; with no destination, events are dropped. @throws Error for one no bucket */
export function asyncFailures(assembly: Assembly, buckets: Pick<Buckets, "put">): AsyncFailures {
  const configured = new Map(
    assembly.ofType("AWS::Lambda::EventInvokeConfig").map(({ logicalId, properties }) => {
      const { FunctionName: name, MaximumRetryAttempts: retries, DestinationConfig: to } = Properties.parse(properties);
      const destination = to?.OnFailure?.Destination;
      if (destination && !destination.startsWith(bucketArn))
        throw new Error(`${logicalId} sends failures to ${destination}; the local runtime knows S3 buckets only`);
      return [name, { retries, bucket: destination?.slice(bucketArn.length) }];
    }),
  );
  return {
    retries: (name) => configured.get(name)?.retries ?? retriesAtMost,
    keep: async (failure) => {
      const bucket = configured.get(failure.function.name)?.bucket;
      if (bucket) await buckets.put(bucket, keyOf(failure), Buffer.from(JSON.stringify(recordOf(failure))));
    },
  };
}

/** `aws/lambda/async/<function>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<id>` (docs: invocation-async-retain-records). */
function keyOf({ function: { name }, now }: AsyncFailure): string {
  const at = DateTime.fromMillis(now, { zone: "utc" });
  const file = `${at.toFormat("yyyy-MM-dd'T'HH.mm.ss")}-${randomUUID()}`;
  return `aws/lambda/async/${name}/${at.toFormat("yyyy/MM/dd")}/${file}`;
}

const recordOf = ({ function: { arn }, payload, error, attempts, now }: AsyncFailure) => ({
  version: "1.0",
  timestamp: new Date(now).toISOString(),
  requestContext: {
    requestId: randomUUID(),
    functionArn: `${arn}:$LATEST`,
    condition: "RetriesExhausted",
    approximateInvokeCount: attempts,
  },
  requestPayload: payload,
  responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
  responsePayload: error,
});
