import { beforeEach, describe, expect, it } from "vitest";
import { readUnits, writeUnits } from "../../stacks/local/meter/capacity.ts";
import { TableMeter } from "../../stacks/local/meter/table-meter.ts";
import type { WireItem } from "../../stacks/local/table/table-request.ts";
import type { TableShape } from "../../stacks/local/table/table-shape.ts";

const index = (name: string) => ({
  keys: [`${name}Pk`, `${name}Sk`],
  holds: new Set(["pk", "sk", `${name}Pk`, `${name}Sk`]),
});
const leads: TableShape = {
  name: "leads",
  arn: "arn:aws:dynamodb:eu-west-1:1:table/leads",
  keys: ["pk", "sk"],
  indexes: new Map([
    ["byDue", { ...index("byDue"), keys: ["byDuePk", "byDueSk"] }],
    ["byAge", { ...index("byAge"), keys: ["byAgePk", "byAgeSk"] }],
  ]),
};

const charged: Record<string, number> = {};
let meter: TableMeter;
beforeEach(() => {
  for (const name of Object.keys(charged)) delete charged[name];
  meter = new TableMeter(new Map([["leads", leads]]), (caller, unit, amount) => {
    const line = `${caller} ${unit}`;
    charged[line] = (charged[line] ?? 0) + amount;
  });
});

const key = { pk: { S: "LEAD#1" }, sk: { S: "LEAD" } };
const due = (at: string) => ({ byDuePk: { S: "DUE#1" }, byDueSk: { S: at } });
const age = { byAgePk: { S: "AGE#1" }, byAgeSk: { S: "2026" } };

/** An item of so many bytes in all. */
function item(bytes: number, more: WireItem = {}): WireItem {
  const bare = 2 + 6 + 2 + 4 + 4;
  const others = Object.entries(more).reduce((sum, [name, it]) => sum + name.length + String(Object(it).S).length, 0);
  return { ...key, ...more, fill: { S: "x".repeat(bytes - bare - others) } };
}

const call = (operation: string, request: object) => ({
  caller: "Step",
  service: "dynamodb",
  operation,
  method: "POST",
  path: "/",
  body: Buffer.from(JSON.stringify(request)),
});
const asked = (operation: string, request: object, answer: object = {}, status = 200) => {
  const it = call(operation, request);
  meter.asked(it);
  meter.answered(it, { status, body: JSON.stringify(answer) });
  meter.ended(it);
};
const put = (made: WireItem) => ({ TableName: "leads", Item: made });
const came = (before: WireItem | undefined, after: WireItem | undefined) =>
  meter.changed({ table: "leads", keys: key, before, after });

describe("units", () => {
  it("of a write are its kilobytes begun, of a read its four kilobytes begun, half when it need not be consistent", () => {
    expect([0, 1, 1024, 1025, 3000].map(writeUnits)).toEqual([1, 1, 1, 2, 3]);
    expect([0, 1, 4096, 4097, 9000].map((bytes) => readUnits(bytes, true))).toEqual([1, 1, 1, 2, 3]);
    expect([0, 4097].map((bytes) => readUnits(bytes, false))).toEqual([0.5, 1]);
  });
});

