import { setTimeout as pause } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { config, text } from "./config.ts";
import { Refusal } from "./error.ts";

const { TABLE_NAME: table } = config({ TABLE_NAME: text });

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

export interface Key {
  pk: string;
  sk: string;
}
export type Item = Key & Record<string, unknown>;

/** A DynamoDB condition, with values under their `:names`. */
export interface Condition {
  expression: string;
  values?: Record<string, unknown>;
}

export const absent: Condition = { expression: "attribute_not_exists(pk)" };

/** One write of a transaction: an item put whole, attributes set on one, or a check. */
export type Write = { put: Item; when?: Condition } | { set: Key; values: Record<string, unknown>; when?: Condition };

/** Conditions that did not hold, by the place of their write, with the item that stood in the way. */
export type Obstacles = { at: number; item: Item | undefined }[];

const conditioned = (when: Condition | undefined) => ({
  ConditionExpression: when?.expression,
  ExpressionAttributeValues: when?.values,
});

/** `SET #a = :set_a, …`; `undefined` values are left alone. */
function assignment(values: Record<string, unknown>, when: Condition | undefined) {
  const names = Object.keys(values).filter((name) => values[name] !== undefined);
  return {
    UpdateExpression: `SET ${names.map((name) => `#${name} = :set_${name}`).join(", ")}`,
    ConditionExpression: when?.expression,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(names.map((name) => [`:set_${name}`, values[name]])),
      ...when?.values,
    },
  };
}

const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

function asItem(found: Record<string, unknown> | undefined): Item | undefined {
  if (!found) return undefined;
  const { pk, sk } = found;
  if (typeof pk !== "string" || typeof sk !== "string") throw new Error("An item without a key");
  return { ...found, pk, sk };
}

/** Reads one item, strongly consistent. */
export async function get(key: Key): Promise<Item | undefined> {
  const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
  return asItem(item);
}

/** Reads up to 100 items, strongly consistent, in one request; those that do not exist are left out. */
export async function getMany(keys: Key[]): Promise<Item[]> {
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
export interface Stretch {
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
export async function query(stretch: Stretch): Promise<Item[]> {
  const [pk, sk] = stretch.index ? [`${stretch.index}Pk`, `${stretch.index}Sk`] : ["pk", "sk"];
  const found: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: stretch.index,
        KeyConditionExpression: "#pk = :pk AND #sk BETWEEN :from AND :to",
        ExpressionAttributeNames: {
          "#pk": pk,
          "#sk": sk,
          ...Object.fromEntries((stretch.keep ?? []).map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: { ":pk": stretch.pk, ":from": stretch.from ?? " ", ":to": stretch.to ?? "\uffff" },
        ProjectionExpression: stretch.keep?.map((name) => `#${name}`).join(", "),
        ConsistentRead: stretch.index === undefined,
        ScanIndexForward: !stretch.newestFirst,
        Limit: stretch.limit - found.length,
        ExclusiveStartKey: start,
      }),
    );
    found.push(...(answer.Items ?? []).flatMap((item) => asItem(item) ?? []));
    start = answer.LastEvaluatedKey;
  } while (start && found.length < stretch.limit);
  return found;
}

/** Puts one item; false when the condition does not hold. */
export const put = (item: Item, when?: Condition): Promise<boolean> =>
  held(() => client.send(new PutCommand({ TableName: table, Item: item, ...conditioned(when) })));

/** Sets attributes of one item; false when the condition does not hold. */
export const set = (key: Key, values: Record<string, unknown>, when?: Condition): Promise<boolean> =>
  held(() => client.send(new UpdateCommand({ TableName: table, Key: keyOf(key), ...assignment(values, when) })));

/** Adds one to a counter and answers its new value. */
export async function count(key: Key, counter: string): Promise<number> {
  const add = new UpdateCommand({
    TableName: table,
    Key: keyOf(key),
    UpdateExpression: "ADD #counter :one",
    ExpressionAttributeNames: { "#counter": counter },
    ExpressionAttributeValues: { ":one": 1 },
    ReturnValues: "UPDATED_NEW",
  });
  const { Attributes } = await patiently(() => client.send(add));
  return Number(Attributes?.[counter]);
}

async function held(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await patiently(write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Writes again when a transaction was at the same item: the SDK retries throttles and faults, but not that. */
async function patiently<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || attempt === attempts) throw error;
      await pause(backoff(attempt));
    }
  }
}

const asTransactItem = (write: Write) =>
  "put" in write
    ? {
        Put: {
          TableName: table,
          Item: write.put,
          ...conditioned(write.when),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
        },
      }
    : {
        Update: {
          TableName: table,
          Key: keyOf(write.set),
          ...assignment(write.values, write.when),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
        },
      };

/** Full jitter: another writer was at the same item a moment ago. */
const backoff = (attempt: number): number => Math.random() * Math.min(1000, 20 * 2 ** attempt);
const attempts = 10;

/** Why a transaction was cancelled although it may hold in a moment (API_TransactWriteItems). */
const passing = new Set(["None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/**
 * Writes all or nothing. Answers the conditions that did not hold, if any; retries when another transaction or a throttle was in the way.
 *
 * @throws Refusal `unavailable` when others stay in the way
 */
export async function transact(writes: Write[]): Promise<Obstacles> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes.map(asTransactItem) }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const obstacles = reasons.flatMap((reason, at) =>
        reason.Code === "ConditionalCheckFailed" ? [{ at, item: asItem(reason.Item && unmarshall(reason.Item)) }] : [],
      );
      if (obstacles.length > 0) return obstacles;
      if (!reasons.every(({ Code = "" }) => passing.has(Code))) throw error;
      await pause(backoff(attempt));
    }
  }
  throw new Refusal("unavailable", "The record is busy; try again in a moment.");
}
