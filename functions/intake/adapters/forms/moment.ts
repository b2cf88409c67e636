import type { Instant } from "../../../platform/time.ts";
import { EpochMoment, IsoMoment } from "../../wire/wire.ts";

const [from, until] = ["2000", "2100"];

/** ISO 8601, or seconds or milliseconds since 1970, also as text; `undefined` if it is none. */
export function momentOf(draft: string | undefined): Instant | undefined {
  const moment = EpochMoment.parse(draft) ?? IsoMoment.parse(draft);
  return moment && moment > from && moment < until ? moment : undefined;
}
