/** An attribute as DynamoDB writes it in JSON: one type, one content. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { L: AttributeValue[] }
  | { M: Attributes };

export interface Attributes {
  [name: string]: AttributeValue;
}

export type AttributeType = "S" | "N" | "B" | "BOOL" | "NULL" | "SS" | "NS" | "BS" | "L" | "M";

const types: ReadonlySet<string> = new Set(["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"]);
const isType = (name: string | undefined): name is AttributeType => name !== undefined && types.has(name);

/** The type of an attribute that was validated. */
export function typeOf(value: AttributeValue): AttributeType {
  const [type] = Object.keys(value);
  if (!isType(type)) throw new Error(`DynamoDB has no attribute type "${type}"`);
  return type;
}

/** Whether two attributes are the same to DynamoDB: sets have no order, maps none of their names. Numbers are in normal form. */
export function equal(a: AttributeValue, b: AttributeValue): boolean {
  if (typeOf(a) !== typeOf(b)) return false;
  if ("SS" in a && "SS" in b) return sameMembers(a.SS, b.SS);
  if ("NS" in a && "NS" in b) return sameMembers(a.NS, b.NS);
  if ("BS" in a && "BS" in b) return sameMembers(a.BS, b.BS);
  if ("L" in a && "L" in b) return a.L.length === b.L.length && a.L.every((one, at) => same(one, b.L[at]));
  if ("M" in a && "M" in b) return equalItems(a.M, b.M);
  return Object.values(a)[0] === Object.values(b)[0];
}

export function equalItems(a: Attributes, b: Attributes): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => same(a[name], b[name]));
}

const same = (a: AttributeValue | undefined, b: AttributeValue | undefined): boolean =>
  a !== undefined && b !== undefined && equal(a, b);

const sameMembers = (a: string[], b: string[]): boolean => {
  const members = new Set(a);
  return a.length === b.length && b.every((one) => members.has(one));
};
