import * as z from "zod";

/** A moment as ISO 8601 UTC with milliseconds; sorts and compares as text. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<"Instant">();
export type Instant = z.infer<typeof Instant>;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The moment that many milliseconds after 1970. */
export const instant = (millis: number): Instant => Instant.parse(new Date(millis).toISOString());

/** The one place that asks for the time; everything else is handed `now`. */
export const now = (): Instant => instant(Date.now());

export const millis = (at: Instant): number => Date.parse(at);

/** The moment `span` milliseconds after `at`. */
export const plus = (at: Instant, span: number): Instant => instant(millis(at) + span);

/** A moment as DynamoDB's time to live wants it: whole seconds after 1970. */
export const expiry = (at: Instant): number => Math.floor(millis(at) / second);

/** The last of some moments. @throws RangeError of none */
export function latest(moments: Instant[]): Instant {
  const last = moments.toSorted().at(-1);
  if (!last) throw new RangeError("None of no moments is the last");
  return last;
}

/** The first of those moments that there are, if there is any. */
export const earliest = (moments: (Instant | undefined)[]): Instant | undefined =>
  moments.filter((at) => at !== undefined).sort()[0];

/** `20261123T090000000Z`: a moment where only letters and digits are allowed. */
export const compact = (at: Instant): string => at.replace(/[^0-9TZ]/g, "");

/** Measures how long something takes, in whole milliseconds; it says nothing of the time of day. */
export function stopwatch(): () => number {
  const began = performance.now();
  return () => Math.round(performance.now() - began);
}
