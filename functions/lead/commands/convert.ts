import * as z from "zod";
import { sortable } from "../../platform/id.ts";
import type { Instant } from "../../platform/time.ts";
import type { Actor } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import { OwnerId } from "../model/owner.ts";
import { decideConvert, withCustomerOwner } from "../rules/manual.ts";
import { customerWrite } from "../store/customers.ts";
import { ownerNamed } from "../store/owners.ts";
import type { LeadUpdate } from "../store/repository.ts";

/** What a customer is known by beyond the lead's card, any field; and who is to look after them, if that is another. */
export const CustomerFields = z.looseObject({ owner: OwnerId.optional() });
export type CustomerFields = z.infer<typeof CustomerFields>;

export interface Conversion {
  customer: CustomerFields;
  cadence?: string | undefined;
}

/** Makes a lead a customer. @throws AppError `conflict` by the lead's stage, `invalid` when nobody has the owner's name */
export async function convertLead(
  lead: Lead,
  { customer, cadence }: Conversion,
  by: Actor,
  now: Instant,
): Promise<LeadUpdate> {
  const owner = customer.owner && (await ownerNamed(customer.owner));
  const id = `cu_${sortable(now)}`;
  const won = decideConvert(lead, id, cadence, by, now);
  const served = owner ? withCustomerOwner(won, owner, by) : won;
  return { ...served, also: [customerWrite(id, lead, customer, now)] };
}
