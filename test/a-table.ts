import { afterAll, beforeAll, expect, vi } from "vitest";
import { Stops } from "../stacks/local/disposables.ts";
import { listen } from "../stacks/local/http/http-port.ts";
import { openTable, tableListener } from "../stacks/local/table/table-service.ts";

const keys = [
  ["pk", "HASH"],
  ["sk", "RANGE"],
] as const;

/** Given an empty table, and nothing else of an office. It is opened when its module is read, so modules are read after this. */
export function aTable(): void {
  const stops = new Stops();
  beforeAll(async () => {
    const table = stops.add(await openTable({ region: "eu-west-1", now: () => Date.now() }));
    const faults: unknown[] = [];
    const door = stops.add(
      await listen(
        0,
        tableListener(table, (error) => void faults.push(error)),
      ),
    );
    stops.add({ stop: () => expect(faults).toEqual([]) });
    await table.client.call("CreateTable", {
      TableName: process.env.TABLE_NAME,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: keys.map(([AttributeName]) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: keys.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
    });
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", door.url);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  });
  afterAll(() => stops.run());
}
