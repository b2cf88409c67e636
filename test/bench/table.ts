import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine } from "../../stacks/local/table/engine/engine.ts";
import { showing } from "../../stacks/local/terminal/progress.ts";
import { definitionOf } from "../engine/definition.ts";
import type { Machine } from "./figures.ts";
import { machineText } from "./report.ts";
import { counted, exact, row } from "./row.ts";

/** What the table takes among so many items: its opening in ms, operations in ms of CPU each. */
export interface TableFigures {
  items: number;
  openMs: number;
  operations: Record<string, number>;
}

export interface TableReport {
  machine: Machine;
  table: TableFigures[];
}

const TableName = "bench";
const definition = definitionOf(TableName, { name: "byDue", hash: "stage", range: "due", rangeType: "S" });

/** An item of a lead's size; five make a lead. */
const itemOf = (number: number, mark = "") => ({
  pk: { S: `LEAD#${mark}${Math.floor(number / 5)}` },
  sk: { S: `ITEM#${number % 5}` },
  stage: { S: "working" },
  due: { S: `${mark}${String(number).padStart(9, "0")}` },
  version: { N: "1" },
  text: { S: "Our roof is 120 square metres, facing south. What would solar panels cost?".repeat(4) },
});

function fill(engine: Engine, items: number): void {
  for (let number = 0; number < items; number += 100) {
    const all = Array.from({ length: Math.min(100, items - number) }, (_, at) => itemOf(number + at));
    engine.call("TransactWriteItems", { TransactItems: all.map((Item) => ({ Put: { TableName, Item } })) });
  }
}

/** CPU (ms) that an operation takes: the least of some rounds, each of many places spread over the table. */
function cpuOf(items: number, operate: (number: number, round: number) => void): number {
  const [rounds, times] = [9, 400];
  const costs = Array.from({ length: rounds }, (_, round) => {
    const before = process.threadCpuUsage();
    for (let time = 0; time < times; time++) operate(Math.floor((time * 7919 * 127) % items), round * times + time);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000 / times;
  });
  return Math.min(...costs);
}

function operationsOf(engine: Engine, items: number): Record<string, number> {
  const Key = (number: number) => ({ pk: itemOf(number).pk, sk: itemOf(number).sk });
  const leads = Math.floor(items / 5);
  return {
    "get an item": cpuOf(items, (number) => engine.call("GetItem", { TableName, Key: Key(number) })),
    "query a lead": cpuOf(items, (number) =>
      engine.call("Query", {
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: `LEAD#${number % leads}` } },
      }),
    ),
    "query what is due, 5": cpuOf(items, (number) =>
      engine.call("Query", {
        TableName,
        IndexName: "byDue",
        KeyConditionExpression: "stage = :stage AND due > :due",
        ExpressionAttributeValues: { ":stage": { S: "working" }, ":due": itemOf(number).due },
        Limit: 5,
      }),
    ),
    "update an item": cpuOf(items, (number) =>
      engine.call("UpdateItem", {
        TableName,
        Key: Key(number),
        UpdateExpression: "ADD version :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      }),
    ),
    "write five items": cpuOf(items, (_, time) =>
      engine.call("TransactWriteItems", {
        TransactItems: Array.from({ length: 5 }, (__, at) => ({
          Put: {
            TableName,
            Item: itemOf(5 * time + at, "new"),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        })),
      }),
    ),
  };
}

async function measureSize(items: number): Promise<TableFigures> {
  const folder = mkdtempSync(join(tmpdir(), "leadwright-bench-"));
  const open = () => new Engine({ region: "eu-west-1", folder, now: () => Date.parse("2026-11-23T09:00:00Z") });
  try {
    const filled = open();
    filled.call("CreateTable", definition);
    fill(filled, items);
    filled.close();
    const began = performance.now();
    const engine = open();
    engine.call("GetItem", { TableName, Key: { pk: itemOf(0).pk, sk: itemOf(0).sk } });
    const openMs = performance.now() - began;
    const operations = operationsOf(engine, items);
    engine.close();
    return { items, openMs, operations };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Measures the local table alone, on disk, among so many items each time. */
export async function measureItems(sizes: readonly number[]): Promise<TableFigures[]> {
  const all: TableFigures[] = [];
  // Once beforehand, so that the first of them does not pay for what Node compiles.
  await showing("Warming up", () => measureSize(Math.min(...sizes)));
  for (const size of sizes) all.push(await showing(`Measuring among ${size} items`, () => measureSize(size)));
  return all;
}

/** Among many items, an operation may take so many times what it takes among few. */
const mostGrowth = 1.2;
const longestOpenMs = 1000;

const growthOf = ({ table: [first, ...rest] }: TableReport): [string, number][] =>
  Object.entries(first?.operations ?? {}).map(([name, cost]) => [name, (rest.at(-1)?.operations[name] ?? cost) / cost]);

/** What is not as it must be on any machine. */
export const tableFaults = (report: TableReport): string[] => [
  ...growthOf(report)
    .filter(([, growth]) => growth > mostGrowth)
    .map(([name, growth]) => `${name}: ${exact(growth)} times as much among more items`),
  ...report.table
    .filter(({ openMs }) => openMs > longestOpenMs)
    .map(({ items, openMs }) => `${items} items take ${Math.round(openMs)} ms to open`),
];

export function tableText(report: TableReport): string {
  const { table } = report;
  const growth = new Map(growthOf(report));
  const names = Object.keys(table[0]?.operations ?? {});
  return [
    ...machineText(report.machine),
    "",
    row("items", [...table.map(({ items }) => counted(items)), "growth"]),
    row(
      "open, ms",
      table.map(({ openMs }) => exact(openMs)),
    ),
    ...names.map((name) =>
      row(`${name}, ms of CPU`, [
        ...table.map(({ operations }) => exact(operations[name] ?? 0)),
        exact(growth.get(name) ?? 0),
      ]),
    ),
  ].join("\n");
}
