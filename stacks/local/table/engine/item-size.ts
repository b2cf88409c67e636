const utf8 = (text: unknown): number => Buffer.byteLength(String(text));
const binary = (text: unknown): number => Buffer.byteLength(String(text), "base64");

/** Up to 38 significant digits, two in a byte, and a byte besides; zeros at either end do not count. A sign is taken for one more byte. */
function number(text: unknown): number {
  const [mantissa = ""] = String(text).toLowerCase().split("e");
  const digits = mantissa.replace(/[-+.]/g, "").replace(/^0+|0+$/g, "");
  return Math.ceil(digits.length / 2) + 1 + (mantissa.startsWith("-") ? 1 : 0);
}

const sum = (sizes: Iterable<number>): number => [...sizes].reduce((all, one) => all + one, 0);
const each = (values: unknown, size: (value: unknown) => number): number =>
  sum((Array.isArray(values) ? values : []).map(size));

/** A list or map: 3 bytes, and one for each element. */
const nested = 3;
const element = 1;

const sizes: Record<string, (content: unknown) => number> = {
  S: utf8,
  N: number,
  B: binary,
  BOOL: () => 1,
  NULL: () => 1,
  SS: (all) => each(all, utf8),
  NS: (all) => each(all, number),
  BS: (all) => each(all, binary),
  L: (all) => nested + each(all, (value) => valueBytes(value) + element),
  M: (all) => nested + sum(Object.entries(Object(all)).map(([name, it]) => utf8(name) + valueBytes(it) + element)),
};

/** @throws Error for a type DynamoDB does not have */
function valueBytes(value: unknown): number {
  const [type = "", content] = Object.entries(Object(value))[0] ?? [];
  const size = sizes[type];
  if (!size) throw new Error(`DynamoDB has no attribute type "${type}"`);
  return size(content);
}

/** Bytes of an item as DynamoDB bills them (CapacityUnitCalculations). @throws Error for a type DynamoDB does not have */
export const itemBytes = (item: Readonly<Record<string, unknown>>): number =>
  sum(Object.entries(item).map(([name, value]) => utf8(name) + valueBytes(value)));
