import { type Instant, instant } from "../../platform/clock.ts";

const [from, until] = [Date.parse("2000-01-01"), Date.parse("2100-01-01")];

/** A moment as a form tool writes it: ISO 8601, or milliseconds since 1970, also as text; `undefined` if it is none. */
export function momentOf(said: string | number | undefined): Instant | undefined {
  if (said === undefined) return undefined;
  const millis = /^\d+$/.test(String(said)) ? Number(said) : Date.parse(String(said));
  return millis > from && millis < until ? instant(millis) : undefined;
}
