import * as z from "zod";
import { sayError } from "../language/texts.ts";
import { CustomerFields, convertLead } from "../lead/commands/convert.ts";
import { ingestMissed } from "../lead/commands/ingest-inquiries.ts";
import { isBlocked, type Lead, LeadId } from "../lead/model/lead.ts";
import { OwnerId } from "../lead/model/owner.ts";
import { Reason } from "../lead/model/reason.ts";
import { customerCadences } from "../lead/rules/cadences.ts";
import { Contact, decideContact } from "../lead/rules/contact.ts";
import { decideActivity } from "../lead/rules/engagement.ts";
import {
  decideAssign,
  decideDecline,
  decideDisqualify,
  decideMove,
  decideNextAction,
  Move,
  PlannedAction,
} from "../lead/rules/manual.ts";
import { decideBlock, decideUnblock } from "../lead/rules/suppression.ts";
import { ownerNamed } from "../lead/store/owners.ts";
import { type LeadUpdate, readLead, updateLead } from "../lead/store/repository.ts";
import { AppError } from "../platform/error.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import type { Principal } from "../platform/http/auth.ts";
import { json } from "../platform/http/http.ts";
import { mustBeSeen, withVersion } from "../platform/http/precondition.ts";
import { Moment } from "../platform/moment.ts";
import { addLogContext } from "../platform/observability/log.ts";
import { type Instant, now } from "../platform/time.ts";
import { LeadView, leadView } from "./lead-view.ts";

const Reasoned = z.strictObject({ reason: Reason });
const Conversion = z.strictObject({
  customer: CustomerFields.default({}),
  cadence: z.enum(customerCadences).optional(),
});
const Assignment = z.strictObject({ owner: OwnerId });
const Noted = z.strictObject({
  type: z.string().trim().min(1).max(60),
  note: z.string().max(5000).optional(),
  at: Moment.optional(),
});
const Nothing = z.strictObject({});

/** @throws AppError `not-found` for what cannot be a lead's id */
export function leadId(text: string): LeadId {
  const id = LeadId.safeParse(text);
  if (!id.success) throw new AppError("not-found", sayError("lead.none", { id: text.slice(0, 60) }));
  addLogContext({ lead: id.data });
  return id.data;
}

/** A lead whose first inquiry is not digested yet has it digested first. @throws AppError `not-found`, `conflict` */
async function begun(id: LeadId): Promise<LeadId> {
  if ((await readLead(id)).epoch > 0) return id;
  await ingestMissed(id, now());
  const { epoch, pool } = await readLead(id);
  if (epoch > 0) return id;
  throw new AppError("conflict", sayError("lead.nobody", { pool }));
}

/** A block stops all that would move a lead, promise something or tell somebody (LIFECYCLE.md section 2, row "block"). */
const whileBlocked = ["activities", "block", "unblock"];

/** @throws AppError `conflict` */
function refuseBlocked(name: string, lead: Lead): void {
  if (!isBlocked(lead) || whileBlocked.includes(name)) return;
  throw new AppError("conflict", sayError("lead.blocked"), {
    allowed: whileBlocked,
  });
}

type Decided = LeadUpdate | undefined;

const command = <Body extends z.ZodType>(
  name: string,
  title: string,
  body: Body,
  decide: (lead: Lead, input: z.output<Body>, by: Principal, at: Instant) => Decided | Promise<Decided>,
): Route =>
  route({
    ...noInput,
    ...{ method: "POST", path: `/api/leads/{id}/${name}`, title, response: LeadView, versioned: true },
    body,
    answer: async ({ id, body: input, by, seen }) => {
      const lead = await updateLead(await begun(leadId(id)), now(), (before, at) => {
        mustBeSeen(seen, before.version);
        refuseBlocked(name, before);
        return decide(before, input, by, at);
      });
      return withVersion(json(200, leadView(lead)), lead.version);
    },
  });

/** What people do to a lead by hand. */
export const commandRoutes: Route[] = [
  command("responses", "Record a contact", Contact, (lead, contact, by, at) => decideContact(lead, contact, by, at)),
  command("stage", "Move a lead", Move, (lead, move, by, at) => decideMove(lead, move, by, at)),
  command("decline", "They said no", Reasoned, (lead, { reason }, by, at) => decideDecline(lead, reason, by, at)),
  command("disqualify", "Not now", Reasoned, (lead, { reason }, by, at) => decideDisqualify(lead, reason, by, at)),
  command("convert", "They are a customer", Conversion, (lead, conversion, by, at) =>
    convertLead(lead, conversion, by, at),
  ),
  command("assign", "Give a lead to an owner", Assignment, async (lead, { owner }, by, at) =>
    decideAssign(lead, await ownerNamed(owner), by, at),
  ),
  command("activities", "Note what happened", Noted, (lead, entry, by, at) => decideActivity(lead, entry, by, at)),
  command("next-action", "Say what comes next", PlannedAction, (lead, action, by, at) =>
    decideNextAction(lead, action, by, at),
  ),
  command("block", "Stop everything for a person", Nothing, (lead, _, by, at) => decideBlock(lead, by, at)),
  command("unblock", "Lift a block", Nothing, (lead, _, by) => decideUnblock(lead, by)),
];
