import { get, type Item, type Key, query } from "../../platform/aws/table.ts";
import { absent, put, transact, unconditional, type Write } from "../../platform/aws/write.ts";
import { day, expiry, type Instant, plus } from "../../platform/time.ts";
import type { Activity } from "../model/activity.ts";
import { type Lead, LeadId } from "../model/lead.ts";
import { logTimeline } from "./journal.ts";
import { processedEventKey } from "./keys.ts";
import { type LeadUpdate, momentFor, readLead, updateLead } from "./repository.ts";
import { factsItem } from "./timeline.ts";

/** Longer than any mail system tells the same thing again, and than most people take to answer a mail. */
const remembered = 400 * day;

const mark = (key: Key, now: Instant, lead?: LeadId): Item => ({
  ...key,
  kind: "heard",
  at: now,
  leadId: lead,
  expiresAt: expiry(plus(now, remembered)),
});

/** Whether something was told before. */
export const wasProcessed = async (key: Key): Promise<boolean> => (await get(key)) !== undefined;

/** Remembers that something was told, after it was dealt with; and of which lead, if it is to be asked for that. */
export const markProcessed = (key: Key, now: Instant, lead?: LeadId): Promise<boolean> =>
  put(mark(key, now, lead), unconditional("the same again"));

/** Remembers that something was told together with what comes of it; false, and nothing comes of it, when it was told before. */
export const markProcessedWith = async (key: Key, writes: Write[], now: Instant): Promise<boolean> =>
  (await transact([{ put: mark(key, now), when: absent }, ...writes])).length === 0;

/** The lead that something was told about of one of our mails, such as that it was sent; by SES's id of the mail. */
export async function leadOfMail(mail: string): Promise<LeadId | undefined> {
  const [told] = await query({ pk: processedEventKey(mail, "").pk, limit: 1 });
  return LeadId.safeParse(told?.leadId).data;
}

/** Changes a lead once for what may be told twice, by the key of that. @throws AppError `not-found`, `unavailable` */
export const updateOnce = (
  id: LeadId,
  key: Key,
  now: Instant,
  decide: (lead: Lead, at: Instant) => LeadUpdate | undefined,
): Promise<Lead> =>
  updateLead(id, now, async (lead, at) => {
    const change = (await wasProcessed(key)) ? undefined : decide(lead, at);
    return change && { ...change, also: [...(change.also ?? []), { put: mark(key, now, id), when: absent }] };
  });

/** Adds facts once, without raising the lead's version. @throws AppError `not-found`, `unavailable` */
export async function recordFactsOnce(id: LeadId, key: Key, facts: Activity[], now: Instant): Promise<void> {
  const lead = await readLead(id);
  const failedConditions = await transact([
    { put: mark(key, now, id), when: absent },
    { put: factsItem(lead, facts, momentFor(lead, now)), when: absent },
  ]);
  if (failedConditions.length === 0) logTimeline(lead, lead, facts);
}
