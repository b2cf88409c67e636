import * as z from "zod";
import { normalizeEmail, normalizePhone } from "../lead/identity.ts";
import { agePartition, emailKey, leadKey, ownerPartition, phoneKey, shards, stagePartition } from "../lead/keys.ts";
import { type Lead, LeadId, Stage } from "../lead/lead.ts";
import { asLead } from "../lead/store.ts";
import { Cursor } from "../platform/cursor.ts";
import { get, getMany } from "../platform/table.ts";
import { type Page, pageOf, type Walk } from "./walk.ts";

/** What a list of leads may be asked for. */
export const ListQuery = z.object({
  stage: Stage.optional(),
  owner: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  source: z.string().optional(),
  from: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  to: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: Cursor.optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

function walkOf({ stage, owner }: ListQuery): Walk {
  if (owner) return { index: "byOwner", partitions: [ownerPartition(owner)], newestFirst: false };
  const partitions = shards.map((shard) => (stage ? stagePartition(stage, shard) : agePartition(shard)));
  return { index: stage ? "byStage" : "byAge", partitions, newestFirst: true };
}

/** Leads by id, in that order; one that is gone is left out. */
async function readLeads(ids: LeadId[]): Promise<Lead[]> {
  const items = ids.length > 0 ? await getMany(ids.map(leadKey)) : [];
  const byId = new Map(items.map(asLead).map((lead) => [lead.id, lead]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** An instant of the filter as stored instants are written. */
const moment = (text: string | undefined): string | undefined => text && new Date(text).toISOString();

const matching = (wanted: ListQuery) => {
  const [from, to] = [moment(wanted.from), moment(wanted.to)];
  return (lead: Lead): boolean =>
    (!wanted.stage || lead.stage === wanted.stage) &&
    (!wanted.owner || lead.owner === wanted.owner) &&
    (!wanted.source || lead.source.id === wanted.source) &&
    (!from || lead.createdAt >= from) &&
    (!to || lead.createdAt < to);
};

async function byContact({ email, phone }: ListQuery): Promise<LeadId[]> {
  const address = email && normalizeEmail(email);
  const number = phone && normalizePhone(phone);
  const [claim, holders] = await Promise.all([
    address ? get(emailKey(address)) : undefined,
    number ? get(phoneKey(number)) : undefined,
  ]);
  const ofEmail = z.object({ leadId: LeadId }).safeParse(claim).data?.leadId;
  const ofPhone = z.object({ holders: z.array(z.object({ leadId: LeadId })) }).safeParse(holders).data?.holders ?? [];
  if (email && phone) return ofEmail && ofPhone.some(({ leadId }) => leadId === ofEmail) ? [ofEmail] : [];
  return email ? (ofEmail ? [ofEmail] : []) : ofPhone.map(({ leadId }) => leadId);
}

/** Lists leads: newest first, or an owner's by next action; those of an address or number by their claims. */
export async function listLeads(wanted: ListQuery): Promise<Page<Lead>> {
  const matches = matching(wanted);
  if (wanted.email || wanted.phone) return { items: (await readLeads(await byContact(wanted))).filter(matches) };
  return pageOf(walkOf(wanted), wanted, async (partitions) => {
    const leads = await readLeads(partitions.map((pk) => LeadId.parse(pk.slice("LEAD#".length))));
    return new Map(leads.filter(matches).map((lead) => [leadKey(lead.id).pk, lead]));
  });
}
