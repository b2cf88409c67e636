import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Engine } from "../../stacks/local/table/engine/engine.ts";
import { definitionOf } from "./definition.ts";

export const tableName = "trial";

const definition = definitionOf(tableName, { name: "byRank", hash: "group", range: "rank", rangeType: "N" });

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "leadwright-engine-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A table with an index, a stream and expiring items, and the clock (ms) that it goes by. */
export class Trial {
  now: number;
  readonly engine: Engine;

  /** @param folder where its data lies: in memory without it. A table that is there stays as it is. */
  constructor(folder?: string, now = Date.parse("2026-11-23T09:00:00Z")) {
    this.now = now;
    this.engine = new Engine({ region: "eu-west-1", now: () => this.now, ...(folder && { folder }) });
    if (JSON.stringify(this.engine.call("ListTables", {})).includes(tableName)) return;
    this.engine.call("CreateTable", definition);
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "expires" };
    this.engine.call("UpdateTimeToLive", { TableName: tableName, TimeToLiveSpecification });
  }

  /** Calls an operation on the table. */
  on(operation: string, body: object = {}): object {
    return this.engine.call(operation, { TableName: tableName, ...body });
  }

  put(pk: string, more: object = {}): object {
    return this.on("PutItem", { Item: { pk: { S: pk }, sk: { S: "card" }, ...more } });
  }

  get(pk: string): object {
    return this.on("GetItem", { Key: { pk: { S: pk }, sk: { S: "card" } } });
  }
}
