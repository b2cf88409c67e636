import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import { overLimits } from "../../platform/json-shape.ts";

function refuse(message: string, cause?: unknown): never {
  throw new AppError("invalid", message, { errors: [{ field: "body", message }], cause });
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

/** JSON; whole numbers beyond 2^53 come as text. @throws AppError `invalid` for no UTF-8, no JSON, or beyond `limits` */
export function exactJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (cause) {
    return refuse(sayDelivery("body.noText"), cause);
  }
  const over = overLimits(text);
  if (over) refuse(sayDelivery("body.over", { over }));
  try {
    return parse(text, exact);
  } catch (cause) {
    return refuse(sayDelivery("body.noJson"), cause);
  }
}
