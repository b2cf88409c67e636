import { compareNumbers } from "./number.ts";
import { isPath, type Path, valueAtPath } from "./path.ts";
import { type Attributes, type AttributeValue, equal, typeOf } from "./value.ts";

/** A call in an expression, as dynalite's parser gives it. */
export interface FunctionCall {
  type: "function";
  name: string;
  args: Operand[];
}

export type Operand = Path | AttributeValue | FunctionCall;

export type ConditionNode =
  | { type: "and"; args: [ConditionNode, ConditionNode] }
  | { type: "or"; args: [ConditionNode, ConditionNode] }
  | { type: "not"; args: [ConditionNode] }
  | { type: "=" | "<>" | "<" | "<=" | ">" | ">=" | "between" | "in"; args: [Operand, ...Operand[]] }
  | FunctionCall;

const isCall = (operand: Operand): operand is FunctionCall => "type" in operand;

type Value = AttributeValue | undefined;

/** What an operand is for an item. */
function resolve(operand: Operand, item: Attributes): Value {
  if (isPath(operand)) return valueAtPath(item, operand);
  if (!isCall(operand)) return operand;
  const [argument] = operand.args;
  const size = argument && sizeOf(resolve(argument, item));
  return size === undefined ? undefined : { N: String(size) };
}

/** The function `size` (developer guide: Expressions.OperatorsAndFunctions); numbers, booleans and null have none. */
function sizeOf(value: Value): number | undefined {
  if (value === undefined) return undefined;
  if ("S" in value) return Buffer.byteLength(value.S);
  if ("B" in value) return Buffer.from(value.B, "base64").length;
  if ("M" in value) return Object.keys(value.M).length;
  const [content] = Object.values(value);
  return Array.isArray(content) ? content.length : undefined;
}

/** Below, at, or above zero; `undefined` for what has no order. */
export function order(a: Value, b: Value): number | undefined {
  if (!a || !b) return undefined;
  if ("N" in a && "N" in b) return compareNumbers(a.N, b.N);
  if ("S" in a && "S" in b) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if ("B" in a && "B" in b) return Buffer.compare(Buffer.from(a.B, "base64"), Buffer.from(b.B, "base64"));
  return undefined;
}

const isEqual = (a: Value, b: Value): boolean => a !== undefined && b !== undefined && equal(a, b);

function contains(container: Value, sought: Value): boolean {
  if (!container || !sought) return false;
  if ("S" in container) return "S" in sought && container.S.includes(sought.S);
  if ("SS" in container) return "S" in sought && container.SS.includes(sought.S);
  if ("NS" in container) return "N" in sought && container.NS.includes(sought.N);
  if ("BS" in container) return "B" in sought && container.BS.includes(sought.B);
  if ("L" in container) return container.L.some((one) => equal(one, sought));
  if (!("B" in container) || !("B" in sought)) return false;
  return Buffer.from(container.B, "base64").includes(Buffer.from(sought.B, "base64"));
}

function beginsWith(value: Value, prefix: Value): boolean {
  if (!value || !prefix) return false;
  if ("S" in value && "S" in prefix) return value.S.startsWith(prefix.S);
  if (!("B" in value) || !("B" in prefix)) return false;
  const start = Buffer.from(prefix.B, "base64");
  return Buffer.from(value.B, "base64").subarray(0, start.length).equals(start);
}

const functions: Record<string, (first: Value, second: Value) => boolean> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  attribute_type: (value, type) => value !== undefined && type !== undefined && "S" in type && typeOf(value) === type.S,
  begins_with: beginsWith,
  contains,
};

const comparisons: Record<string, (a: Value, b: Value) => boolean> = {
  "=": isEqual,
  "<>": (a, b) => !isEqual(a, b),
  "<": (a, b) => (order(a, b) ?? 0) < 0,
  ">": (a, b) => (order(a, b) ?? 0) > 0,
  "<=": (a, b) => (order(a, b) ?? 1) <= 0,
  ">=": (a, b) => (order(a, b) ?? -1) >= 0,
};

/** A condition that compares, rather than joins others. */
export type Comparison = Exclude<ConditionNode, { type: "and" } | { type: "or" } | { type: "not" }>;

/** Whether a condition holds of an item; of one that is not there, all paths lead to nothing. */
export function holds(condition: ConditionNode, item: Attributes): boolean {
  switch (condition.type) {
    case "and":
      return condition.args.every((part) => holds(part, item));
    case "or":
      return condition.args.some((part) => holds(part, item));
    case "not":
      return !holds(condition.args[0], item);
    case "in": {
      const [value, ...listed] = condition.args.map((operand) => resolve(operand, item));
      return listed.some((one) => isEqual(value, one));
    }
    case "between": {
      const [value, low, high] = condition.args.map((operand) => resolve(operand, item));
      return (order(value, low) ?? -1) >= 0 && (order(value, high) ?? 1) <= 0;
    }
    default:
      return compared(condition, item);
  }
}

function compared(condition: Comparison, item: Attributes): boolean {
  const test = condition.type === "function" ? functions[condition.name] : comparisons[condition.type];
  if (!test) throw new Error(`No comparison ${condition.type}`);
  const [first, second] = condition.args.map((operand) => resolve(operand, item));
  return test(first, second);
}
