import type { Instant } from "../../../platform/time.ts";
import { Iso, Moment } from "../../wire/wire.ts";

const [from, until] = ["2000", "2100"];

/** A moment as a form tool writes it: ISO 8601, or seconds or milliseconds since 1970, also as text; `undefined` if it is none. */
export function momentOf(said: string | undefined): Instant | undefined {
  const moment = Moment.parse(said) ?? Iso.parse(said);
  return moment && moment > from && moment < until ? moment : undefined;
}
