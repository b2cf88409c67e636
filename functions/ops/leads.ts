import * as z from "zod";
import { customerCadences } from "../lead/cadences.ts";
import {
  addActivity,
  assign,
  block,
  convert,
  decline,
  disqualify,
  moveLead,
  planNext,
  recordContact,
} from "../lead/change.ts";
import { CustomerFields, Moment, Move, PlannedAction } from "../lead/command.ts";
import { digestLate } from "../lead/digest.ts";
import { type Lead, LeadId } from "../lead/lead.ts";
import { leadView } from "../lead/lead-view.ts";
import { OwnerId } from "../lead/owner.ts";
import { Reason } from "../lead/reason.ts";
import { ownerNamed } from "../lead/registry.ts";
import { Contact } from "../lead/respond.ts";
import { readLead } from "../lead/store.ts";
import { asked, type Route } from "../platform/api.ts";
import { now } from "../platform/clock.ts";
import { Refusal } from "../platform/error.ts";
import { json, readJson } from "../platform/http.ts";
import { know } from "../platform/log.ts";
import { ListQuery, listLeads } from "./list.ts";
import { readTimeline, TimelineQuery } from "./timeline.ts";

const ops = { kind: "ops" } as const;

const Reasoned = z.object({ reason: Reason });
const Conversion = z.object({ customer: CustomerFields.default({}), cadence: z.enum(customerCadences).optional() });
const Assignment = z.object({ owner: OwnerId });
const Noted = z.object({
  type: z.string().min(1).max(60),
  note: z.string().max(5000).optional(),
  at: Moment.optional(),
});

/** @throws Refusal `not-found` for what cannot be a lead's id */
function leadId(text: string): LeadId {
  const id = LeadId.safeParse(text);
  if (!id.success) throw new Refusal("not-found", `There is no lead ${text.slice(0, 60)}.`);
  know({ lead: id.data });
  return id.data;
}

/**
 * Whoever acts on a lead before the stream has brought its first inquiry has it digested first: nothing may come before
 * its beginning.
 *
 * @throws Refusal `not-found`, `conflict` when nobody can have the lead yet
 */
async function begun(id: LeadId): Promise<LeadId> {
  if ((await readLead(id)).epoch > 0) return id;
  await digestLate(id, now());
  const { epoch, pool } = await readLead(id);
  if (epoch > 0) return id;
  throw new Refusal("conflict", `Nobody in the pool "${pool}" takes leads: add an owner to it, or a present one.`);
}

/** A command on one lead: what it takes, and what it does; it answers with the lead as it is then. */
const command = <T>(name: string, body: z.ZodType<T>, act: (id: LeadId, input: T) => Promise<Lead>): Route => ({
  method: "POST",
  path: `/api/leads/{id}/${name}`,
  answer: async (request, id) => {
    const input = readJson(request, body);
    return json(200, leadView(await act(await begun(leadId(id)), input)));
  },
});

const handTo = async (id: LeadId, owner: OwnerId): Promise<Lead> => assign(id, await ownerNamed(owner), ops, now());

/** @throws Refusal `invalid` when the customer's owner is nobody's name */
async function win(id: LeadId, { customer, cadence }: z.infer<typeof Conversion>): Promise<Lead> {
  const owner = customer.owner && (await ownerNamed(customer.owner));
  return convert(id, customer, owner, cadence, ops, now());
}

/** Everything one can ask or do about leads. */
export const leadRoutes: Route[] = [
  {
    method: "GET",
    path: "/api/leads",
    answer: async (request) => {
      const { items, cursor } = await listLeads(asked(request, ListQuery));
      return json(200, { items: items.map(leadView), cursor });
    },
  },
  { method: "GET", path: "/api/leads/{id}", answer: async (_, id) => json(200, leadView(await readLead(leadId(id)))) },
  {
    method: "GET",
    path: "/api/leads/{id}/timeline",
    answer: async (request, id) => {
      const { id: lead } = await readLead(leadId(id));
      return json(200, await readTimeline(lead, asked(request, TimelineQuery)));
    },
  },
  command("responses", Contact, (id, contact) => recordContact(id, contact, ops, now())),
  command("stage", Move, (id, move) => moveLead(id, move, ops, now())),
  command("decline", Reasoned, (id, { reason }) => decline(id, reason, ops, now())),
  command("disqualify", Reasoned, (id, { reason }) => disqualify(id, reason, ops, now())),
  command("convert", Conversion, win),
  command("assign", Assignment, (id, { owner }) => handTo(id, owner)),
  command("activities", Noted, (id, entry) => addActivity(id, entry, ops, now())),
  command("next-action", PlannedAction, (id, action) => planNext(id, action, ops, now())),
  command("block", z.object({}), (id) => block(id, ops, now())),
];
