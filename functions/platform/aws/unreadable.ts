import * as z from "zod";
import { AppError } from "../error.ts";
import { logFailure, redact } from "../observability/log.ts";
import { metric } from "../observability/metric.ts";
import { sayFault } from "../text/faults.ts";
import { type Instant, minute, now, plus } from "../time.ts";
import type { Fields } from "./table.ts";

/** Families whose keys hold what a person is known by: of them only the family is named. */
const personal = /^(EMAIL|PHONE|HANDLE|THANKED)#/;

/** Where an item is, as the log and an error may say it. */
function placeOf({ pk, sk }: Fields): string {
  const family = personal.exec(String(pk));
  return family ? `${family[1]}#…` : redact(`${pk} ${sk}`);
}

/** The fields that are the matter, and how; never what is in them. Names within a field may be somebody's words. */
const faultsIn = (cause: unknown): string =>
  cause instanceof z.ZodError
    ? [...new Set(cause.issues.map(({ path: [field = "item"], code }) => `${String(field)} (${code})`))].join(", ")
    : sayFault("stored.upcast");

export function unreadableItem(
  { kind, current }: { kind: string; current: number },
  item: Fields,
  cause: unknown,
): AppError {
  const isLater = typeof item.schema === "number" && item.schema > current;
  const remedy = isLater
    ? sayFault("stored.later", { schema: String(item.schema), known: String(current) })
    : sayFault("stored.mend");
  const said = { kind, place: placeOf(item), faults: faultsIn(cause), remedy };
  return new AppError("unreadable", sayFault("stored.unreadable", said));
}

/** Does work about one item; `undefined` where that cannot be read, which has been reported: trying again is of no use. */
export async function unlessUnreadable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "unreadable") return undefined;
    throw error;
  }
}

/** An item that is read over and over is told once in a while. */
const toldEvery = 15 * minute;
const placesAtMost = 1000;
const told = new Map<string, Instant>();

/** Has somebody hear of an item that cannot be read: by its key, never by what is in it. */
export function reportUnreadable(item: Fields, error: AppError): void {
  const [place, at] = [`${item.pk} ${item.sk}`, now()];
  const last = told.get(place);
  if (last && last <= at && at < plus(last, toldEvery)) return;
  if (told.size >= placesAtMost) told.clear();
  told.set(place, at);
  logFailure("item unreadable", error, { item: placeOf(item), ...metric("SourceTroubles") });
}
