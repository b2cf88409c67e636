import { isNode, type Node, nodesOf, type Placed } from "./syntax.ts";

/** A text for people that stands in the code. */
export interface LiteralText {
  line: number;
  text: string;
}

/** Words one after the other: what nobody but a person reads is written in one. */
const isSentence = (text: string): boolean =>
  /\p{L}[,.:;!?)”"]*\s+[“"(]*[\p{L}\0]|\0[,.:;!?)”"]*\s+[“"(]*\p{L}/u.test(text);

/** What is written for machines though it has blanks: styles, headers, conditions of the table, JSON, attributes of HTML. */
const forMachines = [
  /[\w-]+:[^\s;]+[^;]*;[\w-]+:/,
  /;\s*(charset|boundary)=/,
  /[#:]\w+ (=|AND|BETWEEN) [#:]\w+/,
  /^\s*[{[]\s*"/,
  /^\s*[a-z-]+(="[^"]*")?(\s+[a-z-]+="[^"]*")*$/,
  /^([A-Z]{2,3} )+[A-Z]{2,3} ?$/,
  /^(Bearer|Content-Type:|SET|\0 ADD) \0/,
];

/** What of a piece of HTML a person reads; of another text, all of it. */
const shownIn = (markup: string): string =>
  markup
    .replace(/<style>.*?<\/style>/gs, "")
    .replace(/<!doctype[^>]*>|<!--.*?-->|<[/?]?[a-z][^>]*>/gis, " ")
    .replace(/^\0+$/, "");

/** Whoever is told by the words in these calls is a developer: in a log, in the description of the API, by a key's name. */
const toDevelopers = new Set(
  ["logInfo", "logFailure", "ignoreMail", "logContext", "privateApi", "command", "door"].concat([
    "unconditional",
    "fingerprint",
    "hmac",
    "derived",
    "stopExecution",
  ]),
);

/** Errors whose message people read; all others are thrown for programmers. */
const readErrors = new Set(["AppError", "UnmailableAddress"]);

const nameOf = (value: unknown): string => (isNode(value) && typeof value.name === "string" ? value.name : "");

const isForProgrammers = ({ type, callee }: Node): boolean =>
  type === "NewExpression" && /(Error|Stopped)$/.test(nameOf(callee)) && !readErrors.has(nameOf(callee));

const isType = ({ type }: Node): boolean =>
  type.startsWith("TS") && type !== "TSAsExpression" && type !== "TSSatisfiesExpression";

/** The words of a condition of the table; the title of a route, which is part of the API's description. */
function isDeveloperField({ type, key }: Node, around: readonly Node[]): boolean {
  if (type !== "Property") return false;
  const call = around.findLast((node) => node.type === "CallExpression");
  return nameOf(key) === "expression" || (nameOf(key) === "title" && nameOf(call?.callee) === "route");
}

/** Whether what stands there is no text for people. */
function isNoText(around: readonly Node[]): boolean {
  if (around.some((node) => isType(node) || isForProgrammers(node))) return true;
  if (around.some((node, at) => isDeveloperField(node, around.slice(0, at)))) return true;
  // What stands in a function or an object is not the word that the call is given.
  const near = around.slice(around.findLastIndex(({ type }) => /Function|ObjectExpression/.test(type)) + 1);
  return near.some(({ type, callee }) => type === "CallExpression" && toDevelopers.has(nameOf(callee)));
}

/** What a literal says, with a zero character for each value in it; `undefined` for another node. */
function said({ type, value, quasis }: Node): string | undefined {
  if (type === "Literal") return typeof value === "string" ? value : undefined;
  if (type !== "TemplateLiteral" || !Array.isArray(quasis)) return undefined;
  return quasis.map(({ value: { cooked } }: { value: { cooked: string } }) => cooked).join("\u0000");
}

const isHtml = (around: readonly Node[]): boolean => {
  const outer = around.at(-1);
  return outer?.type === "TaggedTemplateExpression" && nameOf(outer.tag) === "html";
};

function textOf({ node, around }: Placed): string | undefined {
  const text = said(node);
  if (text === undefined || isNoText(around) || forMachines.some((one) => one.test(text))) return undefined;
  const isKey = around.at(-1)?.type === "Property" && around.at(-1)?.key === node;
  const shown = shownIn(text);
  // A single word is told from a code in HTML only.
  const isRead = isHtml(around) ? /\p{L}/u.test(shown) : !isKey && isSentence(shown);
  return isRead ? text : undefined;
}

/** Whether a literal is one of the words of a type, or of a list of them: a code, which is stored and compared. */
const isWordOfAType = ({ node, around }: Placed): boolean =>
  node.type === "Literal" &&
  (around.at(-1)?.type === "TSLiteralType" ||
    (around.at(-1)?.type === "ArrayExpression" && around.at(-2)?.type === "TSAsExpression"));

/** The codes that a module declares. */
export const codesIn = (file: string, source: string): string[] =>
  nodesOf(file, source)
    .filter(isWordOfAType)
    .flatMap(({ node }) => said(node) ?? []);

/** The texts for people in a module, without those that are codes. */
export const literalTextsIn = (file: string, source: string, codes: ReadonlySet<string>): LiteralText[] =>
  nodesOf(file, source).flatMap((placed) => {
    const text = textOf(placed);
    if (text === undefined || codes.has(text)) return [];
    const line = source.slice(0, placed.node.start).split("\n").length;
    return [{ line, text: text.replaceAll("\u0000", "{}").replace(/\s+/g, " ").trim() }];
  });
