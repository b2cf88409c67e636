import { increment, type Write } from "../../platform/aws/write.ts";
import { day, expiry, type Instant, latest, plus } from "../../platform/time.ts";
import type { Inquiry } from "../model/inquiry.ts";
import type { LeadId } from "../model/lead.ts";
import { sourceCounterKey, sourceCounterShardOf } from "./keys.ts";

/** A source's rhythm, and what is refused of it by the hour or day, is looked at for five weeks. */
const watchedFor = 35 * day;

/** What a source brought is counted as long as somebody may ask what it cost. */
const countedFor = 2 * 365 * day;

/** The day of a moment, as a source's counts are kept by it. */
export const dayOf = (at: Instant): string => at.slice(0, "2026-11-23".length);

/** The day a count is of, by its sort key: that of an inquiry's count names its shard, too. */
export const countedDay = (sk: string): string => sk.slice(0, "2026-11-23".length);

/** The first day by which a source's rhythm is known. */
export const firstWatched = (now: Instant): string => dayOf(plus(now, -watchedFor));

/** The first day of which it is still known what a source brought. */
export const firstCounted = (now: Instant): string => dayOf(plus(now, -countedFor));

/** Adds one to what is counted of a source's refusals on a day or in an hour; answers how many there are now. */
export const incrementSourceCounter = (
  source: string,
  when: string,
  counter: string,
  now: Instant,
  values: Record<string, unknown> = {},
): Promise<number> =>
  increment(sourceCounterKey(source, when), counter, { ...values, expiresAt: expiry(plus(now, watchedFor)) });

/** The writes that count inquiries and new leads by source and day, in the transaction that digests them. No tests. */
export function sourceCounterWrites(lead: LeadId, inquiries: readonly Inquiry[], now: Instant): Write[] {
  const earnest = inquiries.filter(({ test }) => !test);
  const bySource = Map.groupBy(earnest, ({ source, receivedAt }) => `${source.id} ${dayOf(receivedAt)}`);
  return [...bySource.values()].flatMap((brought): Write[] => {
    const [first] = brought;
    if (!first) return [];
    const lastAt = latest(brought.map(({ receivedAt }) => receivedAt));
    return [
      {
        add: sourceCounterKey(first.source.id, `${dayOf(first.receivedAt)}#${sourceCounterShardOf(lead)}`),
        counters: { inquiries: brought.length, leads: brought.filter(({ made }) => made).length },
        values: { kind: "seen", lastAt, expiresAt: expiry(plus(now, countedFor)) },
      },
    ];
  });
}
