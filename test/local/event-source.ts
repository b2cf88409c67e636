import type { EventSource } from "../../stacks/local/stream/event-source.ts";

/** A function that hears of every change of a table. */
export const source: EventSource = {
  logicalId: "Mapping",
  functionArn: "arn:fn",
  streamArn: "arn:stream",
  patterns: [],
  batchSize: 4,
  parallel: 1,
  reportsItemFailures: true,
  bisects: true,
  retries: 2,
  maximumAgeMs: Number.POSITIVE_INFINITY,
  startsAt: "TRIM_HORIZON",
};
