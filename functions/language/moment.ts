import { day, hour, type Instant, millis, minute } from "../../platform/time.ts";

/** A moment as a person reads it, in their time zone: `Mon 23 Nov, 09:05 UTC`. */
export const formatMoment = (at: Instant, timeZone = "UTC"): string =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(millis(at));

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** How long after `from` it is: `5 minutes`, `3 hours`, `2 days`; `undefined` if not even a minute. */
export function formatLateness(from: Instant, now: Instant): string | undefined {
  const span = millis(now) - millis(from);
  if (span < minute) return undefined;
  if (span < 2 * hour) return counted(Math.round(span / minute), "minute");
  if (span < 2 * day) return counted(Math.round(span / hour), "hour");
  return counted(Math.round(span / day), "day");
}
