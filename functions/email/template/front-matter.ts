/** A line of a mail's text that is wrong. `line` counts from 1. */
export class FrontMatterError extends SyntaxError {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = "FrontMatterError";
    this.line = line;
  }
}

const fieldNames = ["purpose", "subject", "preheader"] as const;
type FieldName = (typeof fieldNames)[number];

export interface FrontMatter {
  fields: Partial<Record<FieldName, { value: string; line: number }>>;
  body: string;
  /** The line on which the body begins, from 1. */
  bodyLine: number;
}

const isFieldName = (name: string): name is FieldName => fieldNames.some((one) => one === name);

/** Front matter stands between two lines `---`; `undefined` without one. @throws FrontMatterError for no field, or one twice */
export function frontMatter(text: string): FrontMatter | undefined {
  const rows = text.replaceAll("\r\n", "\n").split("\n");
  const end = rows[0] === "---" ? rows.indexOf("---", 1) : -1;
  if (end < 0) return undefined;
  const fields: FrontMatter["fields"] = {};
  for (const [place, row] of rows.slice(1, end).entries()) {
    if (row.trim() === "") continue;
    const colon = row.indexOf(":");
    const [name, value] = [row.slice(0, colon).trim(), row.slice(colon + 1).trim()];
    const line = place + 2;
    if (colon < 1 || !isFieldName(name) || !value)
      throw new FrontMatterError(line, `the front matter has "${row}", but may have ${fieldNames.join(", ")} only`);
    if (fields[name]) throw new FrontMatterError(line, `the front matter has ${name} twice`);
    fields[name] = { value, line };
  }
  return { fields, body: rows.slice(end + 1).join("\n"), bodyLine: end + 2 };
}
