import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseSync } from "vite";

export const root = resolve(import.meta.dirname, "../..");

/** A regular expression in the product's source. */
export interface Pattern {
  /** `functions/email/inbound/bounce.ts:28`. */
  place: string;
  source: string;
  flags: string;
  /** It stands in a call of `cappedPattern`, and can be tried in no other way. */
  capped: boolean;
}

/** A `new RegExp(…)` in the source: what it makes is known when it is loaded. */
export interface Construction {
  file: string;
  line: number;
  column: number;
  capped: boolean;
}

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const nameOf = (node: unknown): unknown => (isNode(node) ? node.name : undefined);

const isCall = (node: Record<string, unknown>): boolean =>
  node.type === "CallExpression" || node.type === "NewExpression";

/** The line and column of a place in a text, both from 1. */
function positionIn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What a module of the product has of regular expressions: those written out, and those put together. */
export function patternsIn(file: string, text: string): { literals: Pattern[]; constructions: Construction[] } {
  const literals: Pattern[] = [];
  const constructions: Construction[] = [];
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const visit = (node: unknown, capped: boolean): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, capped);
    if (!isNode(node) || Array.isArray(node)) return;
    const { regex, start } = node;
    const { line, column } = positionIn(text, Number(start ?? 0));
    if (isNode(regex))
      literals.push({
        ...{ place: `${file}:${line}`, capped },
        ...{ source: String(regex.pattern), flags: String(regex.flags) },
      });
    if (isCall(node) && nameOf(node.callee) === "RegExp") constructions.push({ file, line, column, capped });
    const isCapping = isCall(node) && nameOf(node.callee) === "cappedPattern";
    for (const [name, inner] of Object.entries(node))
      if (name !== "callee" || !isCapping) visit(inner, isCapping || (capped && !isFunction(node)));
  };
  visit(program, false);
  return { literals, constructions };
}

const isFunction = ({ type }: Record<string, unknown>): boolean =>
  type === "ArrowFunctionExpression" || type === "FunctionExpression";

/** The modules of the product: all that reads what comes from outside. */
export const modules = (): string[] =>
  readdirSync(join(root, "functions"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.(ts|js)$/.test(file))
    .map((file) => join("functions", file))
    .toSorted();

export const sourceOf = (file: string): string => readFileSync(join(root, file), "utf8");
