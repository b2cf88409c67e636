import { refuseField } from "../error.ts";
import { sayFault } from "../text/faults.ts";

/** Where a list goes on, as it is handed out: which list it is of, and its last entry's place, which sorts it. */
export const cursorOf = (list: string, place: string): string =>
  Buffer.from(`${list} ${place}`, "utf8").toString("base64url");

/** The places of lists are printable ASCII; the table sorts everything else outside the bounds that it is asked for. */
const placePattern = /^[!-~]{1,1000}$/;

/** The place a cursor means; `undefined` is the beginning. @throws AppError `invalid` for another list's, or none */
export function placeOf(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const place = text.slice(list.length + 1);
  if (text.startsWith(`${list} `) && placePattern.test(place)) return place;
  return refuseField("cursor", sayFault("request.cursor"));
}
