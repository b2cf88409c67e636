import { AsyncLocalStorage } from "node:async_hooks";
import { now } from "../time.ts";
import type { Embedded } from "./metric.ts";

/** What a line says besides its message: ids and outcomes. Nothing else fits, so that no item or event slips in whole. */
export type LogFields = Record<string, string | number | boolean | Embedded | undefined>;

const thread = new AsyncLocalStorage<LogFields>();

/** Does work whose every line says these ids: `lead` is the thread; `inquiry`, `touch` and `mail` name its steps. */
export const withLogContext = <T>(ids: LogFields, work: () => T): T =>
  thread.run({ ...thread.getStore(), ...ids }, work);

/** Begins a piece of work of its own, such as a request: every line from here on says these ids, and no other's. */
export const startLogContext = (ids: LogFields): void => thread.enterWith({ ...ids });

/** What has become known of the work at hand: its lines say it from here on. */
export function addLogContext(ids: LogFields): void {
  const known = thread.getStore();
  if (known) Object.assign(known, ids);
}

// Straight to standard output: Lambda would wrap what the console prints, and CloudWatch finds metrics at the top only.
function write(level: "INFO" | "ERROR", message: string, fields: LogFields): void {
  const head = { timestamp: now(), level, message };
  // Named twice: it comes first, and no field takes its place.
  const line = { ...head, ...thread.getStore(), ...fields, ...head };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Says something happened, as one JSON line. Ids and outcomes only: never a name, an address, a body or a secret. */
export const logInfo = (message: string, fields: LogFields = {}): void => write("INFO", message, fields);

/** Says something failed, with the error's own words, as far as they are harmless, and where it was thrown. */
export function logFailure(message: string, error: unknown, fields: LogFields = {}): void {
  const cause = error instanceof Error ? error : new Error(String(error));
  write("ERROR", message, { ...fields, error: cause.name, reason: redact(cause.message), stack: framesOf(cause) });
}

const address = /(?<![^\s"'<>(),;:[\]])[^\s"'<>(),;:[\]]+@[^\s"'<>(),;:[\]]+/g;
const number = /\+\d[\d ().-]{5,}\d/g;

/** An error's words without the mail addresses and phone numbers that AWS or a parser may quote in them. */
export const redact = (words: string): string => words.replace(address, "<address>").replace(number, "<number>");

const framesOf = ({ stack }: Error): string | undefined =>
  stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
