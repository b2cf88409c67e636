import { day, expiry, type Instant, plus } from "../platform/clock.ts";
import { count } from "../platform/write.ts";
import type { Inquiry } from "./inquiry.ts";
import { seenKey } from "./keys.ts";

/** What is counted of a source, by the hour or day, is looked at for five weeks. */
const countedFor = 35 * day;

/** The day of a moment, as a source's counts are kept by it. */
export const dayOf = (at: Instant): string => at.slice(0, "2026-11-23".length);

/** The first day of which a source's counts are still looked at. */
export const firstSeen = (now: Instant): string => dayOf(plus(now, -countedFor));

/** Adds one to a source's count of a day or hour; answers how many there are now. */
export const tick = (
  source: string,
  when: string,
  counter: string,
  now: Instant,
  values: Record<string, unknown> = {},
): Promise<number> => count(seenKey(source, when), counter, { ...values, expiresAt: expiry(plus(now, countedFor)) });

/**
 * Notes that sources bring inquiries, by the day: a source is known to be silent by its own rhythm. Tests do not count; a
 * digest that is repeated after a crash may count an inquiry twice, which changes no rhythm.
 */
export async function noteSeen(inquiries: readonly Inquiry[], now: Instant): Promise<void> {
  const earnest = inquiries.filter(({ test }) => !test);
  await Promise.all(
    earnest.map(({ source, receivedAt }) =>
      tick(source.id, dayOf(receivedAt), "inquiries", now, { lastAt: receivedAt }),
    ),
  );
}
