import * as z from "zod";

export interface Need {
  action: string;
  resource: string;
  /** Partition keys the call touches, for `dynamodb:LeadingKeys`. */
  leadingKeys: readonly string[];
}

export interface Statement {
  effect: "Allow" | "Deny";
  actions: string[];
  resources: string[];
  /** Patterns each partition key must match one of; absent when keys do not matter. */
  leadingKeys?: string[];
}

const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const keys = z.strictObject({ "dynamodb:LeadingKeys": list });

/** Strict: what this matcher does not know must not pass for allowed. */
const StatementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: list,
  Resource: list,
  Condition: z
    .union([
      z.strictObject({ "ForAllValues:StringLike": keys }).transform((it) => it["ForAllValues:StringLike"]),
      z.strictObject({ "ForAllValues:StringEquals": keys }).transform((it) => it["ForAllValues:StringEquals"]),
    ])
    .optional(),
});

/** A policy document as a template holds it. */
export const PolicyDocument = z.object({ Statement: z.array(z.unknown()) });

/** Reads a policy's statements. @throws Error naming it when it uses an element, operator or condition key not known here */
export function readStatements(policy: string, document: z.infer<typeof PolicyDocument>): Statement[] {
  return document.Statement.map((statement) => {
    const parsed = StatementSchema.safeParse(statement);
    if (!parsed.success) {
      throw new Error(
        `The policy ${policy} has a statement the local runtime cannot judge: ${JSON.stringify(statement)}`,
      );
    }
    const { Effect: effect, Action: actions, Resource: resources, Condition } = parsed.data;
    return { effect, actions, resources, ...(Condition && { leadingKeys: Condition["dynamodb:LeadingKeys"] }) };
  });
}

const expressions = new Map<string, RegExp>();

/** Whether a text matches a pattern with IAM's wildcards: `*` for any characters, `?` for one. */
export function isLike(text: string, pattern: string): boolean {
  const known = expressions.get(pattern);
  if (known) return known.test(text);
  const source = pattern
    .replace(/[.+^$()|[\]{}\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "s");
  expressions.set(pattern, expression);
  return expression.test(text);
}

/** Part of a statement that a need was met by. */
export interface Match {
  action: string;
  resource: string;
  leadingKeys: readonly string[];
}

/** How a statement covers a need: by which of its patterns; `undefined` when it does not. */
export function matchOf(statement: Statement, need: Need): Match | undefined {
  const action = statement.actions.find((it) => isLike(need.action.toLowerCase(), it.toLowerCase()));
  const resource = action && statement.resources.find((it) => isLike(need.resource, it));
  if (!action || !resource) return undefined;
  const patterns = need.leadingKeys.map((key) => statement.leadingKeys?.find((pattern) => isLike(key, pattern)));
  if (statement.leadingKeys && patterns.includes(undefined)) return undefined;
  return { action, resource, leadingKeys: [...new Set(patterns.filter((it) => it !== undefined))] };
}
