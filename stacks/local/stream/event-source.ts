import * as z from "zod";
import type { Assembly, Resource } from "../template/template.ts";

export interface EventSource {
  logicalId: string;
  functionArn: string;
  streamArn: string;
  patterns: unknown[];
  batchSize: number;
  /** Batches that may run at the same time; one partition key's records never do. */
  parallel: number;
  reportsItemFailures: boolean;
  bisects: boolean;
  /** Retries after the first attempt; Infinity when there is no end. */
  retries: number;
  /** Milliseconds after which a record is given up. */
  maximumAgeMs: number;
  /** ARN of where given up records are noted. */
  onFailure?: string;
  startsAt: "TRIM_HORIZON" | "LATEST";
}

const Properties = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]),
  BatchSize: z.number().default(100),
  ParallelizationFactor: z.number().default(1),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumRetryAttempts: z.number().default(-1),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
});

/** Reads the event source mappings of the assembly whose source is a table's stream. */
export function eventSources(assembly: Assembly): EventSource[] {
  return assembly
    .ofType("AWS::Lambda::EventSourceMapping")
    .map((resource) => ({ resource, properties: Properties.parse(resource.properties) }))
    .filter(({ properties }) => properties.EventSourceArn.includes(":dynamodb:"))
    .map(({ resource, properties }) => eventSource(resource, properties));
}

function eventSource(resource: Resource, it: z.infer<typeof Properties>): EventSource {
  const endless = (limit: number) => (limit < 0 ? Number.POSITIVE_INFINITY : limit);
  const onFailure = it.DestinationConfig?.OnFailure.Destination;
  return {
    logicalId: resource.logicalId,
    functionArn: it.FunctionName,
    streamArn: it.EventSourceArn,
    patterns: it.FilterCriteria?.Filters.map((filter): unknown => JSON.parse(filter.Pattern)) ?? [],
    batchSize: it.BatchSize,
    parallel: it.ParallelizationFactor,
    reportsItemFailures: it.FunctionResponseTypes.includes("ReportBatchItemFailures"),
    bisects: it.BisectBatchOnFunctionError,
    retries: endless(it.MaximumRetryAttempts),
    maximumAgeMs: endless(it.MaximumRecordAgeInSeconds) * 1000,
    ...(onFailure && { onFailure }),
    startsAt: it.StartingPosition,
  };
}
