import { day, hour, type Instant, instant, millis } from "../platform/time.ts";

/** What a source brought on each day (`2026-11-23`) of which anything is known. */
export type Days = ReadonlyMap<string, { inquiries: number; refused: number }>;

const window = 28;

/** A source of which less is known has no rhythm yet. */
const atLeast = { days: 7, inquiries: 10 };

/** So many inquiries must be missing: at a steady rate that happens by chance once in a thousand times (e^-7). */
const missing = 7;

const dateOf = (at: number): string => instant(at).slice(0, "2026-11-23".length);

/** The counts of the days before a moment, the last first; days of which nothing is known before the first known one are left out. */
function past(days: Days, before: number, of: "inquiries" | "refused"): number[] {
  const dates = Array.from({ length: window }, (_, back) => dateOf(before - (back + 1) * day));
  const first = [...days.keys()].sort()[0] ?? "";
  return dates.filter((date) => date >= first).map((date) => days.get(date)?.[of] ?? 0);
}

const mean = (counts: number[]): number => counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);

/** How much more than a steady stream the counts vary: 1, or more for a source that comes in bursts. */
function burstiness(counts: number[]): number {
  const average = mean(counts);
  const variance = mean(counts.map((count) => (count - average) ** 2));
  return average === 0 ? 1 : Math.max(1, variance / average);
}

/** Inquiries an hour on each weekday, Sunday first; a weekday of which little is known is drawn towards the average. */
function rates(days: Days, before: number): number[] {
  const average = mean(past(days, before, "inquiries"));
  const first = [...days.keys()].sort()[0] ?? "";
  return Array.from({ length: 7 }, (_, weekday) => {
    const dates = Array.from({ length: window }, (_, back) => before - (back + 1) * day)
      .filter((at) => new Date(at).getUTCDay() === weekday)
      .map(dateOf)
      .filter((date) => date >= first);
    const counts = dates.map((date) => days.get(date)?.inquiries ?? 0);
    return (counts.reduce((sum, count) => sum + count, 0) + average) / (counts.length + 1) / 24;
  });
}

/** A source that is silent for longer than this never had the rhythm to tell it by. */
const farthest = 60 * day;

/** When a source, last heard of at `lastAt`, is silent for too long by its rhythm; `undefined` where that is not known yet. */
export function silentAt(days: Days, lastAt: Instant): Instant | undefined {
  const last = millis(lastAt);
  const counts = past(days, last + day, "inquiries");
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length < atLeast.days || total < atLeast.inquiries) return undefined;
  const hourly = rates(days, last + day);
  const enough = missing * burstiness(counts);
  let expected = 0;
  for (let at = last; at < last + farthest; at += hour) {
    expected += hourly[new Date(at).getUTCDay()] ?? 0;
    if (expected >= enough) return instant(at + hour);
  }
  return undefined;
}

/** Fewer refusals a day are no news. */
const refusalsOfNote = 20;

/** Whether a day's refusals are a rise: beyond six standard deviations of what was usual before. */
export function isRise(days: Days, now: Instant): boolean {
  const today = days.get(dateOf(millis(now)))?.refused ?? 0;
  const before = past(days, millis(now), "refused");
  const usual = mean(before);
  return today >= refusalsOfNote && today > usual + 6 * Math.sqrt(Math.max(1, usual * burstiness(before)));
}
