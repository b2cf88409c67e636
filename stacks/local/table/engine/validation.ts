import * as batchGet from "dynalite/validations/batchGetItem.js";
import * as batchWrite from "dynalite/validations/batchWriteItem.js";
import * as deletion from "dynalite/validations/deleteItem.js";
import * as getting from "dynalite/validations/getItem.js";
import { checkTypes, checkValidations, type Parameters } from "dynalite/validations/index.js";
import * as putting from "dynalite/validations/putItem.js";
import * as querying from "dynalite/validations/query.js";
import * as scanning from "dynalite/validations/scan.js";
import * as updating from "dynalite/validations/updateItem.js";
import * as z from "zod";
import { EngineError, invalid } from "./engine-error.ts";
import { checkOperands } from "./operand-check.ts";
import type { Conditioned, QueryRequest, Requests } from "./request.ts";

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

/** What an item may weigh is measured where it is stored, as DynamoDB measures it. */
const store = { options: { maxItemSize: Number.POSITIVE_INFINITY } };

const Refused = z.object({
  statusCode: z.number(),
  body: z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() }),
});

/** An error of dynalite's as one of ours. */
function refused(error: unknown): unknown {
  const known = Refused.safeParse(error);
  if (!known.success) return error;
  const { __type, message, Message = "" } = known.data.body;
  return new EngineError(__type.slice(__type.lastIndexOf("#") + 1), withTypeSet(message ?? Message));
}

/** DynamoDB says by now which operands there may be. */
const withTypeSet = (message: string): string =>
  message.replace(/operator: (ADD|DELETE), operand type: \w+$/, "$&, typeSet: ALLOWED_FOR_$1_OPERAND");

function checkKnown(operation: string, body: object, types: Parameters): void {
  for (const [name, value] of Object.entries(body)) {
    if (value === null || value === undefined) continue;
    const isUnused = operation === "Scan" && unused.some((one) => one === name);
    if (!(name in types) || isUnused || legacy.some((old) => old === name)) {
      throw invalid(`The local table does not know the parameter ${name} of ${operation}`);
    }
  }
  const { ReturnConsumedCapacity: capacity = "NONE", ReturnItemCollectionMetrics: metrics = "NONE" } = Body.parse(body);
  if (capacity !== "NONE") throw invalid(`The local table does not know ReturnConsumedCapacity ${capacity}`);
  if (metrics !== "NONE") throw invalid(`The local table does not know ReturnItemCollectionMetrics ${metrics}`);
}

const Body = z.looseObject({
  ReturnConsumedCapacity: z.string().nullish(),
  ReturnItemCollectionMetrics: z.string().nullish(),
});

/**
 * A request as DynamoDB reads it: types and constraints hold, numbers are in normal form, expressions are parsed.
 *
 * @throws EngineError as DynamoDB words it; naming a parameter that is not known here
 */
export function validated<Operation extends keyof Requests>(operation: Operation, body: object): Requests[Operation];
export function validated(operation: keyof Requests, body: object): object {
  const { types, custom } = operations[operation];
  checkKnown(operation, body, types);
  const data: Record<string, unknown> & Conditioned & Partial<QueryRequest> = typed(body, types, custom);
  if (data._condition) checkOperands(data._condition.expression, "ConditionExpression");
  if (data._keyCondition) checkOperands(data._keyCondition.expression, "KeyConditionExpression");
  if (data._filter) checkOperands(data._filter.expression, "FilterExpression");
  return data;
}

function typed(body: object, types: Parameters, custom: unknown): Record<string, unknown> {
  try {
    const data = checkTypes({ ...body }, types);
    checkValidations(data, types, custom, store);
    return data;
  } catch (error) {
    throw refused(error);
  }
}
