import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { opens, type Page, reads } from "./a-stream.ts";
import { aFolder, Trial, tableName } from "./a-table.ts";

const names = (page: Page): string[] => page.Records.map(({ eventName }) => eventName);

/** What the files of a folder hold, all together. */
const onDisk = (folder: string): string =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), "latin1"))
    .join("");

it("tells each change once, with the item before and after, and nothing where nothing changed", () => {
  const table = new Trial();
  table.put("a", { n: { N: "1" } });
  table.put("a", { n: { N: "1.0" } });
  table.put("a", { n: { N: "2" } });
  table.on("DeleteItem", { Key: { pk: { S: "a" }, sk: { S: "card" } } });
  table.on("DeleteItem", { Key: { pk: { S: "a" }, sk: { S: "card" } } });
  const page = reads(table, opens(table));
  expect(names(page)).toEqual(["INSERT", "MODIFY", "REMOVE"]);
  expect(page.Records[1]?.dynamodb).toMatchObject({ OldImage: { n: { N: "1" } }, NewImage: { n: { N: "2" } } });
  expect(names(reads(table, page.NextShardIterator))).toEqual([]);
});

it("begins where it is asked to: at the end, at a record, after it", () => {
  const table = new Trial();
  table.put("a");
  const latest = opens(table, { ShardIteratorType: "LATEST" });
  table.put("b");
  table.put("c");
  expect(names(reads(table, latest))).toEqual(["INSERT", "INSERT"]);
  const SequenceNumber = reads(table, opens(table)).Records[1]?.dynamodb.SequenceNumber;
  const from = (ShardIteratorType: string) => reads(table, opens(table, { ShardIteratorType, SequenceNumber }));
  expect(from("AT_SEQUENCE_NUMBER").Records).toHaveLength(2);
  expect(from("AFTER_SEQUENCE_NUMBER").Records).toHaveLength(1);
});

it("an iterator works for a quarter of an hour", () => {
  const table = new Trial();
  const iterator = opens(table);
  table.now += 15 * 60_000;
  expect(names(reads(table, iterator))).toEqual([]);
  table.now += 1;
  expect(() => reads(table, iterator)).toThrow(expect.objectContaining({ code: "ExpiredIteratorException" }));
});

it("items expire by the clock, and the stream says that nobody has deleted them", () => {
  const table = new Trial();
  table.put("gone", { expires: { N: String(table.now / 1000 + 60) } });
  table.put("stays", { expires: { S: "never" } });
  table.now += 120_000;
  expect(table.get("gone")).toEqual({});
  expect(table.get("stays")).toHaveProperty("Item");
  const [, , removal] = reads(table, opens(table)).Records;
  expect(removal).toMatchObject({
    eventName: "REMOVE",
    userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
  });
});

it("what was deleted is gone from the disk a day later, images in the stream and the log of writes too", () => {
  const folder = aFolder();
  const table = new Trial(folder);
  const secret = "zoe@person.example";
  table.put("LEAD#1", { email: { S: secret }, group: { S: secret }, rank: { N: "1" } });
  table.put("LEAD#2", { email: { S: "max@person.example" } });
  table.on("DeleteItem", { Key: { pk: { S: "LEAD#1" }, sk: { S: "card" } } });
  expect(onDisk(folder)).toContain(secret);
  table.now += 24 * 3_600_000 + 60_000;
  expect(table.get("LEAD#2")).toHaveProperty("Item");
  expect(names(reads(table, opens(table)))).toEqual([]);
  expect(onDisk(folder)).not.toContain(secret);
  expect(onDisk(folder)).toContain("max@person.example");
  table.engine.close();
  expect(readdirSync(folder)).toEqual(["table.sqlite"]);
  expect(new Trial(folder, table.now).on("DescribeTable")).toMatchObject({ Table: { TableName: tableName } });
});
