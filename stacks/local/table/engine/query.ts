import { invalid } from "./engine-error.ts";
import { asStored, holderOf } from "./item-store.ts";
import { itemKeyOf, type KeyPart, type KeyShape, keyBytes, placeOfKey } from "./key.ts";
import { ItemPage } from "./page.ts";
import type { KeyCondition, QueryRequest } from "./request.ts";
import type { Sqlite } from "./sqlite.ts";
import type { Index, TableDefinition } from "./table-definition.ts";
import type { Attributes, AttributeValue } from "./value.ts";

interface Bound {
  bytes: Buffer;
  inclusive: boolean;
}
interface Range {
  from?: Bound;
  to?: Bound;
}

/** The first bytes after all that begin with these; `undefined` when there are none. */
function successor(prefix: Buffer): Buffer | undefined {
  const at = prefix.findLastIndex((byte) => byte < 0xff);
  if (at < 0) return undefined;
  const next = Buffer.from(prefix.subarray(0, at + 1));
  next[at] = (next[at] ?? 0) + 1;
  return next;
}

/** What a condition on the sort key leaves of a partition. */
function rangeOf({ ComparisonOperator: operator, AttributeValueList: values }: KeyCondition): Range {
  const [first, second] = values.map(keyBytes);
  if (!first) throw invalid("Query condition missed key schema element");
  const at = (inclusive: boolean): Bound => ({ bytes: first, inclusive });
  switch (operator) {
    case "EQ":
      return { from: at(true), to: at(true) };
    case "LT":
    case "LE":
      return { to: at(operator === "LE") };
    case "GT":
    case "GE":
      return { from: at(operator === "GE") };
    case "BETWEEN":
      return { from: at(true), ...(second && { to: { bytes: second, inclusive: true } }) };
    case "BEGINS_WITH": {
      const end = successor(first);
      return { from: at(true), ...(end && { to: { bytes: end, inclusive: false } }) };
    }
    default:
      throw invalid("Attempted conditional constraint is not an indexable operation");
  }
}

/** The conditions of a query by its key attributes. @throws EngineError when they are not the key's */
function conditionsOf(request: QueryRequest, [hash, range]: KeyShape): { pk: AttributeValue; sort?: KeyCondition } {
  const { [hash.name]: first, ...others } = request.KeyConditions;
  if (!first) throw invalid(`Query condition missed key schema element: ${hash.name}`);
  const second = range && others[range.name];
  if (Object.keys(others).length > (second ? 1 : 0)) {
    throw range
      ? invalid(`Query condition missed key schema element: ${range.name}`)
      : invalid("Query key condition not supported");
  }
  if (first.ComparisonOperator !== "EQ") throw invalid("Query key condition not supported");
  checkTypes(first, hash);
  if (range && second) checkTypes(second, range);
  const [pk] = first.AttributeValueList;
  if (!pk) throw invalid(`Query condition missed key schema element: ${hash.name}`);
  return { pk, ...(second && { sort: second }) };
}

function checkTypes({ AttributeValueList: values }: KeyCondition, { name, type }: KeyPart): void {
  if (!values.every((value) => type in value)) {
    throw invalid("One or more parameter values were invalid: Condition parameter type does not match schema type");
  }
  if (values.some((value) => Object.values(value)[0] === "")) {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value. Key: ${name}`,
    );
  }
}

function indexOf(table: TableDefinition, request: QueryRequest): Index | undefined {
  if (request.IndexName === undefined) return undefined;
  const index = table.indexes.find(({ name }) => name === request.IndexName);
  if (!index) throw invalid(`The table does not have the specified index: ${request.IndexName}`);
  if (index.isGlobal && request.ConsistentRead) {
    throw invalid("Consistent reads are not supported on global secondary indexes");
  }
  return index;
}

/** Filters may not name keys; what an index does not hold cannot be asked of it. */
function checkNames(request: QueryRequest, keys: KeyShape, index: Index | undefined): void {
  const key = keys.find((part) => part && request._filter?.pathHeads[part.name]);
  if (key) {
    throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`);
  }
  if (!index?.holds) return;
  if (request.Select === "ALL_ATTRIBUTES") {
    throw invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const missing = request._projection?.paths.map(([name]) => String(name)).filter((name) => !index.holds?.has(name));
  if (missing && missing.length > 0) {
    throw invalid(
      `One or more parameter values were invalid: Global secondary index ${index.name} does not project [${missing.join(", ")}]`,
    );
  }
}

interface Statement {
  sql: string;
  values: (Buffer | string | number)[];
}

/** The rows of a partition beyond a place, in order. */
function statementOf(source: { table: TableDefinition; index: Index | undefined }, request: QueryRequest): Statement {
  const { table, index } = source;
  const keys = index?.keys ?? table.keys;
  const { pk, sort } = conditionsOf(request, keys);
  const { from, to } = sort ? rangeOf(sort) : {};
  const backward = request.ScanIndexForward === false;
  const clauses = ["holder = ?", "pk = ?"];
  const values: (Buffer | string | number)[] = [index ? holderOf(table, index) : table.id, keyBytes(pk)];
  const bound = (sign: string, { bytes, inclusive }: Bound) => {
    clauses.push(`sk ${sign}${inclusive ? "=" : ""} ?`);
    values.push(bytes);
  };
  if (from) bound(">", from);
  if (to) bound("<", to);
  const order = index ? ["sk", "itemPk", "itemSk"] : ["sk"];
  if (request.ExclusiveStartKey) {
    const start = startOf(request.ExclusiveStartKey, pk, table, index);
    clauses.push(`(${order.join(", ")}) ${backward ? "<" : ">"} (${order.map(() => "?").join(", ")})`);
    values.push(...start);
  }
  const sorted = order.map((column) => `${column}${backward ? " DESC" : ""}`).join(", ");
  const sql = `SELECT item, bytes FROM ${index ? "entries" : "items"} WHERE ${clauses.join(" AND ")} ORDER BY ${sorted}`;
  return { sql, values };
}

const badStart = "The provided starting key is invalid";

/** The place that a page begins after. */
function startOf(start: Attributes, pk: AttributeValue, table: TableDefinition, index: Index | undefined): Buffer[] {
  const own = itemKeyOf(start, [table.keys]);
  const expected = itemKeyOf(start, index ? [index.keys, table.keys] : [table.keys]);
  const names = new Set([...table.keys, ...(index?.keys ?? [])].flatMap((part) => (part ? [part.name] : [])));
  if (Object.keys(start).length !== names.size || Object.keys(expected).length !== names.size) throw invalid(badStart);
  const at = placeOfKey(own, table.keys);
  const [hash, range] = index?.keys ?? table.keys;
  const [partition, sort] = [start[hash.name], range && start[range.name]];
  if (!partition || !(hash.type in partition) || (range && !(sort && range.type in sort))) throw invalid(badStart);
  if (!keyBytes(partition).equals(keyBytes(pk))) {
    throw invalid("The provided starting key is outside query boundaries based on provided conditions");
  }
  return index ? [sort ? keyBytes(sort) : Buffer.alloc(0), at.pk, at.sk] : [at.sk];
}

/** Answers one page of a query. @throws EngineError */
export function runQuery(sqlite: Sqlite, table: TableDefinition, request: QueryRequest): object {
  const index = indexOf(table, request);
  const keys = index?.keys ?? table.keys;
  checkNames(request, keys, index);
  const { sql, values } = statementOf({ table, index }, request);
  const page = new ItemPage(request);
  for (const row of sqlite.each(sql, ...values)) if (!page.take(asStored(row))) break;
  return page.answer((last) => itemKeyOf(last, [table.keys, keys]));
}
