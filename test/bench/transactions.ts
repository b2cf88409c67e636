import { randomUUID } from "node:crypto";
import * as z from "zod";
import { DynamoClient } from "../../stacks/local/table/dynamo-client.ts";

const items = 5;
const inFlight = 5;

const Listed = z.object({ TableNames: z.array(z.string()) });
const Described = z.object({
  Table: z.object({
    AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  }),
});

/**
 * Writes new items, five in each transaction, with a key in every index, at the DynamoDB of a runtime.
 *
 * @param port where its DynamoDB is
 * @returns ms of the clock that one takes, five being under way
 * @throws Error when there is no table, or DynamoDB refuses one
 */
export async function fiveItemTransactions(port: number, count: number): Promise<number> {
  const client = new DynamoClient(port, "eu-west-1");
  try {
    const [TableName] = Listed.parse(await client.call("ListTables", {})).TableNames;
    const { Table } = Described.parse(await client.call("DescribeTable", { TableName }));
    const run = randomUUID();
    let made = 0;
    const item = () => {
      made++;
      const attributes = Table.AttributeDefinitions.map(({ AttributeName: name, AttributeType: type }) => [
        name,
        { [type]: type === "N" ? String(made) : `${run}-${made}` },
      ]);
      return { Put: { TableName, Item: { ...Object.fromEntries(attributes), text: { S: "x".repeat(300) } } } };
    };
    let left = count;
    const write = async () => {
      while (left-- > 0)
        await client.call("TransactWriteItems", { TransactItems: Array.from({ length: items }, item) });
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: inFlight }, write));
    return (performance.now() - began) / count;
  } finally {
    client.stop();
  }
}
