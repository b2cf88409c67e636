import { day, expiry, type Instant, plus } from "../platform/clock.ts";
import { get, type Item, type Key, query } from "../platform/table.ts";
import { absent, put, transact } from "../platform/write.ts";
import type { Activity } from "./activity.ts";
import { journal } from "./journal.ts";
import { heardKey } from "./keys.ts";
import { type Lead, LeadId } from "./lead.ts";
import { type Change, changeLead, factsItem, readLead } from "./store.ts";

/** Longer than any mail system tells the same thing again, and than most people take to answer a mail. */
const remembered = 400 * day;

const mark = (heard: Key, now: Instant, lead?: LeadId): Item => ({
  ...heard,
  kind: "heard",
  at: now,
  leadId: lead,
  expiresAt: expiry(plus(now, remembered)),
});

/** Whether something was told before. */
export const isHeard = async (heard: Key): Promise<boolean> => (await get(heard)) !== undefined;

/** Remembers that something was told, after it was dealt with; and of which lead, if it is to be asked for that. */
export const hear = (heard: Key, now: Instant, lead?: LeadId): Promise<boolean> => put(mark(heard, now, lead));

/** The lead that something was told about of one of our mails, such as that it was sent; by SES's id of the mail. */
export async function leadOfMail(mail: string): Promise<LeadId | undefined> {
  const [told] = await query({ pk: heardKey(mail, "").pk, limit: 1 });
  return LeadId.safeParse(told?.leadId).data;
}

/**
 * Changes a lead because of something that may be told twice; the second time changes nothing.
 *
 * @param heard the key of what was told
 * @throws Refusal `not-found`, `unavailable`
 */
export const changeOnce = (
  id: LeadId,
  heard: Key,
  now: Instant,
  decide: (lead: Lead) => Change | undefined,
): Promise<Lead> =>
  changeLead(id, now, async (lead) => {
    const change = (await isHeard(heard)) ? undefined : decide(lead);
    return change && { ...change, also: [...(change.also ?? []), { put: mark(heard, now, id) }] };
  });

/** Adds facts that change nothing on the lead, once. @throws Refusal `not-found`, `unavailable` */
export async function factsOnce(id: LeadId, heard: Key, facts: Activity[], now: Instant): Promise<void> {
  const lead = await readLead(id);
  const obstacles = await transact([{ put: mark(heard, now, id), when: absent }, { put: factsItem(lead, facts, now) }]);
  if (obstacles.length === 0) journal(lead, lead, facts);
}
