import type { FieldError } from "./error.ts";
import { sayFault } from "./text/faults.ts";

/** Levels of JSON within one field; DynamoDB holds 32 in an item, some of which are the item's own. */
const deepest = 24;

/** Names in one object, and values in one list. */
const mostEntries = { object: 500, list: 1000 };

/** Bytes of a whole body: an item holds 400 KB, and its timeline, its inquiry and its indexes are written beside it. */
const mostBytes = 200 * 1024;

/** Errors that are worth telling at once. */
const mostErrors = 20;

/** DynamoDB's smallest number; beyond the largest safe one a double has been rounded already. */
const smallest = 1e-130;

const isNumberKept = (value: number): boolean =>
  value === 0 || (Math.abs(value) <= Number.MAX_SAFE_INTEGER && Math.abs(value) >= smallest);

/** Why a name can be no attribute's: empty, no text, or one that means something to every object and so to the SDK. */
function nameTrouble(name: string): string | undefined {
  if (name === "") return sayFault("kept.noName");
  if (!name.isWellFormed()) return sayFault("kept.halfName");
  return name in Object.prototype ? sayFault("kept.name") : undefined;
}

function scalarTrouble(value: unknown): string | undefined {
  if (typeof value === "number" && !isNumberKept(value)) return sayFault("kept.number");
  return typeof value === "string" && !value.isWellFormed() ? sayFault("kept.halfText") : undefined;
}

function collectionTrouble(value: object, depth: number): string | undefined {
  if (depth >= deepest) return sayFault("kept.depth", { most: deepest });
  const isList = Array.isArray(value);
  const most = isList ? mostEntries.list : mostEntries.object;
  return Object.keys(value).length > most ? sayFault(isList ? "kept.entries" : "kept.fields", { most }) : undefined;
}

function* troublesIn(value: unknown, path: readonly string[]): Generator<FieldError> {
  const field = path.join(".") || "body";
  const isCollection = typeof value === "object" && value !== null;
  const trouble = isCollection ? collectionTrouble(value, path.length) : scalarTrouble(value);
  if (trouble !== undefined) yield { field, message: trouble };
  if (!isCollection || trouble !== undefined) return;
  for (const [name, one] of Object.entries(value)) {
    const within = [...path, name];
    const unnamed = nameTrouble(name);
    if (unnamed !== undefined) yield { field: within.join(".") || "body", message: unnamed };
    else yield* troublesIn(one, within);
  }
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? "");

/** The field that makes a body too large to be kept. */
function tooLarge(value: unknown): FieldError[] {
  if (bytesOf(value) <= mostBytes) return [];
  const fields = Object.entries(typeof value === "object" && value !== null ? value : {});
  const [largest] = fields.sort(([, a], [, b]) => bytesOf(b) - bytesOf(a));
  return [{ field: largest?.[0] ?? "body", message: sayFault("kept.size", { most: mostBytes / 1024 }) }];
}

/** What of a JSON value the table cannot hold as it is, by field; nothing of one that it can. */
export const unstorableFields = (value: unknown): FieldError[] => [
  ...troublesIn(value, []).take(mostErrors),
  ...tooLarge(value),
];
