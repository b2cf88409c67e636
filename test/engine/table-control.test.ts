import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { aFolder, Trial, tableName } from "./a-table.ts";
import { definitionOf } from "./definition.ts";

const simple = (TableName: string, more: object = {}) => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  ...more,
});

const refusedAs = (code: string, message = "") =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

it("tells what a table is and holds", () => {
  const table = new Trial();
  table.put("a", { group: { S: "g" }, rank: { N: "1" } });
  table.put("b");
  expect(table.on("DescribeTable")).toMatchObject({
    Table: {
      TableName: tableName,
      TableStatus: "ACTIVE",
      TableId: expect.stringMatching(/^[\da-f-]{36}$/),
      ItemCount: 2,
      TableSizeBytes: expect.any(Number),
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
      GlobalSecondaryIndexes: [{ IndexName: "byRank", IndexStatus: "ACTIVE", ItemCount: 1 }],
      StreamSpecification: { StreamEnabled: true },
    },
  });
});

it("takes capacity, and tells it", () => {
  const { engine } = new Trial();
  const ProvisionedThroughput = { ReadCapacityUnits: 5, WriteCapacityUnits: 7 };
  engine.call("CreateTable", simple("capacity", { BillingMode: undefined, ProvisionedThroughput }));
  expect(engine.call("DescribeTable", { TableName: "capacity" })).toMatchObject({ Table: { ProvisionedThroughput } });
});

it.each<[string, object, string]>([
  ["no capacity", { BillingMode: "PROVISIONED" }, "ReadCapacityUnits and WriteCapacityUnits"],
  ["a short name", { TableName: "ab" }, "at least 3 characters"],
  ["a name with other characters", { TableName: "semi;colon" }, "pattern"],
  ["no key", { KeySchema: [] }, "keySchema"],
  ["a key without a type", { KeySchema: [{ AttributeName: "other", KeyType: "HASH" }] }, "other"],
  ["the range first", { KeySchema: [{ AttributeName: "pk", KeyType: "RANGE" }] }, "HASH"],
  [
    "another kind of stream",
    { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } },
    "KEYS_ONLY",
  ],
  ["what is not heeded", { DeletionProtectionEnabled: true }, "DeletionProtectionEnabled"],
  ["encryption", { SSESpecification: { Enabled: true } }, "SSESpecification"],
])("refuses to create a table with %s", (_what, wrong, message) => {
  const { engine } = new Trial();
  expect(() => engine.call("CreateTable", { ...simple("fresh"), ...wrong })).toThrow(
    refusedAs("ValidationException", message),
  );
  expect(engine.call("ListTables", {})).toEqual({ TableNames: [tableName] });
});

it("refuses attributes that no key is made of", () => {
  const definition = definitionOf("fresh", { name: "byRank", hash: "group", range: "rank", rangeType: "N" });
  const AttributeDefinitions = [...definition.AttributeDefinitions, { AttributeName: "idle", AttributeType: "S" }];
  expect(() => new Trial().engine.call("CreateTable", { ...definition, AttributeDefinitions })).toThrow(
    refusedAs("ValidationException"),
  );
});

it("deletes a table with its items, its index and its stream, from the disk, too", () => {
  const folder = aFolder();
  const table = new Trial(folder);
  table.put("a", { group: { S: "g" }, rank: { N: "1" }, secret: { S: "xyzzy-secret" } });
  expect(table.on("DeleteTable")).toMatchObject({ TableDescription: { TableStatus: "DELETING" } });
  expect(() => table.on("DescribeTable")).toThrow(refusedAs("ResourceNotFoundException"));
  expect(() => table.on("DeleteTable")).toThrow(refusedAs("ResourceNotFoundException"));
  const left = readdirSync(folder).map((file) => readFileSync(join(folder, file), "latin1"));
  expect(left.join("")).not.toContain("xyzzy-secret");
  const again = new Trial(folder);
  expect(again.get("a")).toEqual({});
  const byGroup = { KeyConditionExpression: "#g = :g", ExpressionAttributeNames: { "#g": "group" } };
  const asked = { ...byGroup, IndexName: "byRank", ExpressionAttributeValues: { ":g": { S: "g" } } };
  expect(again.on("Query", asked)).toMatchObject({ Count: 0 });
});

it("lists tables and streams by name, in pages", () => {
  const { engine } = new Trial();
  for (const name of ["zebra", "ant", "bee"]) engine.call("CreateTable", simple(name));
  const first = engine.call("ListTables", { Limit: 3 });
  expect(first).toEqual({ TableNames: ["ant", "bee", tableName], LastEvaluatedTableName: tableName });
  expect(engine.call("ListTables", { ExclusiveStartTableName: tableName })).toEqual({ TableNames: ["zebra"] });
  expect(engine.call("ListStreams", {})).toMatchObject({ Streams: [{ TableName: tableName }] });
  expect(engine.call("ListStreams", { TableName: "ant" })).toEqual({ Streams: [] });
});

it("has items expire by another attribute, those that are there included, or never", () => {
  const table = new Trial();
  const expireBy = (AttributeName: string, Enabled = true) =>
    table.on("UpdateTimeToLive", { TimeToLiveSpecification: { AttributeName, Enabled } });
  const past = { N: String(table.now / 1000 - 60) };
  table.put("a", { "odd.name": past });
  table.put("b", { expires: { N: String(table.now / 1000 + 3600) } });
  expect(() => expireBy("odd.name")).toThrow(refusedAs("ValidationException", "already enabled"));
  expect(() => expireBy("odd.name", false)).toThrow(refusedAs("ValidationException", "expires"));
  expireBy("expires", false);
  expect(table.on("DescribeTimeToLive")).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } });
  table.now += 7_200_000;
  expect(table.get("b")).toHaveProperty("Item");
  expireBy("odd.name");
  expect(table.on("DescribeTimeToLive")).toMatchObject({ TimeToLiveDescription: { AttributeName: "odd.name" } });
  table.now += 120_000;
  expect(table.get("a")).toEqual({});
  expect(table.get("b")).toHaveProperty("Item");
});
