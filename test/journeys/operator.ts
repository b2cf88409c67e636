import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { onTestFinished } from "vitest";
import type { Key } from "../../functions/platform/aws/table.ts";
import type { Runtime } from "../../stacks/local/runtime.ts";

type Fields = Record<string, unknown>;

/** Somebody at the table's own console: they read and write items as they are, whatever the app makes of them. */
export function anEditor({ dynamoUrl, assembly }: Runtime) {
  const credentials = { accessKeyId: "operator", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: dynamoUrl, region: assembly.region, credentials });
  onTestFinished(() => client.destroy());
  const table = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const TableName = assembly.ofType("AWS::DynamoDB::Table")[0]?.ref;

  const read = async (key: Key): Promise<Fields | undefined> =>
    (await table.send(new GetCommand({ TableName, Key: { pk: key.pk, sk: key.sk }, ConsistentRead: true }))).Item;

  const write = async (key: Key, fields: Fields): Promise<void> => {
    await table.send(new PutCommand({ TableName, Item: { ...fields, pk: key.pk, sk: key.sk } }));
  };

  const remove = async ({ pk, sk }: Key): Promise<void> => {
    await table.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
  };

  return {
    read,
    write,
    remove,
    /** The items under a key, such as all of a lead's. */
    async under(pk: string): Promise<(Fields & Key)[]> {
      const values = { ":pk": pk };
      const query = { TableName, KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: values };
      const { Items = [] } = await table.send(new QueryCommand({ ...query, ConsistentRead: true }));
      return Items.map((item) => ({ ...item, pk: String(item.pk), sk: String(item.sk) }));
    },
    /** Spoils an item, or makes one, until the test is over. */
    async spoils(key: Key, faults: Fields): Promise<void> {
      const before = await read(key);
      await write(key, { ...before, ...faults });
      onTestFinished(async () => {
        await (before ? write(key, before) : remove(key));
      });
    },
  };
}