describe("a write", () => {
  it("of 1.2 KB with two index entries in a transaction: (2 + 1 + 1) x 2 = 8", () => {
    const made = item(1229, { ...due("2026"), ...age });
    asked("TransactWriteItems", { TransactItems: [{ Put: put(made) }] });
    came(undefined, made);
    expect(charged).toEqual({ "Step writeUnits": 8 });
  });

  it("that moves one entry and leaves the other: 2 + 2 + 0 = 4", () => {
    const before = item(1500, { ...due("2026"), ...age });
    const after = item(1400, { ...due("2027"), ...age });
    asked("PutItem", put(after));
    came(before, after);
    expect(charged).toEqual({ "Step writeUnits": 4 });
  });

  it("that takes an item out of an index: 1 + 1 = 2; a small item that had been large: 3", () => {
    asked("UpdateItem", { TableName: "leads", Key: key });
    came(item(500, due("2026")), item(400));
    expect(charged).toEqual({ "Step writeUnits": 2 });
    asked("UpdateItem", { TableName: "leads", Key: key });
    came(item(3000), item(400));
    expect(charged).toEqual({ "Step writeUnits": 2 + 3 });
  });

  it("whose condition fails: what stands there, in a transaction twice for every part; one that is wrong is free", () => {
    asked("PutItem", put(item(3000)));
    came(undefined, item(3000));
    asked("PutItem", put(item(100)), { __type: "x#ConditionalCheckFailedException" }, 400);
    expect(charged).toEqual({ "Step writeUnits": 3 + 3 });
    const parts = [{ Put: put(item(100)) }, { Update: { TableName: "leads", Key: { ...key, sk: { S: "T#1" } } } }];
    asked("TransactWriteItems", { TransactItems: parts }, { __type: "x#TransactionCanceledException" }, 400);
    expect(charged).toEqual({ "Step writeUnits": 6 + 2 * (3 + 1) });
    asked("PutItem", put(item(100)), { __type: "x#ValidationException" }, 400);
    expect(charged).toEqual({ "Step writeUnits": 14 });
  });

  it("that changes nothing never comes by in the stream, and costs all the same", () => {
    came(undefined, item(2000));
    asked("PutItem", put(item(2000)));
    expect(charged).toEqual({});
    expect(meter.unchanged).toEqual([["Step", 2]]);
  });

  it("that the stream tells before the answer: as if after it", () => {
    const made = item(1229, { ...due("2026"), ...age });
    const writing = call("PutItem", put(made));
    meter.asked(writing);
    came(undefined, made);
    expect(charged).toEqual({});
    meter.answered(writing, { status: 200, body: "{}" });
    meter.ended(writing);
    expect(charged).toEqual({ "Step writeUnits": 2 + 1 + 1 });
    expect(meter.unchanged).toEqual([]);
  });

  it("of somebody else while one that fails is under way is not that one's, nor the next one's", () => {
    const failing = call("PutItem", put(item(400)));
    meter.asked(failing);
    came(undefined, item(3000));
    meter.answered(failing, { status: 400, body: JSON.stringify({ __type: "x#ValidationException" }) });
    meter.ended(failing);
    asked("PutItem", put(item(400)));
    came(item(3000), item(400));
    expect(charged).toEqual({ "Step writeUnits": 3 });
  });

  it("of nobody here, such as the end of an expired item, is free", () => {
    came(item(2000), undefined);
    expect(charged).toEqual({});
  });
});

describe("a read", () => {
  it("of one item of 5 KB: 2, of none: 1, not consistent: half", () => {
    asked("GetItem", { TableName: "leads", Key: key, ConsistentRead: true }, { Item: item(5000) });
    expect(charged).toEqual({ "Step readUnits": 2 });
    asked("GetItem", { TableName: "leads", Key: key, ConsistentRead: true });
    asked("GetItem", { TableName: "leads", Key: key }, { Item: item(5000) });
    expect(charged).toEqual({ "Step readUnits": 2 + 1 + 1 });
  });

  it("of a batch is one for each key, also for one that leads to nothing: 2 + 1 + 1", () => {
    const Keys = [key, { ...key, sk: { S: "T#1" } }, { ...key, sk: { S: "T#2" } }];
    const Responses = { leads: [item(5000), item(100)] };
    asked("BatchGetItem", { RequestItems: { leads: { Keys, ConsistentRead: true } } }, { Responses });
    expect(charged).toEqual({ "Step readUnits": 4 });
  });

  const query = {
    TableName: "leads",
    KeyConditionExpression: "#pk = :pk",
    ExpressionAttributeNames: { "#pk": "pk" },
    ExpressionAttributeValues: { ":pk": { S: "LEAD#1" } },
  };

  it("of a stretch is its sum: 3 x 3,000 bytes = 3 units, of an index half of that", () => {
    const Items = [item(3000), item(3000), item(3000)];
    asked("Query", { ...query, ConsistentRead: true }, { Items });
    expect(charged).toEqual({ "Step readUnits": 3 });
    asked("Query", { ...query, IndexName: "byDue" }, { Items });
    expect(charged).toEqual({ "Step readUnits": 4.5 });
  });

  it("of some attributes is of the whole item", () => {
    came(undefined, item(9000));
    asked("Query", { ...query, ConsistentRead: true, ProjectionExpression: "pk, sk" }, { Items: [key] });
    expect(charged).toEqual({ "Step readUnits": 3 });
  });
});

describe("storage", () => {
  it("is the items and their entries, 100 bytes more for each", () => {
    came(undefined, item(1000, due("2026")));
    const entry = 2 + 6 + 2 + 4 + 7 + 5 + 7 + 4;
    expect(meter.stored).toEqual({ restorableBytes: 1100, tableBytes: 1100 + entry + 100 });
    came(item(1000, due("2026")), undefined);
    expect(meter.stored).toEqual({ restorableBytes: 0, tableBytes: 0 });
  });
});
