import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { createTables } from "../../stacks/local/table/table.ts";
import { openTable, type TableClient } from "../../stacks/local/table/table-service.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";
import { during, perSecond } from "./closed-loop.ts";
import type { Storage } from "./figures.ts";

const Item = z.record(z.string(), z.record(z.string(), z.unknown()));
export type Item = z.infer<typeof Item>;
const Scanned = z.object({ Items: z.array(Item) });

/** Kinds of the items that the door writes in its one transaction. */
const doorKinds = ["lead", "inquiry", "once", "claim"];

/** The items of the first leads in a table, as DynamoDB spells them. */
export async function readItems(dynamoUrl: string, table: string): Promise<Item[]> {
  const response = await fetch(dynamoUrl, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.Scan",
      authorization: "AWS4-HMAC-SHA256 Credential=bench/20260101/eu-west-1/dynamodb/aws4_request, Signature=0",
    },
    body: JSON.stringify({ TableName: table }),
  });
  return Scanned.parse(await response.json()).Items;
}

/** What one inquiry writes: the five items of one lead, taken from a table in which only that lead is. */
export function doorItems(items: Item[]): Item[] {
  const found = items.filter(({ kind }) => doorKinds.includes(String(kind?.S)));
  if (found.length !== 5) throw new Error(`An inquiry should write 5 items, not ${found.length}`);
  return found;
}

let written = 0;

/** The same items under keys that are not taken yet, in the table and in its indexes. */
function renewed(items: Item[]): Item[] {
  const mark = `-${written++}`;
  const keys = ["pk", "byAgeSk", "byDueSk", "byOwnerSk", "byStageSk"];
  const renew = (item: Item) => keys.filter((key) => key in item).map((key) => [key, { S: `${item[key]?.S}${mark}` }]);
  return items.map((item) => ({ ...item, ...Object.fromEntries(renew(item)) }));
}

const write = (client: TableClient, table: string, items: Item[]) =>
  client.call("TransactWriteItems", {
    TransactItems: renewed(items).map((item) => ({
      Put: { TableName: table, Item: item, ConditionExpression: "attribute_not_exists(pk)" },
    })),
  });

/**
 * The table's own ceiling: how many of the door's transactions it takes each second when nothing else is asked of
 * it. One fresh instance with the application's table; by number in flight.
 */
export async function ceiling(
  assemblyFolder: string,
  storage: Storage,
  items: Item[],
  flights: readonly number[],
): Promise<Map<number, number>> {
  const folder = mkdtempSync(join(tmpdir(), "leadwright-bench-"));
  const assembly = readAssembly(assemblyFolder, "http://127.0.0.1");
  const service = await openTable({
    region: assembly.region,
    now: () => Date.now(),
    ...(storage === "disk" && { folder }),
  });
  try {
    const [table] = await createTables(assembly, service.client);
    const transact = () => write(service.client, table?.name ?? "", items);
    await during(1500, 10, transact);
    const rates = new Map<number, number>();
    for (const inFlight of flights) rates.set(inFlight, perSecond(await during(1500, inFlight, transact)));
    return rates;
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
