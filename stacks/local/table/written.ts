import * as z from "zod";

/** An item in DynamoDB's JSON. */
export type WrittenItem = Record<string, unknown>;

const Put = z.object({ Item: z.record(z.string(), z.unknown()) });
const TransactPuts = z.object({ TransactItems: z.array(z.strictObject({ Put })) });

/** The items a request puts, whole; undefined when it writes in other ways too, so that the request does not show the outcome. */
export function writtenItems(operation: string, body: Buffer): WrittenItem[] | undefined {
  const input: unknown = JSON.parse(body.toString("utf8"));
  if (operation === "PutItem") return [Put.parse(input).Item];
  const transaction = operation === "TransactWriteItems" ? TransactPuts.safeParse(input) : undefined;
  return transaction?.data?.TransactItems.map((part) => part.Put.Item);
}
