import * as batchGet from "dynalite/validations/batchGetItem.js";
import * as batchWrite from "dynalite/validations/batchWriteItem.js";
import * as deletion from "dynalite/validations/deleteItem.js";
import * as getting from "dynalite/validations/getItem.js";
import type { Parameters } from "dynalite/validations/index.js";
import * as putting from "dynalite/validations/putItem.js";
import * as querying from "dynalite/validations/query.js";
import * as scanning from "dynalite/validations/scan.js";
import * as updating from "dynalite/validations/updateItem.js";
import * as z from "zod";
import { invalid } from "./engine-error.ts";
import { checkOperands } from "./operand-check.ts";
import type { Conditioned, QueryRequest, Requests } from "./request.ts";
import { checkKnown, typed } from "./typed.ts";

/** DynamoDB's parameters of before expressions; nobody here uses them, so they are refused rather than half heeded. */
const legacy = [
  "AttributesToGet",
  "AttributeUpdates",
  "ConditionalOperator",
  "Expected",
  "KeyConditions",
  "QueryFilter",
  "ScanFilter",
] as const;

/** DynamoDB's, that only those would use who read a table side by side, or an index whole. */
const unused = ["IndexName", "Segment", "TotalSegments"] as const;

/** What dynalite does not know yet. */
const onFailure = { ReturnValuesOnConditionCheckFailure: { type: "String", enum: ["ALL_OLD", "NONE"] } };

const operations: Record<keyof Requests, { types: Parameters; custom: unknown }> = {
  PutItem: { types: { ...putting.types, ...onFailure }, custom: putting.custom },
  DeleteItem: { types: { ...deletion.types, ...onFailure }, custom: deletion.custom },
  ConditionCheck: { types: { ...deletion.types, ...onFailure }, custom: deletion.custom },
  UpdateItem: { types: { ...updating.types, ...onFailure }, custom: updating.custom },
  GetItem: getting,
  Query: querying,
  Scan: { types: { ...scanning.types, ConsistentRead: "Boolean" }, custom: scanning.custom },
  BatchGetItem: batchGet,
  BatchWriteItem: batchWrite,
};

function checkHeeded(operation: string, body: object, types: Parameters): void {
  checkKnown(operation, body, types, operation === "Scan" ? [...unused, ...legacy] : legacy);
  const { ReturnConsumedCapacity: capacity = "NONE", ReturnItemCollectionMetrics: metrics = "NONE" } = Body.parse(body);
  if (capacity !== "NONE") throw invalid(`The local table does not know ReturnConsumedCapacity ${capacity}`);
  if (metrics !== "NONE") throw invalid(`The local table does not know ReturnItemCollectionMetrics ${metrics}`);
}

const Body = z.looseObject({
  ReturnConsumedCapacity: z.string().nullish(),
  ReturnItemCollectionMetrics: z.string().nullish(),
});

/** A request, validated and parsed. @throws EngineError as DynamoDB words it; naming a parameter that is not known here */
export function validated<Operation extends keyof Requests>(operation: Operation, body: object): Requests[Operation];
export function validated(operation: keyof Requests, body: object): object {
  const { types, custom } = operations[operation];
  const data: Record<string, unknown> & Conditioned & Partial<QueryRequest> = typed(body, types, custom);
  checkHeeded(operation, body, types);
  if (data._condition) checkOperands(data._condition.expression, "ConditionExpression");
  if (data._keyCondition) checkOperands(data._keyCondition.expression, "KeyConditionExpression");
  if (data._filter) checkOperands(data._filter.expression, "FilterExpression");
  return data;
}
