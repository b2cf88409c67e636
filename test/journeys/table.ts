import { type AttributeValue, DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { onTestFinished } from "vitest";
import type { Runtime } from "../../stacks/local/runtime.ts";

export type Item = Record<string, AttributeValue>;

/** The items of a lead as they are in the table. */
export async function itemsOf({ dynamoUrl, assembly }: Runtime, lead: string): Promise<Item[]> {
  const credentials = { accessKeyId: "operator", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: dynamoUrl, region: assembly.region, credentials });
  onTestFinished(() => client.destroy());
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: assembly.ofType("AWS::DynamoDB::Table")[0]?.ref,
      KeyConditionExpression: "pk = :lead",
      ExpressionAttributeValues: { ":lead": { S: `LEAD#${lead}` } },
      ConsistentRead: true,
    }),
  );
  return Items;
}
