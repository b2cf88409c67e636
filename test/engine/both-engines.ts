import Big from "big.js";
import * as z from "zod";
import { startDynamo } from "../../stacks/local/table/dynamo.ts";
import { DynamoError } from "../../stacks/local/table/dynamo-client.ts";
import { Engine } from "../../stacks/local/table/engine/engine.ts";
import { EngineError } from "../../stacks/local/table/engine/engine-error.ts";
import type { TableClient } from "../../stacks/local/table/table-service.ts";
import { definitionOf } from "./definition.ts";
import { type TableRequest, table } from "./requests.ts";

const definition = definitionOf(table, { name: "byG", hash: "gPk", range: "gSk", rangeType: "N" });

/** What an engine said to a request. */
export type Answer = { ok: unknown } | { code: string; message: string; more: unknown };

/** How DynamoDB Local words what AWS and this engine word otherwise; dynalite has AWS's own words. */
const words: [RegExp, string][] = [
  [/(Two document paths (overlap|conflict) with each other;).*/s, "$1"],
  [/(Type mismatch for Index Key).*/s, "$1"],
  [/(valid types: ).*/s, "$1"],
  [/(lower bound operand: ).*/s, "$1"],
  [
    /The parameter cannot be converted to a numeric value(: .*?)?(?= for key|$)/s,
    "A value provided cannot be converted into a number",
  ],
];

/** What is compared of an error. */
export const compared = (answer: Answer): unknown =>
  "ok" in answer
    ? answer
    : { ...answer, message: words.reduce((text, [theirs, common]) => text.replace(theirs, common), answer.message) };

export interface BothEngines {
  ask(request: TableRequest): Promise<{ ours: Answer; theirs: Answer }>;
  /** What the streams of both tell, in order. */
  records(): Promise<{ ours: unknown[]; theirs: unknown[] }>;
  /** Empties the table of both. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

/** This project's engine and AWS's DynamoDB Local, with the same empty table. */
export async function bothEngines(): Promise<BothEngines> {
  const dynamo = await startDynamo({ region: "eu-west-1" });
  let engine: Engine;
  const renew = async (): Promise<void> => {
    engine = new Engine({ region: "eu-west-1", now: () => 0 });
    engine.call("CreateTable", definition);
    await dynamo.client.call("DeleteTable", { TableName: table }).catch((error: unknown) => {
      if (!(error instanceof DynamoError && error.code === "ResourceNotFoundException")) throw error;
    });
    await dynamo.client.call("CreateTable", definition);
  };
  await renew();
  return {
    renew,
    ask: async ({ operation, body }) => ({
      ours: await said(async () => engine.call(operation, body)),
      theirs: await said(() => dynamo.client.call(operation, body)),
    }),
    records: async () => {
      const ours = await streamed(async (operation, body) => engine.call(operation, body));
      return { ours, theirs: await streamed((operation, body) => callTheirs(dynamo.client, operation, body)) };
    },
    stop: () => dynamo.stop(),
  };
}

type Call = (operation: string, body: object) => Promise<unknown>;

const callTheirs = (client: TableClient, operation: string, body: object): Promise<unknown> =>
  client.call(operation, body, operation === "DescribeTable" ? "DynamoDB" : "DynamoDBStreams");

const Described = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });
const Stream = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) });
const Opened = z.object({ ShardIterator: z.string() });
const Page = z.object({
  NextShardIterator: z.string().nullish(),
  Records: z.array(
    z.object({
      eventName: z.string(),
      dynamodb: z.object({ Keys: z.unknown(), NewImage: z.unknown().optional(), OldImage: z.unknown().optional() }),
    }),
  ),
});

/** What a stream tells from its beginning: names of events, keys and images. */
async function streamed(call: Call): Promise<unknown[]> {
  const { Table } = Described.parse(await call("DescribeTable", { TableName: table }));
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = Stream.parse(await call("DescribeStream", { StreamArn }));
  const told: unknown[] = [];
  for (const { ShardId } of StreamDescription.Shards) {
    const opened = await call("GetShardIterator", { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
    let iterator: string | undefined = Opened.parse(opened).ShardIterator;
    while (iterator) {
      const page: z.infer<typeof Page> = Page.parse(await call("GetRecords", { ShardIterator: iterator }));
      told.push(...page.Records.map(inOrder));
      iterator = page.Records.length > 0 ? (page.NextShardIterator ?? undefined) : undefined;
    }
  }
  return told;
}

async function said(ask: () => Promise<unknown>): Promise<Answer> {
  try {
    return { ok: inOrder(await ask()) };
  } catch (error) {
    if (error instanceof EngineError) return { code: error.code, message: error.message, more: besides(error.more) };
    if (!(error instanceof DynamoError)) throw error;
    return { code: error.code, message: error.message.slice(error.code.length + 2), more: besides(error.more) };
  }
}

const Besides = z.object({
  Item: z.unknown().optional(),
  CancellationReasons: z.array(z.object({ Code: z.string(), Item: z.unknown().optional() })).optional(),
});

/** What a refusal shows: reasons by their codes, and the items that stood in the way. */
const besides = (more: Record<string, unknown>): unknown => inOrder(Besides.parse(more));

/** Sets have no order, nor do the items of a batch. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // DynamoDB Local tells of the capacity it used even where nobody asks.
      .filter(([name]) => name !== "ConsumedCapacity")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, inNormalForm(name, one)]),
  );
}

/** DynamoDB Local leaves numbers inside maps and lists as they were written; AWS and this engine bring all into one form. */
function inNormalForm(name: string, content: unknown): unknown {
  if (name === "N" && typeof content === "string") return new Big(content).toFixed();
  const isSet = ["SS", "NS", "BS"].includes(name) && Array.isArray(content);
  return isSet ? content.toSorted() : inOrder(content);
}
