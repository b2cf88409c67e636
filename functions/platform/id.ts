import { encodeTime, ulid } from "ulid";
import { type Instant, millis } from "./time.ts";

const timeLength = 10;
const placeLength = 4;

/**
 * A sortable id made at `now`: 26 characters of Crockford base32 (ULID). Ids of one millisecond sort by `place`, below
 * 1,048,576; without it they sort by chance.
 */
export function sortable(now: Instant, place?: number): string {
  const id = ulid(millis(now));
  if (place === undefined) return id;
  return `${id.slice(0, timeLength)}${encodeTime(place, placeLength)}${id.slice(timeLength + placeLength)}`;
}

/** What ids of that moment, and of none before it, begin with. */
export const sortableFrom = (at: Instant): string => encodeTime(millis(at), timeLength);

/** The pattern of an id with a prefix that says what it is, such as `ld_01K5…`. */
export const idPattern = (prefix: string): RegExp => new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`);
