import type { Case, Evidence } from "./evidence.ts";
import { type Examined, each, ofLeads, type Rule, together } from "./rule.ts";

const day = 24 * 3_600_000;

/** Counts of a day are kept for two years; one that is to go may be gone or still there. */
const keptFor = (2 * 365 - 1) * day;

const dayOf = (at: string): string => at.slice(0, "2026-11-23".length);

/** What is counted of a source and a day. */
interface Count {
  inquiries: number;
  leads: number;
}

function add(counts: Map<string, Count>, key: string, { inquiries, leads }: Count): void {
  const before = counts.get(key) ?? { inquiries: 0, leads: 0 };
  counts.set(key, { inquiries: before.inquiries + inquiries, leads: before.leads + leads });
}

/** What each source has brought on each day, counted again one by one: by `<source> <day>`. */
function recount({ cases }: Evidence): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const { digestedAt, inquiry } of cases.flatMap(({ inquiries }) => inquiries)) {
    if (digestedAt === undefined || inquiry.test) continue;
    add(counts, `${inquiry.source.id} ${dayOf(inquiry.receivedAt)}`, { inquiries: 1, leads: inquiry.made ? 1 : 0 });
  }
  return counts;
}

/** What the shards of each count add up to. */
function counted({ seen }: Evidence): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const { pk, sk, ...shard } of seen) add(counts, `${pk.slice("SEEN#".length)} ${dayOf(sk)}`, shard);
  return counts;
}

/** A lead was made by one inquiry, the one it was created with: so each lead counts for one source. */
const madeOnce = ({ lead, inquiries }: Case): Examined => {
  const makers = inquiries.flatMap(({ inquiry }) => (inquiry.made ? [inquiry.receivedAt] : []));
  const times = makers.join(" and ") || "no inquiry";
  return each([lead], () =>
    times === lead.createdAt ? [] : [`was created at ${lead.createdAt} and made by that of ${times}`],
  );
};

/** A count and what it counts are written in one transaction: it never is off by one (DECISIONS.md section 3). */
export const rollups: Rule<"rollups"> = {
  name: "rollups",
  says: "what is counted as it comes equals a recount",
  examine: (evidence) => {
    const [kept, recounted] = [counted(evidence), recount(evidence)];
    const lately = dayOf(new Date(Date.parse(evidence.now) - keptFor).toISOString());
    const since = (key: string) => (key.split(" ")[1] ?? "") >= lately;
    const keys = new Set([...kept.keys(), ...[...recounted.keys()].filter(since)]);
    const none: Count = { inquiries: 0, leads: 0 };
    const sums = each(keys, (key) => {
      const [count, again] = [kept.get(key) ?? none, recounted.get(key) ?? none];
      return (["inquiries", "leads"] as const).flatMap((of) =>
        count[of] === again[of] ? [] : [`${key}: ${count[of]} ${of} counted, ${again[of]} recounted`],
      );
    });
    return together(sums, ofLeads(evidence, madeOnce));
  },
};
