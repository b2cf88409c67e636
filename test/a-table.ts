import { afterAll, beforeAll, vi } from "vitest";
import { type LocalDynamo, startDynamo } from "../stacks/local/table/dynamo.ts";

const keys = [
  ["pk", "HASH"],
  ["sk", "RANGE"],
] as const;

/** Given an empty table, and nothing else of an office. It is opened when its module is read, so modules are read after this. */
export function aTable(): void {
  let dynamo: LocalDynamo;
  beforeAll(async () => {
    dynamo = await startDynamo({ region: "eu-west-1" });
    await dynamo.client.call("CreateTable", {
      TableName: process.env.TABLE_NAME,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map(([AttributeName]) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: keys.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
    });
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", `http://127.0.0.1:${dynamo.port}`);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  });
  afterAll(() => dynamo.stop());
}
