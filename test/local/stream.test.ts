import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, expect, test } from "vitest";
import { type Runtime, startRuntime } from "../../stacks/local/runtime.ts";
import { temporaryFolder } from "../folder.ts";
import { writeApp } from "./fixture-app.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");

const key = (name: string) => ({ AttributeName: name, AttributeType: "S" });
const resources = {
  Vault: { Type: "AWS::S3::Bucket" },
  Leads: {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      TableName: "leads",
      AttributeDefinitions: [key("pk"), key("sk")],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
    },
  },
  Mapping: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      FunctionName: { Ref: "Reader" },
      EventSourceArn: { "Fn::GetAtt": ["Leads", "StreamArn"] },
      StartingPosition: "TRIM_HORIZON",
      BatchSize: 10,
      ParallelizationFactor: 4,
      MaximumRetryAttempts: 1,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      BisectBatchOnFunctionError: true,
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"LEAD"}]}}}}' }] },
      DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["Vault", "Arn"] } } },
    },
  },
};

/** Writes down one line for each record, before it answers; refuses those of `bad`. */
const readerInto = (file: string) => `
import { appendFileSync } from "node:fs";
export const handler = async ({ Records }) => {
  for (const record of Records) {
    const { Keys, NewImage } = record.dynamodb;
    const line = JSON.stringify({ pk: Keys.pk.S, n: NewImage?.n?.N, event: record });
    appendFileSync(${JSON.stringify(file)}, line + "\\n");
  }
  const bad = Records.find(({ dynamodb }) => dynamodb.Keys.pk.S === "bad");
  return { batchItemFailures: bad ? [{ itemIdentifier: bad.dynamodb.SequenceNumber }] : [] };
};`;

const running: Runtime[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((runtime) => runtime.stop()));
});

async function start(assembly: string, data?: string, clock: "real" | "manual" = "manual"): Promise<Runtime> {
  const report = () => undefined;
  const runtime = await startRuntime({ port: 0, clock, start: monday, assembly, report, ...(data && { data }) });
  running.push(runtime);
  return runtime;
}

function clientOf(runtime: Runtime): DynamoDBClient {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new DynamoDBClient({ endpoint: runtime.dynamoUrl, region: "eu-west-1", credentials });
}

const put = (pk: string, sk: string, n: number) =>
  new PutItemCommand({ TableName: "leads", Item: { pk: { S: pk }, sk: { S: sk }, n: { N: String(n) } } });

/** An app whose function writes down what it sees in the file. */
function readingApp(): { assembly: string; seen: () => { pk: string; n: string; event: Record<string, unknown> }[] } {
  const file = join(temporaryFolder(), "seen.jsonl");
  const seen = () =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { assembly: writeApp({ functions: { Reader: readerInto(file) }, resources }), seen };
}

test("a function sees each change it wants, an item's changes in order, and quiet means that it has", async () => {
  const { assembly, seen } = readingApp();
  const runtime = await start(assembly);
  const client = clientOf(runtime);
  const items = Array.from({ length: 8 }, (_, index) => `lead-${index}`);
  for (let n = 0; n < 5; n++) {
    await Promise.all(items.map((pk) => client.send(put(pk, "LEAD", n))));
    await client.send(put("other", "NOTE", n));
  }

  await runtime.clock.quiet();

  const lines = seen();
  expect(lines).toHaveLength(40);
  for (const pk of items)
    expect(lines.filter((it) => it.pk === pk).map((it) => it.n)).toEqual(["0", "1", "2", "3", "4"]);
  expect(lines[0]?.event).toMatchObject({
    eventID: expect.any(String),
    eventName: "INSERT",
    eventSource: "aws:dynamodb",
    awsRegion: "eu-west-1",
    eventSourceARN: expect.stringContaining(":table/leads/stream/"),
    dynamodb: {
      ApproximateCreationDateTime: monday / 1000,
      Keys: { sk: { S: "LEAD" } },
      NewImage: { n: { N: "0" } },
      SequenceNumber: expect.any(String),
      SizeBytes: expect.any(Number),
      StreamViewType: "NEW_AND_OLD_IMAGES",
    },
  });
});

test("what a function gives up is written to the bucket, and the rest goes on", async () => {
  const data = temporaryFolder();
  const runtime = await start(readingApp().assembly, data);
  const client = clientOf(runtime);
  for (const pk of ["a", "bad", "c"]) await client.send(put(pk, "LEAD", 1));
  await runtime.clock.moveTo(monday + 600_000);
  await runtime.stop();

  const [file = ""] = globSync("buckets/test-vault/aws/lambda/Mapping/*/2026/11/23/*", { cwd: data }).filter(
    (it) => !it.endsWith("headers"),
  );
  const note = JSON.parse(readFileSync(join(data, file), "utf8"));
  expect(note).toMatchObject({
    requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 2 },
    DDBStreamBatchInfo: { batchSize: 1 },
  });
  expect(JSON.parse(note.payload).Records[0].dynamodb.Keys.pk).toEqual({ S: "bad" });
});

test("a restart goes on where the last run was", async () => {
  const data = temporaryFolder();
  const { assembly, seen } = readingApp();
  const first = await start(assembly, data);
  await clientOf(first).send(put("a", "LEAD", 1));
  await first.clock.moveTo(monday + 1000);
  await first.stop();
  expect(existsSync(join(data, "streams/Mapping.json"))).toBe(true);

  const second = await start(assembly, data);
  expect(second.clock.now()).toBe(monday + 1000);
  const change = { TableName: "leads", Key: { pk: { S: "a" }, sk: { S: "LEAD" } } };
  const values = { ":n": { N: "2" } };
  await clientOf(second).send(
    new UpdateItemCommand({ ...change, UpdateExpression: "SET n = :n", ExpressionAttributeValues: values }),
  );
  await second.clock.quiet();
  await second.stop();

  expect(seen().map(({ n }) => n)).toEqual(["1", "2"]);
});

test("on a real clock each change reaches the function by itself", async () => {
  const { assembly, seen } = readingApp();
  const runtime = await start(assembly, undefined, "real");
  const client = clientOf(runtime);
  for (let n = 0; n < 10; n++) {
    const invoked = new Promise<void>((resolve) => runtime.functions.onInvocation(() => resolve()));
    await client.send(put("a", "LEAD", n));
    await invoked;
  }
  expect(seen().map(({ n }) => n)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
});
