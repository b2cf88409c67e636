import { invalid } from "./engine-error.ts";
import { sum } from "./number.ts";
import { isPath, type Path, valueAtPath } from "./path.ts";
import { type Attributes, type AttributeValue, typeOf } from "./value.ts";

/** The right side of a SET, as dynalite's parser gives it. */
export type Expression =
  | Path
  | AttributeValue
  | { type: "add" | "subtract"; args: [Expression, Expression] }
  | { type: "function"; name: string; args: [Expression, Expression] };

export type Section =
  | { type: "set"; path: Path; val: Expression; attrType?: string | null }
  | { type: "remove"; path: Path; attrType?: undefined }
  | { type: "add" | "delete"; path: Path; val: AttributeValue; attrType?: string | null };

const wrongType = "An operand in the update expression has an incorrect data type";
const wrongPath = "The document path provided in the update expression is invalid for update";
const nothingThere = "The provided expression refers to an attribute that does not exist in the item";

/** What an expression is for the item as it was. @throws EngineError for an operand that is missing or of another type */
function evaluate(expression: Expression, item: Attributes): AttributeValue {
  const found = isPath(expression) ? valueAtPath(item, expression) : calculated(expression, item);
  if (found === undefined) throw invalid(nothingThere);
  return structuredClone(found);
}

function calculated(expression: Exclude<Expression, Path>, item: Attributes): AttributeValue | undefined {
  if (!("type" in expression)) return expression;
  const [first, second] = expression.args;
  if (expression.type !== "function") {
    const [a, b] = [evaluate(first, item), evaluate(second, item)];
    if (!("N" in a) || !("N" in b)) throw invalid(wrongType);
    return { N: sum(a.N, b.N, expression.type === "subtract") };
  }
  if (expression.name === "if_not_exists") {
    return (isPath(first) && valueAtPath(item, first)) || evaluate(second, item);
  }
  const [a, b] = [evaluate(first, item), evaluate(second, item)];
  if (!("L" in a) || !("L" in b)) throw invalid(wrongType);
  return { L: [...a.L, ...b.L] };
}

const setTypes = ["SS", "NS", "BS"] as const;

function setOf(value: AttributeValue): [(typeof setTypes)[number], string[]] {
  const [type] = setTypes.flatMap((name) => (name in value ? [name] : []));
  const [members] = Object.values(value);
  if (!type || !Array.isArray(members)) throw invalid(wrongType);
  return [type, members.map(String)];
}

const asSet = (type: (typeof setTypes)[number], members: string[]): AttributeValue =>
  type === "SS" ? { SS: members } : type === "NS" ? { NS: members } : { BS: members };

function added(before: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (before && typeOf(before) !== typeOf(value)) throw invalid(wrongType);
  if ("N" in value) return { N: sum(before && "N" in before ? before.N : "0", value.N, false) };
  const [type, members] = setOf(value);
  return asSet(type, [...new Set([...(before ? setOf(before)[1] : []), ...members])]);
}

/** A set without these members; `undefined` when nothing is left of it. */
function without(before: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  if (typeOf(before) !== typeOf(value)) throw invalid(wrongType);
  const [type, gone] = setOf(value);
  const left = setOf(before)[1].filter((member) => !gone.includes(member));
  return left.length > 0 ? asSet(type, left) : undefined;
}

/** Where a path's last piece lies. @throws EngineError when there is no such map or list */
function parentOf(item: Attributes, path: Path): { M: Attributes } | { L: AttributeValue[] } {
  const parent = path.length === 1 ? { M: item } : valueAtPath(item, path.slice(0, -1));
  const inList = typeof path.at(-1) === "number";
  if (parent && "L" in parent && inList) return parent;
  if (parent && "M" in parent && !inList) return parent;
  throw invalid(wrongPath);
}

function place(item: Attributes, path: Path, value: AttributeValue): void {
  const parent = parentOf(item, path);
  const last = path.at(-1);
  if ("L" in parent) {
    if (Number(last) < parent.L.length) parent.L[Number(last)] = value;
    else parent.L.push(value);
  } else parent.M[String(last)] = value;
}

function remove(item: Attributes, path: Path): void {
  const parent = parentOf(item, path);
  const last = path.at(-1);
  if ("L" in parent) parent.L.splice(Number(last), 1);
  else delete parent.M[String(last)];
}

/** The place in a list; of what lies in a map, before all. */
const placeInList = ({ path }: { path: Path }): number => {
  const last = path.at(-1);
  return typeof last === "number" ? last : -1;
};

/** An item after an update expression, by its values before. @throws EngineError for a missing path or a wrong operand */
export function updated(before: Attributes, sections: readonly Section[]): Attributes {
  const item = structuredClone(before);
  const values = new Map(
    sections.map((section) => [section, section.type === "set" ? evaluate(section.val, before) : undefined]),
  );
  const gone: Path[] = [];
  for (const section of sections.toSorted((a, b) => placeInList(a) - placeInList(b))) {
    const there = valueAtPath(before, section.path);
    const value = values.get(section);
    if (section.type === "set" && value) place(item, section.path, value);
    else if (section.type === "add") place(item, section.path, added(there, section.val));
    else if (section.type === "delete" && there) {
      const left = without(there, section.val);
      if (left) place(item, section.path, left);
      else gone.push(section.path);
    } else if (section.type === "remove") gone.push(section.path);
    if (section.type !== "set") parentOf(item, section.path);
  }
  for (const path of gone.toReversed()) remove(item, path);
  return item;
}
