import type { Instant } from "../platform/clock.ts";
import type { Actor } from "./activity.ts";
import type { Lead, LeadId } from "./lead.ts";
import { type Contact, contacted } from "./respond.ts";
import { changeLead } from "./store.ts";
import { resubscribed, unsubscribed } from "./suppress.ts";

/*
 * What people do to a stored lead. Each answers the lead as it is afterwards.
 * All throw Refusal `not-found` and `unavailable`.
 */

/** Records an owner's contact. */
export const recordContact = (id: LeadId, contact: Contact, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => contacted(lead, contact, by, now));

/** Stops follow-up and marketing mail to a lead. */
export const unsubscribe = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => unsubscribed(lead, by, now));

/** Lets follow-up and marketing mail go to a lead again. */
export const resubscribe = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => resubscribed(lead, by));
