import { day, hour, type Instant, millis, minute } from "../platform/time.ts";

/** As which region's a language writes days and hours, where that is not the language's own. */
const regions: Readonly<Record<string, string>> = { en: "en-GB" };

const regional = (language: string): string => regions[language] ?? language;

/** A moment as a person reads it, in their time zone: `Mon 23 Nov, 09:05 UTC`. */
export const formatMoment = (at: Instant, timeZone = "UTC", language = "en"): string =>
  new Intl.DateTimeFormat(regional(language), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(millis(at));

/** The month of a moment as a person reads it: `December 2026`. */
export const formatMonth = (at: Instant, language = "en"): string =>
  new Intl.DateTimeFormat(regional(language), { month: "long", year: "numeric", timeZone: "UTC" }).format(millis(at));

const spanOf = (count: number, unit: "minute" | "hour" | "day", language: string): string =>
  new Intl.NumberFormat(regional(language), { style: "unit", unit, unitDisplay: "long", useGrouping: false }).format(
    count,
  );

/** How long after `from` it is: `5 minutes`, `3 hours`, `2 days`; `undefined` if not even a minute. */
export function formatLateness(from: Instant, now: Instant, language = "en"): string | undefined {
  const span = millis(now) - millis(from);
  if (span < minute) return undefined;
  if (span < 2 * hour) return spanOf(Math.round(span / minute), "minute", language);
  if (span < 2 * day) return spanOf(Math.round(span / hour), "hour", language);
  return spanOf(Math.round(span / day), "day", language);
}
