import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { TableClient } from "../../../stacks/local/table/table-service.ts";

const Page = z.object({
  Items: z.array(z.record(z.string(), z.custom<AttributeValue>())),
  LastEvaluatedKey: z.unknown().optional(),
});
const Row = z.object({
  pk: z.string(),
  kind: z.string().optional(),
  leadId: z.string().optional(),
  state: z.string().optional(),
  payload: z.object({ key: z.string() }).optional(),
});

/** All that is in a table, in short. */
export async function rowsOf(client: TableClient, table: string): Promise<z.infer<typeof Row>[]> {
  const found: z.infer<typeof Row>[] = [];
  let from: unknown;
  do {
    const names = {
      ExpressionAttributeNames: { "#kind": "kind", "#state": "state", "#key": "key" },
      ProjectionExpression: "pk, #kind, leadId, #state, payload.#key",
    };
    const page = Page.parse(
      await client.call("Scan", {
        TableName: table,
        ...names,
        ...(from !== undefined && { ExclusiveStartKey: from }),
      }),
    );
    found.push(...page.Items.map((item) => Row.parse(unmarshall(item))));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
}
