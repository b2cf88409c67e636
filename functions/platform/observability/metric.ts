import { config, text } from "../config.ts";
import { millis, now } from "../time.ts";

const { STAGE: stage } = config({ STAGE: text });

/** Every number we count ourselves, with its unit; what AWS counts of itself is not counted again. */
export const units = {
  InquiriesAccepted: "Count",
  InquiriesRefused: "Count",
  SourceTroubles: "Count",
  TouchesUnknown: "Count",
  SendFailures: "Count",
  SlaBreached: "Count",
  SweepRepairs: "Count",
} as const;
export type Metric = keyof typeof units;

/** The part of a log line that tells CloudWatch which of its members are metrics. */
export interface Embedded {
  Timestamp: number;
  CloudWatchMetrics: {
    Namespace: string;
    Dimensions: string[][];
    Metrics: { Name: string; Unit: string }[];
  }[];
}

/** Makes a log line a metric (CloudWatch embedded metric format). The stage is the one dimension: each value costs monthly. */
export const metric = (metric: Metric, value = 1) => ({
  [metric]: value,
  Stage: stage,
  _aws: {
    Timestamp: millis(now()),
    CloudWatchMetrics: [
      { Namespace: "Leadwright", Dimensions: [["Stage"]], Metrics: [{ Name: metric, Unit: units[metric] }] },
    ],
  } satisfies Embedded,
});
