import type { Instant } from "../platform/clock.ts";
import { failure } from "../platform/log.ts";
import { getMany, type Item, query } from "../platform/table.ts";
import { count, type Write } from "../platform/write.ts";
import { absorb, needsOwner } from "./absorb.ts";
import { Inquiry, InquiryId } from "./inquiry.ts";
import { inquiryKey, timelineStretch, turnKey } from "./keys.ts";
import type { Lead, LeadId } from "./lead.ts";
import type { Owner } from "./owner.ts";
import { readOwners } from "./registry.ts";
import { nextOwner, takers } from "./route.ts";
import { seenWrites } from "./seen.ts";
import { changeLead } from "./store.ts";

/** A transaction has room for more; a person who writes more often at once is digested in several goes. */
const atOnce = 25;

const digested: (id: LeadId, inquiry: InquiryId, now: Instant) => Write = (id, inquiry, now) => ({
  set: inquiryKey(id, inquiry),
  values: { digestedAt: now },
  when: { expression: "attribute_not_exists(digestedAt)" },
});

const undigested = (items: Item[]): Inquiry[] =>
  items
    .filter((item) => item.digestedAt === undefined)
    .map((item) => Inquiry.parse(item.inquiry))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Whose turn it is; an owner who has the lead and still takes leads keeps it. */
async function ownerFor(lead: Lead, owners: Owner[]): Promise<Owner | undefined> {
  const present = takers(owners, lead.pool).find((owner) => owner.id === lead.owner);
  if (present || !needsOwner(lead)) return present;
  if (takers(owners, lead.pool).length === 0) return undefined;
  return nextOwner(owners, lead.pool, await count(turnKey(lead.pool), "turn"));
}

/**
 * Works inquiries that the doors have stored into their lead, each once: fills empty fields, scores, gives it an owner,
 * opens the response promise, and says who is to be told. Without anybody in the pool the lead waits for the sweep.
 */
export async function digest(id: LeadId, inquiries: InquiryId[], now: Instant): Promise<void> {
  for (let from = 0; from < inquiries.length; from += atOnce) {
    await digestSome(id, inquiries.slice(from, from + atOnce), now);
  }
}

/** Inquiries of a lead that never reached its card, among the last of its timeline. */
async function undigestedOf(id: LeadId): Promise<InquiryId[]> {
  const items = await query({
    ...timelineStretch(id),
    limit: 100,
    newestFirst: true,
    keep: ["pk", "sk", "kind", "digestedAt"],
  });
  return items
    .reverse()
    .filter((item) => item.kind === "inquiry" && item.digestedAt === undefined)
    .map(({ sk }) => InquiryId.parse(`inq_${sk.slice("T#".length)}`));
}

/** Digests what the stream has not brought here, or not yet. */
export const digestLate = async (id: LeadId, now: Instant): Promise<void> => digest(id, await undigestedOf(id), now);

async function digestSome(id: LeadId, ids: InquiryId[], now: Instant): Promise<void> {
  let turn: Owner | undefined;
  await changeLead(id, now, async (lead) => {
    const fresh = undigested(await getMany(ids.map((inquiry) => inquiryKey(id, inquiry))));
    if (fresh.length === 0) return undefined;
    const owners = await readOwners();
    turn ??= await ownerFor(lead, owners);
    if (!turn && needsOwner(lead)) {
      failure("nobody takes leads", new Error("The pool has no owner"), { pool: lead.pool });
      return undefined;
    }
    const { lead: changed, facts } = absorb(lead, fresh, turn, now);
    const marks = fresh.map((inquiry) => digested(id, inquiry.id, now));
    return { lead: changed, facts, also: [...marks, ...seenWrites(id, fresh, now)] };
  });
}
