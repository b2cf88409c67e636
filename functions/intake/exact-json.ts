import { Refusal } from "../platform/error.ts";

/** Deeper than any platform's payload; a parser of ours that recurses must not be led further. */
export const depthAtMost = 60;

function refuse(message: string, cause?: unknown): never {
  throw new Refusal("invalid", message, { errors: [{ field: "body", message }], cause });
}

/** How deep a JSON text is nested, whether or not it is JSON otherwise. */
export function depthOf(text: string): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inText && char === "\\") at++;
    else if (char === '"') inText = !inText;
    else if (!inText && (char === "{" || char === "[")) deepest = Math.max(deepest, ++depth);
    else if (!inText && (char === "}" || char === "]")) depth--;
  }
  return deepest;
}

/** A whole number that a double would round is kept as the text it was: platforms' ids exceed 2^53. */
function exact(_: string, value: unknown, { source }: { source?: string } = {}): unknown {
  const rounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
  return rounded && source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
/** The third argument of a reviver is newer than TypeScript's own types (proposal "JSON.parse source text access"). */
const parse: (text: string, reviver: Reviver) => unknown = JSON.parse;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * Reads JSON without losing a digit: whole numbers beyond 2^53 come as text.
 *
 * @throws Refusal `invalid` for what is not UTF-8, not JSON, or nested beyond any payload
 */
export function exactJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (cause) {
    return refuse("The body is not UTF-8 text.", cause);
  }
  if (depthOf(text) > depthAtMost) refuse(`The body is nested over ${depthAtMost} levels deep.`);
  try {
    return parse(text, exact);
  } catch (cause) {
    return refuse("The body is not JSON.", cause);
  }
}
