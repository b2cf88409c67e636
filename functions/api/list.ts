import * as z from "zod";
import { sayError } from "../language/texts.ts";
import type { Lead, LeadId } from "../lead/model/lead.ts";
import { OwnerId } from "../lead/model/owner.ts";
import { Stage } from "../lead/model/stage-name.ts";
import { normalizeEmail, normalizePhone } from "../lead/rules/identity.ts";
import { leadClaims, phoneClaims } from "../lead/store/identity-claims.ts";
import {
  agePartition,
  emailKey,
  leadKey,
  ownerPartition,
  phoneKey,
  shards,
  stagePartition,
} from "../lead/store/keys.ts";
import { leads } from "../lead/store/leads.ts";
import { get, getMany } from "../platform/aws/table.ts";
import { cursorOf, placeOf } from "../platform/http/cursor.ts";
import { type Page, paging } from "../platform/http/paging.ts";
import { DayOrMoment } from "../platform/moment.ts";
import { SourceId } from "../source/source.ts";
import { type Pagination, paginate } from "./walk.ts";

/** Contact data as somebody writes it, in the spelling by which people are known. */
const known = (normalize: (text: string) => string | undefined, message: string) =>
  z
    .string()
    .max(320)
    .transform((text, ctx) => {
      const spelling = normalize(text);
      if (spelling === undefined) ctx.addIssue({ code: "custom", message });
      return spelling ?? z.NEVER;
    });

/** What a list of leads may be asked for; all that is given must hold. Whose contact data is, the claims say, not the cards. */
export const ListQuery = z
  .strictObject({
    stage: Stage.optional(),
    owner: OwnerId.optional(),
    email: known(normalizeEmail, sayError("lead.wholeEmail")).optional(),
    phone: known(normalizePhone, sayError("lead.wholePhone")).optional(),
    source: SourceId.optional(),
    from: DayOrMoment.optional(),
    to: DayOrMoment.optional(),
    ...paging,
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: sayError("list.before") });
export type ListQuery = z.output<typeof ListQuery>;

const isWanted =
  ({ stage, owner, source, from, to }: ListQuery) =>
  (lead: Lead): boolean =>
    (!stage || lead.stage === stage) &&
    (!owner || lead.owner === owner) &&
    (!source || lead.source.id === source) &&
    (!from || lead.createdAt >= from) &&
    (!to || lead.createdAt < to);

/** An owner's leads are in the order of their next actions; all others by when they came, which an index reads by range. */
function walkOf({ stage, owner, source, from, to }: ListQuery): Pagination {
  if (owner)
    return {
      ...{ index: "byOwner", partitions: [ownerPartition(owner)], newestFirst: false },
      isSifted: [stage, source, from, to].some((wish) => wish !== undefined),
    };
  const partitions = shards.map((shard) => (stage ? stagePartition(stage, shard) : agePartition(shard)));
  const index = stage ? "byStage" : "byAge";
  return { index, partitions, newestFirst: true, from, to, isSifted: source !== undefined };
}

/** Leads by the partitions of their items, in that order; one that is gone, or cannot be read, is left out. */
async function readLeads(partitions: string[]): Promise<Lead[]> {
  const items = partitions.length > 0 ? await getMany(partitions.map((pk) => ({ pk, sk: "LEAD" }))) : [];
  const byPartition = new Map(leads.readEach(items).map((lead) => [leadKey(lead.id).pk, lead]));
  return partitions.flatMap((pk) => byPartition.get(pk) ?? []);
}

/** Whose an address is, and a number: of a number many may be. */
async function holdersOf({ email, phone }: ListQuery): Promise<LeadId[]> {
  const [claim, numbered] = await Promise.all([
    email ? get(emailKey(email)) : undefined,
    phone ? get(phoneKey(phone)) : undefined,
  ]);
  const ofEmail = leadClaims.find(claim)?.leadId;
  const ofPhone = (phoneClaims.find(numbered)?.holders ?? []).map(({ leadId }) => leadId);
  if (!email) return ofPhone;
  return ofEmail && (!phone || ofPhone.includes(ofEmail)) ? [ofEmail] : [];
}

const ofContact = "leads of a contact";

async function byContact(wanted: ListQuery): Promise<Page<Lead>> {
  const after = placeOf(ofContact, wanted.cursor);
  const ids = [...new Set(await holdersOf(wanted))].sort().reverse();
  const rest = ids.filter((id) => after === undefined || id < after);
  const page = rest.slice(0, wanted.limit);
  const last = page.at(-1);
  const items = (await readLeads(page.map((id) => leadKey(id).pk))).filter(isWanted(wanted));
  return { items, cursor: rest.length > page.length && last ? cursorOf(ofContact, last) : undefined };
}

/** Lists leads: newest first, or an owner's by next action; those of an address or number by their claims. */
export async function listLeads(wanted: ListQuery): Promise<Page<Lead>> {
  if (wanted.email || wanted.phone) return byContact(wanted);
  const walk = walkOf(wanted);
  return paginate(`leads ${walk.index}`, walk, wanted, async (partitions) => {
    const found = await readLeads(partitions);
    return new Map(found.filter(isWanted(wanted)).map((lead) => [leadKey(lead.id).pk, lead]));
  });
}
