import * as z from "zod";
import { seenKey, troubleKey } from "../lead/keys.ts";
import type { SourceId } from "../lead/source.ts";
import { day, Instant, millis, plus, second } from "../platform/clock.ts";
import { failure, info } from "../platform/log.ts";
import { counted } from "../platform/metric.ts";
import { query } from "../platform/table.ts";
import { count, put, set } from "../platform/write.ts";

export const troubles = ["denied", "silent", "rejections"] as const;

/** Something that a source's owner must mend. */
export const Trouble = z.object({
  kind: z.enum(troubles),
  since: Instant,
  why: z.string(),
  mend: z.string(),
  endedAt: Instant.optional(),
});
export type Trouble = z.infer<typeof Trouble>;

/** Raises a source's trouble, once as long as it lasts: it is on the source, in the log, and rings. */
export async function raise(source: SourceId, trouble: Trouble): Promise<void> {
  const fresh = await put(
    { ...troubleKey(source, trouble.kind), ...trouble },
    { expression: "attribute_not_exists(pk) OR attribute_exists(endedAt)" },
  );
  if (!fresh) return;
  const { kind, why } = trouble;
  failure("source in trouble", new Error(why), { source, kind, ...counted("SourceTroubles") });
}

/** Ends a source's trouble, if there is one of that kind. */
export async function settle(source: SourceId, kind: Trouble["kind"], now: Instant): Promise<void> {
  const ended = await set(
    troubleKey(source, kind),
    { endedAt: now },
    { expression: "attribute_exists(pk) AND attribute_not_exists(endedAt)" },
  );
  if (ended) info("source well again", { source, kind });
}

/** The troubles a source has now. */
export async function troublesOf(source: SourceId): Promise<Trouble[]> {
  const items = await query({ pk: troubleKey(source, "").pk, from: "TROUBLE#", to: "TROUBLE#~", limit: 10 });
  return items.map((item) => Trouble.parse(item)).filter(({ endedAt }) => !endedAt);
}

/** How many unverified deliveries of one source are kept in an hour; a flood beyond that is counted and let go. */
const unverifiedAnHour = 100;

/** What is counted by the hour or day is looked at for a month. */
const countedFor = 35 * day;

const expiry = (now: Instant): number => Math.floor(millis(plus(now, countedFor)) / second);

/** Whether one more unverified delivery is to be kept. */
export async function mayKeepUnverified(source: SourceId, now: Instant): Promise<boolean> {
  const key = seenKey(source, `UNVERIFIED#${now.slice(0, "2026-11-23T09".length)}`);
  return (await count(key, "unverified", { expiresAt: expiry(now) })) <= unverifiedAnHour;
}
