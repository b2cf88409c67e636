import * as z from "zod";
import { sourceAlertKey, sourceCounterKey } from "../lead/store/keys.ts";
import { countedDay, dayOf, firstWatched, incrementSourceCounter } from "../lead/store/source-counters.ts";
import { storedItem } from "../platform/aws/stored-item.ts";
import { type Item, query } from "../platform/aws/table.ts";
import { put, set } from "../platform/aws/write.ts";
import { logFailure, logInfo } from "../platform/observability/log.ts";
import { metric } from "../platform/observability/metric.ts";
import { day, Instant, plus } from "../platform/time.ts";
import type { SourceId } from "./source.ts";

const alerts = ["denied", "expiring", "silent", "rejections"] as const;

export const SourceAlert = z.object({
  kind: z.enum(alerts),
  since: Instant,
  why: z.string(),
  mend: z.string(),
  endedAt: Instant.optional(),
});
export type SourceAlert = z.infer<typeof SourceAlert>;

/** Raises a source's trouble, once as long as it lasts: it is on the source, in the log, and rings. */
export async function raiseAlert(source: SourceId, alert: SourceAlert): Promise<void> {
  const fresh = await put(
    { ...sourceAlertKey(source, alert.kind), ...alert },
    { expression: "attribute_not_exists(pk) OR attribute_exists(endedAt)" },
  );
  if (!fresh) return;
  const { kind, why } = alert;
  logFailure("source in trouble", new Error(why), { source, kind, ...metric("SourceTroubles") });
}

/** Ends a source's trouble, if there is one of that kind. */
export async function settleAlert(source: SourceId, kind: SourceAlert["kind"], now: Instant): Promise<void> {
  const ended = await set(
    sourceAlertKey(source, kind),
    { endedAt: now },
    { expression: "attribute_exists(pk) AND attribute_not_exists(endedAt)" },
  );
  if (ended) logInfo("source well again", { source, kind });
}

const Count = z.object({
  sk: z.string(),
  inquiries: z.number().default(0),
  leads: z.number().default(0),
  refused: z.number().default(0),
  lastAt: Instant.optional(),
});
type Count = z.infer<typeof Count>;

const counters = storedItem<Count>({ kind: "seen", shape: Count });
const sourceAlerts = storedItem<SourceAlert>({ kind: "trouble", shape: SourceAlert });
type Sum = Pick<Count, "inquiries" | "leads" | "refused">;

/** What a source brought, by the day (`2026-11-23`). */
export type Brought = ReadonlyMap<string, Sum>;

export interface SourceStatus {
  days: Brought;
  lastAt: Instant | undefined;
  troubles: SourceAlert[];
}

const isTrouble = ({ sk }: Item): boolean => sk.startsWith("TROUBLE#");

const sumOf = (some: readonly Sum[]): Sum =>
  some.reduce(
    (all, { inquiries, leads, refused }) => ({
      inquiries: all.inquiries + inquiries,
      leads: all.leads + leads,
      refused: all.refused + refused,
    }),
    { inquiries: 0, leads: 0, refused: 0 },
  );

const byDay = (counts: readonly Count[]): Brought =>
  new Map([...Map.groupBy(counts, ({ sk }) => countedDay(sk))].map(([date, some]) => [date, sumOf(some)]));

/** What a source brought in so many days up to today. */
export function recentCount(days: Brought, count: number, now: Instant): Sum {
  const first = dayOf(plus(now, -(count - 1) * day));
  return sumOf([...days].flatMap(([date, brought]) => (date >= first ? [brought] : [])));
}

const lastOf = (counts: readonly Count[]): Instant | undefined =>
  counts
    .flatMap(({ lastAt }) => lastAt ?? [])
    .sort()
    .at(-1);

/** More than a day has shards, and than there are days on which something was refused and is not yet forgotten. */
const oneDay = 100;

/** When a source was heard of last, of one that has been silent since before a day. */
async function lastHeard(source: SourceId, date: string): Promise<Instant | undefined> {
  const { pk, sk } = sourceCounterKey(source, date);
  return lastOf(counters.readEach(await query({ pk, to: sk, limit: oneDay, newestFirst: true })));
}

/** What a source brought day by day in the last five weeks, when it was heard of last, and the troubles it has. */
export async function sourceStatusOf(source: SourceId, now: Instant): Promise<SourceStatus> {
  const first = sourceCounterKey(source, firstWatched(now));
  const items = await query({ pk: first.pk, from: first.sk, to: "TROUBLE#~", limit: 1000 });
  const counts = counters.readEach(items.filter((item) => !isTrouble(item)));
  const known = sourceAlerts.readEach(items.filter(isTrouble));
  return {
    days: byDay(counts),
    lastAt: lastOf(counts) ?? (await lastHeard(source, firstWatched(now))),
    troubles: known.filter(({ endedAt }) => !endedAt),
  };
}

/** More than two years have days, each with its shards. */
const allCounts = 15_000;

/** What a source brought from one day to another, as far back as it is known. */
export async function broughtIn(source: SourceId, from: string, to: string): Promise<Brought> {
  if (from > to) return new Map();
  const { pk, sk } = sourceCounterKey(source, from);
  const items = await query({ pk, from: sk, to: `${to}#~`, limit: allCounts });
  return byDay(counters.readEach(items));
}

/** Notes that a source's delivery was refused or quarantined, by the day. */
export async function noteRefused(source: SourceId, now: Instant): Promise<void> {
  await incrementSourceCounter(source, dayOf(now), "refused", now);
}

/** How many unverified deliveries of one source are kept in an hour; a flood beyond that is counted and let go. */
const unverifiedAnHour = 100;

/** Whether one more unverified delivery is to be kept. */
export async function mayKeepUnverified(source: SourceId, now: Instant): Promise<boolean> {
  const hour = `UNVERIFIED#${now.slice(0, "2026-11-23T09".length)}`;
  return (await incrementSourceCounter(source, hour, "unverified", now)) <= unverifiedAnHour;
}
