import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { config, text } from "../config.ts";

export const { TABLE_NAME: table } = config({ TABLE_NAME: text });

/** For this folder's own files only. */
export const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

export interface Key {
  pk: string;
  sk: string;
}
export type Item = Key & Record<string, unknown>;

/** An item as the table or its stream tells it, whatever it lacks. */
export type Fields = Readonly<Record<string, unknown>>;

export const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

/** What DynamoDB found, as an item. @throws Error for one without a key */
export function asItem(found: Record<string, unknown> | undefined): Item | undefined {
  if (!found) return undefined;
  const { pk, sk } = found;
  if (typeof pk !== "string" || typeof sk !== "string") throw new Error("An item without a key");
  return { ...found, pk, sk };
}

export async function get(key: Key): Promise<Item | undefined> {
  const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
  return asItem(item);
}

/** Milliseconds to wait before another attempt, with full jitter: another writer was at the same item a moment ago. */
export const backoff = (attempt: number): number => Math.random() * Math.min(1000, 20 * 2 ** attempt);

const keysPerRequest = 100;

/** Reads items, strongly consistent, in as few requests as can be; those that do not exist are left out. */
export async function getMany(keys: Key[]): Promise<Item[]> {
  const found: Item[] = [];
  for (let from = 0; from < keys.length; from += keysPerRequest)
    found.push(...(await getSome(keys.slice(from, from + keysPerRequest))));
  return found;
}

async function getSome(keys: Key[]): Promise<Item[]> {
  const found: Item[] = [];
  let wanted: Key[] = keys.map(keyOf);
  for (let attempt = 0; wanted.length > 0; attempt++) {
    if (attempt > 0) await pause(backoff(attempt));
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: wanted, ConsistentRead: true } } }),
    );
    found.push(...(answer.Responses?.[table] ?? []).flatMap((item) => asItem(item) ?? []));
    wanted = (answer.UnprocessedKeys?.[table]?.Keys ?? []).flatMap((key) => asItem(key) ?? []);
  }
  return found;
}

/** A stretch of one partition, of the table or of an index (whose keys are `<index>Pk` and `<index>Sk`). */
export interface KeyRange {
  index?: string;
  pk: string;
  /** Sort key bounds, inclusive. */
  from?: string;
  to?: string;
  limit: number;
  newestFirst?: boolean;
  /** Attributes to leave out of the answer are left out by naming those to keep. */
  keep?: string[];
}

/** Reads a stretch, in order of the sort key, at most `limit` items. */
export async function query(range: KeyRange): Promise<Item[]> {
  const [pk, sk] = range.index ? [`${range.index}Pk`, `${range.index}Sk`] : ["pk", "sk"];
  const found: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: range.index,
        KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :from AND :to",
        ExpressionAttributeNames: {
          "#pk": pk,
          "#sk": sk,
          ...Object.fromEntries((range.keep ?? []).map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: { ":pk": range.pk, ":from": range.from ?? " ", ":to": range.to ?? "\uffff" },
        ProjectionExpression: range.keep?.map((name) => `#${name}`).join(", "),
        ConsistentRead: range.index === undefined,
        ScanIndexForward: !range.newestFirst,
        Limit: range.limit - found.length,
        ExclusiveStartKey: start,
      }),
    );
    found.push(...(answer.Items ?? []).flatMap((item) => asItem(item) ?? []));
    start = answer.LastEvaluatedKey;
  } while (start && found.length < range.limit);
  return found;
}
