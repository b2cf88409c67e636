import { setTimeout as pause } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { PutCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { AppError } from "../error.ts";
import { sayFault } from "../text/faults.ts";
import { asItem, backoff, client, type Item, type Key, keyOf, table } from "./table.ts";

export interface Condition {
  expression: string;
  values?: Record<string, unknown>;
}

/** Creates, and never takes another's place. */
export const absent: Condition = { expression: "attribute_not_exists(pk)" };

/** What is changed is still as it was read; items of releases before versions have none. */
export const unchanged = ({ version }: { version?: number | undefined }): Condition =>
  version === undefined
    ? { expression: "attribute_exists(pk) AND attribute_not_exists(version)" }
    : { expression: "version = :version", values: { ":version": version } };

/** Why a write needs no condition of its own; there is no other reason. */
const reasons = {
  "its lead's version": "in one transaction with the lead whose version guards what it was decided on",
  "the same again": "whoever writes it writes the same",
  "a whole report": "sent again it takes the place of the one before, of which nothing is kept",
} as const;

export interface Unconditional {
  unconditional: keyof typeof reasons;
}
export const unconditional = (why: keyof typeof reasons): Unconditional => ({ unconditional: why });

export type Guard = Condition | Unconditional;

/** What counters of an item are raised by, or what is added to its sets; `values` are set beside them. */
export interface Addition {
  add: Key;
  counters: Record<string, number | ReadonlySet<string>>;
  values?: Record<string, unknown>;
  when?: Condition;
}

/** One write of a transaction: an item put whole, attributes set on one, counters raised; or what must hold of another item. */
export type Write =
  | { put: Item; when: Guard }
  | { set: Key; values: Record<string, unknown>; when: Guard }
  | { check: Key; when: Condition }
  | Addition;

/** Conditions that did not hold, by the place of their write, with the item that stood in the way. */
export type FailedConditions = { at: number; item: Item | undefined }[];

const conditionIn = (when: Guard): Condition | undefined => ("expression" in when ? when : undefined);

const conditioned = (when: Guard) => ({
  ConditionExpression: conditionIn(when)?.expression,
  ExpressionAttributeValues: conditionIn(when)?.values,
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

/** Puts one item; false when the condition does not hold. */
export const put = (item: Item, when: Guard): Promise<boolean> =>
  held(() => client.send(new PutCommand({ TableName: table, Item: item, ...conditioned(when) })));

/** Sets attributes of one item; false when the condition does not hold. */
export const set = (key: Key, values: Record<string, unknown>, when: Guard): Promise<boolean> =>
  held(() =>
    client.send(new UpdateCommand({ TableName: table, Key: keyOf(key), ...assignment(values, conditionIn(when)) })),
  );

function addition({ counters, values = {}, when }: Addition) {
  const beside = Object.keys(values).length > 0 ? assignment(values, undefined) : undefined;
  const raised = Object.entries(counters);
  const sums = raised.map(([name]) => `#${name} :add_${name}`).join(", ");
  return {
    UpdateExpression: `${beside?.UpdateExpression ?? ""} ADD ${sums}`.trim(),
    ExpressionAttributeNames: {
      ...beside?.ExpressionAttributeNames,
      ...Object.fromEntries(raised.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ...beside?.ExpressionAttributeValues,
      ...Object.fromEntries(raised.map(([name, by]) => [`:add_${name}`, by])),
      ...when?.values,
    },
    ConditionExpression: when?.expression,
  };
}

/** Adds one to a counter and answers its new value; `values` are set beside it. */
export async function increment(key: Key, counter: string, values: Record<string, unknown> = {}): Promise<number> {
  const raised = addition({ add: key, counters: { [counter]: 1 }, values });
  const add = new UpdateCommand({ TableName: table, Key: keyOf(key), ...raised, ReturnValues: "UPDATED_NEW" });
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

const telling = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const };

function asTransactItem(write: Write) {
  if ("put" in write) return { Put: { TableName: table, Item: write.put, ...conditioned(write.when), ...telling } };
  if ("add" in write) return { Update: { TableName: table, Key: keyOf(write.add), ...addition(write), ...telling } };
  if ("check" in write)
    return {
      ConditionCheck: {
        TableName: table,
        Key: keyOf(write.check),
        ConditionExpression: write.when.expression,
        ExpressionAttributeValues: write.when.values,
        ...telling,
      },
    };
  const { set: key, values, when } = write;
  const assigned = assignment(values, conditionIn(when));
  return { Update: { TableName: table, Key: keyOf(key), ...assigned, ...telling } };
}

const attempts = 10;

/** Why a transaction was cancelled although it may hold in a moment (API_TransactWriteItems). */
const passing = new Set(["None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/** Writes all or nothing; answers the conditions that did not hold. @throws AppError `unavailable` if others are in the way */
export async function transact(writes: Write[]): Promise<FailedConditions> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes.map(asTransactItem) }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failedConditions = reasons.flatMap((reason, at) =>
        reason.Code === "ConditionalCheckFailed" ? [{ at, item: asItem(reason.Item && unmarshall(reason.Item)) }] : [],
      );
      if (failedConditions.length > 0) return failedConditions;
      if (!reasons.every(({ Code = "" }) => passing.has(Code))) throw error;
      await pause(backoff(attempt));
    }
  }
  throw new AppError("unavailable", sayFault("table.busy"));
}
