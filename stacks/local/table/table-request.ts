import * as z from "zod";
import { jsonOf } from "./json-body.ts";

/** Attributes as DynamoDB writes them in JSON: `{ pk: { S: "LEAD#1" } }`. */
export type WireItem = Record<string, unknown>;

/** One thing a request does to one item or one stretch of items. */
export interface TablePart {
  /** As IAM names it: a transaction's parts are `PutItem`, `UpdateItem` and so on. */
  action: string;
  table: string;
  index?: string;
  /** The item's key attributes, and all others when it is put whole; of a Query the partition key alone. */
  item?: WireItem;
  consistent: boolean;
  /** Not all of what is read is answered. */
  projected: boolean;
}

const attributes = z.custom<WireItem>((value) => typeof value === "object" && value !== null);
const Put = z.object({ TableName: z.string(), Item: attributes });
const ByKey = z.object({ TableName: z.string(), Key: attributes });
const Get = ByKey.extend({ ConsistentRead: z.boolean().default(false), ProjectionExpression: z.string().optional() });
const Query = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: attributes,
  ConsistentRead: z.boolean().default(false),
  ProjectionExpression: z.string().optional(),
});
const BatchGet = z.object({
  RequestItems: z.record(
    z.string(),
    Get.pick({ ConsistentRead: true, ProjectionExpression: true }).extend({ Keys: z.array(attributes) }),
  ),
});
const TransactWrite = z.object({
  TransactItems: z.array(
    z.object({
      Put: Put.optional(),
      Update: ByKey.optional(),
      Delete: ByKey.optional(),
      ConditionCheck: ByKey.optional(),
    }),
  ),
});
const OnTable = z.object({ TableName: z.string().default("*") });

type Reader = (body: unknown) => TablePart[];

const written = { consistent: true, projected: false };

const put: Reader = (body) => {
  const { TableName: table, Item: item } = Put.parse(body);
  return [{ action: "PutItem", table, item, ...written }];
};

const byKey =
  (action: string): Reader =>
  (body) => {
    const { TableName: table, Key: item } = ByKey.parse(body);
    return [{ action, table, item, ...written }];
  };

const readers: Record<string, Reader> = {
  PutItem: put,
  UpdateItem: byKey("UpdateItem"),
  DeleteItem: byKey("DeleteItem"),
  GetItem: (body) => {
    const { TableName: table, Key: item, ConsistentRead: consistent, ProjectionExpression } = Get.parse(body);
    return [{ action: "GetItem", table, item, consistent, projected: ProjectionExpression !== undefined }];
  },
  Query: (body) => [queryPart(Query.parse(body))],
  BatchGetItem: (body) =>
    Object.entries(BatchGet.parse(body).RequestItems).flatMap(([table, { Keys, ConsistentRead, ...rest }]) => {
      const projected = rest.ProjectionExpression !== undefined;
      return Keys.map((item) => ({ action: "BatchGetItem", table, item, consistent: ConsistentRead, projected }));
    }),
  TransactWriteItems: (body) =>
    TransactWrite.parse(body).TransactItems.flatMap(({ Put: whole, Update, Delete, ConditionCheck }) => [
      ...(whole ? put(whole) : []),
      ...(Update ? byKey("UpdateItem")(Update) : []),
      ...(Delete ? byKey("DeleteItem")(Delete) : []),
      ...(ConditionCheck ? byKey("ConditionCheckItem")(ConditionCheck) : []),
    ]),
};

/** Each request is asked about several times, before and after it is answered. */
const read = new WeakMap<Buffer, TablePart[]>();

/** What a request to DynamoDB does, part by part, in its order. A kind not known here is one part on its table. */
export function tableParts(operation: string, body: Buffer): TablePart[] {
  const parts = read.get(body) ?? readParts(operation, body);
  read.set(body, parts);
  return parts;
}

/** The items a request puts, whole; undefined when it does something else too, so that it does not show the outcome. */
export function itemsPut(operation: string, body: Buffer): WireItem[] | undefined {
  const parts = tableParts(operation, body);
  const items = parts.flatMap(({ action, item }) => (action === "PutItem" && item ? [item] : []));
  return items.length === parts.length ? items : undefined;
}

function readParts(operation: string, body: Buffer): TablePart[] {
  const input = jsonOf(body);
  const reader = Object.hasOwn(readers, operation) && readers[operation];
  if (reader) return reader(input);
  return [{ action: operation, table: OnTable.parse(input).TableName, consistent: false, projected: false }];
}

function queryPart(query: z.infer<typeof Query>): TablePart {
  const [, name = "", value = ""] = /(#?[\w.-]+)\s*=\s*(:\w+)/.exec(query.KeyConditionExpression) ?? [];
  return {
    action: "Query",
    table: query.TableName,
    ...(query.IndexName && { index: query.IndexName }),
    item: { [query.ExpressionAttributeNames[name] ?? name]: query.ExpressionAttributeValues[value] },
    consistent: query.ConsistentRead,
    projected: query.ProjectionExpression !== undefined,
  };
}
