import { day, type Instant, millis, plus, second } from "../platform/clock.ts";
import { count } from "../platform/write.ts";
import type { Inquiry } from "./inquiry.ts";
import { seenKey } from "./keys.ts";

/** A source's days are looked at for five weeks. */
const countedFor = 35 * day;

/**
 * Notes that sources bring inquiries, by the day: a source is known to be silent by its own rhythm. Tests do not count; a
 * digest that is repeated after a crash may count an inquiry twice, which changes no rhythm.
 */
export async function noteSeen(inquiries: readonly Inquiry[], now: Instant): Promise<void> {
  const earnest = inquiries.filter(({ test }) => !test);
  const expiresAt = Math.floor(millis(plus(now, countedFor)) / second);
  await Promise.all(
    earnest.map(({ source, receivedAt }) =>
      count(seenKey(source.id, receivedAt.slice(0, "2026-11-23".length)), "inquiries", {
        lastAt: receivedAt,
        expiresAt,
      }),
    ),
  );
}
