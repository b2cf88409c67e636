import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import * as z from "zod";
import { opens, reads } from "./a-stream.ts";
import { aFolder, Trial, tableName } from "./a-table.ts";

const writer = new URL("writer.ts", import.meta.url).pathname;

/** Has another process write until it has answered so many transactions, and kills it in the middle of the next. */
async function killedAfter(count: number, folder: string): Promise<void> {
  const child = spawn(process.execPath, [writer, folder, tableName], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(child.stdout)) if (Number(line) >= count) break;
  child.kill("SIGKILL");
  await once(child, "exit");
}

const Counted = z.object({ Count: z.number() });

it("kill -9 loses nothing that was answered, and leaves no half of a transaction", async () => {
  const folder = aFolder();
  new Trial(folder).engine.close();
  await killedAfter(50, folder);
  const table = new Trial(folder);
  const inIndex = Counted.parse(
    table.on("Query", {
      IndexName: "byRank",
      KeyConditionExpression: "#group = :g",
      ExpressionAttributeNames: { "#group": "group" },
      ExpressionAttributeValues: { ":g": { S: "g" } },
      Select: "COUNT",
    }),
  ).Count;
  const items = Counted.parse(table.on("Scan", { Select: "COUNT" })).Count;
  expect(items % 3).toBe(0);
  expect(items).toBeGreaterThanOrEqual(3 * 51);
  expect(inIndex).toBe(items);
  expect(reads(table, opens(table)).Records).toHaveLength(Math.min(items, 1000));
});
