import type { Evidence } from "./evidence.ts";
import { each, type Rule } from "./rule.ts";

const day = 24 * 3_600_000;

/** Counts of a day are kept for five weeks; one that is to go may be gone or still there. */
const keptFor = 34 * day;

const dayOf = (at: string): string => at.slice(0, "2026-11-23".length);

/** The inquiries that each source has brought on each day, counted again one by one: by `<source> <day>`. */
function recount({ cases }: Evidence): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { digestedAt, inquiry } of cases.flatMap(({ inquiries }) => inquiries)) {
    if (digestedAt === undefined || inquiry.test) continue;
    const key = `${inquiry.source.id} ${dayOf(inquiry.receivedAt)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** What the shards of each count add up to. */
function counted({ seen }: Evidence): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pk, sk, inquiries } of seen) {
    const key = `${pk.slice("SEEN#".length)} ${dayOf(sk)}`;
    counts.set(key, (counts.get(key) ?? 0) + inquiries);
  }
  return counts;
}

/** A count and what it counts are written in one transaction: it never is off by one (DESIGN section 3). */
export const rollups: Rule<"rollups"> = {
  name: "rollups",
  says: "what is counted as it comes equals a recount",
  examine: (evidence) => {
    const [kept, recounted] = [counted(evidence), recount(evidence)];
    const lately = dayOf(new Date(Date.parse(evidence.now) - keptFor).toISOString());
    const since = (key: string) => (key.split(" ")[1] ?? "") >= lately;
    return each(new Set([...kept.keys(), ...[...recounted.keys()].filter(since)]), (key) => {
      const [count = 0, again = 0] = [kept.get(key), recounted.get(key)];
      return count === again ? [] : [`${key}: ${count} inquiries counted, ${again} recounted`];
    });
  },
};
