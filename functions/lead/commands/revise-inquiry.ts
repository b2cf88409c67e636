import * as z from "zod";
import { deleteBlob } from "../../platform/aws/blob-store.ts";
import { get, type Item, query } from "../../platform/aws/table.ts";
import { changeItem } from "../../platform/aws/versioned.ts";
import { unconditional, type Write } from "../../platform/aws/write.ts";
import type { Instant } from "../../platform/time.ts";
import { type Activity, activity, type StoredFact, system } from "../model/activity.ts";
import type { Inquiry, InquiryId } from "../model/inquiry.ts";
import type { Lead, LeadId } from "../model/lead.ts";
import { enterStage } from "../rules/stage.ts";
import { idempotencyKeys } from "../store/idempotency.ts";
import { idempotencyItemKey, inquiryKey, noticeRange, timelineRange } from "../store/keys.ts";
import { type LeadUpdate, updateLead } from "../store/repository.ts";
import { type Revision, saveRevision } from "../store/revision.ts";
import { sourceCounterWrites } from "../store/source-counters.ts";
import { batches, batchFields, inquiries } from "../store/timeline.ts";

const Elsewhere = z.object({ key: z.string() });

interface Stored {
  leadId: LeadId;
  inquiry: Inquiry;
  digested: boolean;
  /** Whether nothing but its coming is known any more. */
  forgotten: boolean;
  payloadAt: string | undefined;
}

async function readStored(leadId: LeadId, inquiryId: InquiryId): Promise<Stored | undefined> {
  const item = await get(inquiryKey(leadId, inquiryId));
  if (!item) return undefined;
  const { inquiry, digestedAt, forgottenAt, payload } = inquiries.read(item);
  return {
    leadId,
    inquiry,
    digested: digestedAt !== undefined,
    forgotten: forgottenAt !== undefined,
    payloadAt: Elsewhere.safeParse(payload).data?.key,
  };
}

async function findInquiry(source: string, hash: string): Promise<Stored | undefined> {
  const known = idempotencyKeys.find(await get(idempotencyItemKey(source, hash)));
  return known?.leadId && readStored(known.leadId, known.inquiryId);
}

/** An inquiry as it is by now. Read after its lead, whose version then guards what is made of both. */
const anew = async (found: Stored): Promise<Stored> => (await readStored(found.leadId, found.inquiry.id)) ?? found;

/** As `findInquiry`; else keeps the revision for when it comes, and looks again: it may have come in between. */
async function findOrKeep(source: string, hash: string, revision: Revision, now: Instant): Promise<Stored | undefined> {
  const found = await findInquiry(source, hash);
  if (found) return found;
  await saveRevision(source, hash, revision, now);
  return findInquiry(source, hash);
}

const rewritten = (leadId: LeadId, inquiry: Inquiry, more: Record<string, unknown> = {}): Write => ({
  set: inquiryKey(leadId, inquiry.id),
  values: { inquiry, ...more },
  when: unconditional("its lead's version"),
});

/** The sender has changed what they wrote; an inquiry still to come says it when it does. @throws AppError `unavailable` */
export async function rewriteInquiry(source: string, hash: string, message: string, now: Instant): Promise<void> {
  const found = await findOrKeep(source, hash, { message }, now);
  if (!found) return;
  const { leadId } = found;
  await updateLead(leadId, now, async (lead) => {
    const { inquiry, forgotten } = await anew(found);
    if (forgotten || inquiry.message === message) return undefined;
    const edit = { type: "message edited", inquiryId: inquiry.id, note: message };
    const said = activity("activity.added", edit, { kind: "lead", id: leadId });
    return { lead, facts: [said], also: [rewritten(leadId, { ...inquiry, message })] };
  });
}

const emptied = ({ id, receivedAt, admittedAt, source, pool, consent, test, made }: Inquiry): Inquiry => ({
  id,
  receivedAt,
  admittedAt,
  test,
  made,
  source: { ...source, attribution: {}, page: undefined, referrer: undefined },
  pool,
  consent: { basis: consent.basis },
  extra: {},
  unusable: {},
});

const itemsAtMost = 10_000;

