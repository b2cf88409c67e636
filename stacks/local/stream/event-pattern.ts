/** A test of one field in an event pattern: a value, or an object such as `{ prefix: "LEAD" }`. */
type Matcher = unknown;

/** Matches exact values, `prefix`, `exists`, `anything-but` (values or a prefix). @throws Error naming any other operator */
export function matches(pattern: unknown, value: unknown): boolean {
  if (!isRecord(pattern)) throw new Error(`An event pattern is an object, not ${JSON.stringify(pattern)}`);
  return Object.entries(pattern).every(([key, wanted]) => {
    const field = isRecord(value) ? value[key] : undefined;
    return Array.isArray(wanted) ? wanted.some((matcher) => matchesOne(matcher, field)) : matches(wanted, field);
  });
}

function matchesOne(matcher: Matcher, field: unknown): boolean {
  if (Array.isArray(field)) return field.some((item) => matchesOne(matcher, item));
  if (!isRecord(matcher)) return field === matcher;
  return Object.entries(matcher).every(([operator, operand]) => {
    const test = operators[operator];
    if (!test) throw new Error(`The local runtime does not know "${operator}" in an event pattern`);
    return test(operand, field);
  });
}

const operators: Record<string, (operand: unknown, field: unknown) => boolean> = {
  prefix: (operand, field) => typeof field === "string" && field.startsWith(String(operand)),
  exists: (operand, field) => (field !== undefined) === operand,
  "anything-but": (operand, field) => {
    if (field === undefined) return false;
    if (isRecord(operand)) return !matchesOne(operand, field);
    return ![operand].flat().includes(field);
  },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
