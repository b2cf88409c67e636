import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { TableClient } from "../../stacks/local/table/table-service.ts";
import { type Items, readItems } from "./item.ts";

const Tables = z.object({ TableNames: z.array(z.string()) });

/** A raw item: attributes in DynamoDB's own notation. */
const RawItem = z.record(z.string(), z.custom<AttributeValue>());
const Page = z.object({ Items: z.array(RawItem), LastEvaluatedKey: RawItem.optional() });

/** What an inquiry's payload and a letter say is nobody's business here. */
const names =
  "pk sk kind id version epoch stage owner email phone handles pool role consent nextAction sla cadence dueAt digestAt pending"
    .concat(
      " clicks createdAt updatedAt byAgeSk byStagePk byStageSk byDueSk byOwnerPk byOwnerSk at facts leadId digestedAt",
    )
    .concat(" forgottenAt inquiry state covers since messageId holders inquiryId inquiries leads rivals")
    .concat(" available deletedAt")
    .split(" ");

async function* scan(client: TableClient, table: string): AsyncGenerator<Record<string, unknown>> {
  let from: z.infer<typeof RawItem> | undefined;
  do {
    const answer = await client.call("Scan", {
      TableName: table,
      ConsistentRead: true,
      ProjectionExpression: names.map((name) => `#${name}`).join(),
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ...(from && { ExclusiveStartKey: from }),
    });
    const page = Page.parse(answer);
    for (const item of page.Items) yield unmarshall(item);
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Reads every item of every table, page by page: an offline tool may scan. */
export async function readTables(client: TableClient): Promise<Items> {
  const { TableNames } = Tables.parse(await client.call("ListTables", {}));
  const raw: Record<string, unknown>[] = [];
  for (const table of TableNames) for await (const item of scan(client, table)) raw.push(item);
  return readItems(raw);
}