const timelineItems = (leadId: LeadId, keep: string[]): Promise<Item[]> =>
  query({ ...timelineRange(leadId), limit: itemsAtMost, keep: [...new Set(["pk", "sk", "kind", ...keep])] });

async function isOnlyInquiry(leadId: LeadId, { id }: Inquiry): Promise<boolean> {
  const items = await timelineItems(leadId, ["forgottenAt"]);
  const { sk: its } = inquiryKey(leadId, id);
  return items.every(({ kind, sk, forgottenAt }) => kind !== "inquiry" || sk === its || forgottenAt !== undefined);
}

/** Takes the words of an inquiry's edits off the timeline; that it was edited stays. */
async function forgetEdits(leadId: LeadId, inquiry: InquiryId): Promise<void> {
  const isEdit = ({ type, data }: StoredFact) => type === "activity.added" && data.inquiryId === inquiry;
  const silenced = (fact: StoredFact) => (isEdit(fact) ? { ...fact, data: { ...fact.data, note: undefined } } : fact);
  for (const item of await timelineItems(leadId, batchFields)) {
    if (!batches.find(item)?.facts.some(isEdit)) continue;
    await changeItem(item, (now) => now && { ...now, facts: batches.read(now).facts.map(silenced) });
  }
}

/** What was told to owners of a lead quotes its inquiries: none of it is needed, but to hold an owner's answer against. */
async function forgetNotices(lead: LeadId): Promise<void> {
  const notices = await query({ ...noticeRange(lead), limit: 1000, keep: ["pk", "sk"] });
  for (const notice of notices) await changeItem(notice, (now) => now && { ...now, text: "" });
}

/** A card of which nothing is left but its history; whoever writes again fills it anew. */
function forgotten(lead: Lead, fact: Activity, now: Instant): LeadUpdate {
  const blank: Lead = {
    ...lead,
    name: undefined,
    firstName: undefined,
    lastName: undefined,
    email: undefined,
    phone: undefined,
    phones: [],
    handles: [],
    company: undefined,
    pending: [],
    laterNotices: undefined,
  };
  if (lead.stage === "archived" || lead.stage === "converted") return { lead: blank, facts: [fact] };
  const { lead: archived, facts } = enterStage(blank, "archived", now, system, "do-not-contact");
  return { lead: archived, facts: [fact, ...facts] };
}

/** What is left of an inquiry. One that was not digested never is, and nobody is told of it; that it came counts all the same. */
function forgetting({ leadId, inquiry, digested: ingestedWrite }: Stored, now: Instant): Write[] {
  const gone = { payload: { text: "" }, forgottenAt: now };
  if (ingestedWrite) return [rewritten(leadId, emptied(inquiry), gone)];
  const write = rewritten(leadId, emptied(inquiry), { ...gone, digestedAt: now });
  return [
    { ...write, when: { expression: "attribute_not_exists(digestedAt)" } },
    ...sourceCounterWrites(leadId, [inquiry], now),
  ];
}

/** Forgets an inquiry, as platforms ask (contracts/linkedin.md 3 `DELETED`, unsent messages). @throws AppError `unavailable` */
export async function forgetInquiry(source: string, hash: string, now: Instant): Promise<void> {
  const found = await findOrKeep(source, hash, { forgotten: true }, now);
  if (!found) return;
  const { leadId, inquiry } = found;
  // First, while its item still says where it is.
  if (found.payloadAt !== undefined) await deleteBlob(found.payloadAt);
  const fact = activity("audit", { what: "inquiry forgotten at its platform's request", inquiryId: inquiry.id });
  await updateLead(leadId, now, async (lead, at) => {
    const stored = await anew(found);
    if (stored.forgotten) return undefined;
    const only = lead.stage !== "converted" && (await isOnlyInquiry(leadId, inquiry));
    const { lead: after, facts } = only ? forgotten(lead, fact, at) : { lead, facts: [fact] };
    return { lead: after, facts, also: forgetting(stored, at) };
  });
  // Last, when no edit can add to them any more.
  await forgetEdits(leadId, inquiry.id);
  await forgetNotices(leadId);
}
