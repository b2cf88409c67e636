import { getMany, type Item, query } from "../../platform/aws/table.ts";
import { increment, type Write } from "../../platform/aws/write.ts";
import { logFailure } from "../../platform/observability/log.ts";
import { earliest, hour, type Instant, minute, plus } from "../../platform/time.ts";
import { type Inquiry, InquiryId } from "../model/inquiry.ts";
import type { Lead, LeadId } from "../model/lead.ts";
import type { Owner } from "../model/owner.ts";
import { applyInquiries, needsOwner } from "../rules/inquiries.ts";
import { availableOwners, nextOwner } from "../rules/routing.ts";
import { nextWake, workflowOf } from "../rules/stage.ts";
import { acknowledgedWrites, wasAcknowledged } from "../store/acknowledged.ts";
import { inquiryKey, timelineRange, turnKey } from "../store/keys.ts";
import { readOwners } from "../store/owners.ts";
import { type LeadUpdate, updateLead } from "../store/repository.ts";
import { sourceCounterWrites } from "../store/source-counters.ts";
import { inquiries } from "../store/timeline.ts";

/** A transaction has room for more; a person who writes more often at once is digested in several goes. */
const atOnce = 25;

const ingestedWrite: (id: LeadId, inquiry: InquiryId, now: Instant) => Write = (id, inquiry, now) => ({
  set: inquiryKey(id, inquiry),
  values: { digestedAt: now },
  when: { expression: "attribute_not_exists(digestedAt)" },
});

/** Those that have not reached the card yet; one that cannot be read waits until it is mended. */
function undigested(items: Item[]): { all: Inquiry[]; isWhole: boolean } {
  const open = items.filter((item) => item.digestedAt === undefined);
  const all = inquiries.readEach(open).map(({ inquiry }) => inquiry);
  return { all: all.sort((a, b) => (a.id < b.id ? -1 : 1)), isWhole: all.length === open.length };
}

/** How often a pool has had to choose, this time included; counted once, however often it is decided anew. */
type Turn = (pool: string) => Promise<number>;

function turnTaker(): Turn {
  const turns = new Map<string, Promise<number>>();
  return (pool) => {
    const turn = turns.get(pool) ?? increment(turnKey(pool), "turn");
    turns.set(pool, turn);
    return turn;
  };
}

/** Whose turn it is, unless somebody is wished for; an owner who has the lead and still takes leads keeps it. */
async function ownerFor(lead: Lead, owners: Owner[], brought: Inquiry[], turn: Turn): Promise<Owner | undefined> {
  const wished = owners.find(({ id }) => brought.some(({ owner }) => owner === id));
  if (wished && needsOwner(lead)) return wished;
  const present = availableOwners(owners, lead.pool).find((owner) => owner.id === lead.owner);
  if (present || !needsOwner(lead)) return present;
  if (availableOwners(owners, lead.pool).length === 0) return undefined;
  return nextOwner(owners, lead.pool, await turn(lead.pool));
}

const lookAgainAfter = 5 * minute;

const mendedWithin = hour;

/** What nobody takes, or can read, waits for the sweep. A lead that has not begun is due already; any other might never be. */
function waiting(lead: Lead, now: Instant, span = lookAgainAfter): LeadUpdate | undefined {
  if (lead.epoch === 0) return undefined;
  const digestAt = plus(now, span);
  const dueAt = earliest([workflowOf(lead) && nextWake(lead)?.at, digestAt]);
  return { lead: { ...lead, digestAt, dueAt }, facts: [] };
}

/** Whether inquiries that came earlier may still wait for somebody who takes them. */
const mayHaveMore = (lead: Lead, ids: InquiryId[]): boolean =>
  lead.digestAt !== undefined || (lead.epoch === 0 && !ids.includes(lead.lastInquiry));

/** Works stored inquiries into their lead, each once. With nobody in the pool they wait for the sweep or the next inquiry. */
export async function ingestInquiries(id: LeadId, ids: InquiryId[], now: Instant): Promise<void> {
  for (let from = 0; from < ids.length; from += atOnce) {
    await ingestSome(id, ids.slice(from, from + atOnce), now);
  }
}

async function undigestedOf(id: LeadId): Promise<InquiryId[]> {
  const items = await query({
    ...timelineRange(id),
    limit: 100,
    newestFirst: true,
    keep: ["pk", "sk", "kind", "digestedAt"],
  });
  return items
    .reverse()
    .filter((item) => item.kind === "inquiry" && item.digestedAt === undefined)
    .flatMap(({ sk }) => InquiryId.safeParse(`inq_${sk.slice("T#".length)}`).data ?? []);
}

/** Digests what the stream has not brought here, or not yet. */
export async function ingestMissed(id: LeadId, now: Instant): Promise<void> {
  const late = await undigestedOf(id);
  await (late.length > 0 ? ingestInquiries(id, late, now) : ingestSome(id, late, now));
}

async function ingestSome(id: LeadId, ids: InquiryId[], now: Instant): Promise<void> {
  const turn = turnTaker();
  await updateLead(id, now, async (lead, at, failedConditions) => {
    const asked = mayHaveMore(lead, ids) ? [...new Set([...(await undigestedOf(id)), ...ids])] : ids;
    const { all, isWhole } = undigested(await getMany(asked.map((inquiry) => inquiryKey(id, inquiry))));
    const fresh = all.slice(0, atOnce);
    if (fresh.length === 0 && !isWhole) return waiting(lead, at, mendedWithin);
    if (fresh.length === 0) return lead.digestAt && { lead: { ...lead, digestAt: undefined }, facts: [] };
    const owners = await readOwners();
    const owner = await ownerFor(lead, owners, fresh, turn);
    if (!owner && needsOwner(lead)) {
      logFailure("nobody takes leads", new Error("The pool has no owner"), { pool: lead.pool });
      return waiting(lead, at);
    }
    const { lead: changed, facts } = applyInquiries(lead, fresh, owner, at, wasAcknowledged(failedConditions));
    const marks = fresh.map((inquiry) => ingestedWrite(id, inquiry.id, at));
    const later = isWhole ? undefined : plus(at, mendedWithin);
    const digestAt = all.length > fresh.length ? lead.digestAt : later;
    return {
      lead: { ...changed, digestAt },
      facts,
      also: [...marks, ...sourceCounterWrites(id, fresh, at), ...acknowledgedWrites(lead, changed, at)],
    };
  });
}
