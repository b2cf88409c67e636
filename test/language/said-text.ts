import { isNode, type Node, nodesOf } from "./syntax.ts";

/** A text that the code says: of which catalogue, under which key, with which values. */
export interface SaidText {
  say: string;
  /** With a zero character where a part of it is in a variable. */
  key: string;
  /** The names of what it is given, where they are written out. */
  given: string[] | undefined;
}

const nameOf = (value: unknown): string => (isNode(value) && typeof value.name === "string" ? value.name : "");

/** Whose text a call says: `sayPage(…)`, `sayPage.around(…)`, `sayPage.in(language)(…)`. */
function sayOf(callee: unknown): string {
  if (!isNode(callee)) return "";
  if (callee.type === "MemberExpression") return nameOf(callee.property) === "around" ? sayOf(callee.object) : "";
  if (callee.type !== "CallExpression") return nameOf(callee);
  const inner = callee.callee;
  return isNode(inner) && nameOf(inner.property) === "in" ? nameOf(inner.object) : "";
}

function keyOf({ type, value, quasis }: Node): string | undefined {
  if (type === "Literal") return typeof value === "string" ? value : undefined;
  if (type !== "TemplateLiteral" || !Array.isArray(quasis)) return undefined;
  return quasis.map(({ value: { cooked } }: { value: { cooked: string } }) => cooked).join("\u0000");
}

/** The keys that a first argument may be; with its conditions only those sides that are keys. */
function keysIn(argument: unknown): string[] {
  if (!isNode(argument)) return [];
  if (argument.type === "ConditionalExpression") return [argument.consequent, argument.alternate].flatMap(keysIn);
  const key = keyOf(argument);
  return key === undefined ? [] : [key];
}

function namesIn(argument: unknown): string[] | undefined {
  if (!isNode(argument) || argument.type !== "ObjectExpression" || !Array.isArray(argument.properties))
    return undefined;
  return argument.properties.map(({ key }: Node) => nameOf(key));
}

/** Whose texts a plain `say` says in a module: `const say = sayForm.in(language)`, `say: Say = sayForm`. */
const sayHere = (source: string): string => /\bsay(?:: \w+)? = (say\w+)/.exec(source)?.[1] ?? "say";

/** The texts that a module says. */
export const textsSaidIn = (file: string, source: string): SaidText[] =>
  nodesOf(file, source).flatMap(({ node: { type, callee, arguments: given } }) => {
    const name = type === "CallExpression" ? sayOf(callee) : "";
    if (!/^say/.test(name) || !Array.isArray(given)) return [];
    const say = name === "say" ? sayHere(source) : name;
    const [key, values] = given;
    return keysIn(key).map((one) => ({ say, key: one, given: namesIn(values) }));
  });
