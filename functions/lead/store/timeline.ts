import * as z from "zod";
import { storedItem } from "../../platform/aws/stored-item.ts";
import { type Item, query } from "../../platform/aws/table.ts";
import { Instant } from "../../platform/time.ts";
import { type Activity, batchesFrom, batchId, StoredFact } from "../model/activity.ts";
import { Inquiry } from "../model/inquiry.ts";
import { type Lead, LeadId } from "../model/lead.ts";
import { inquiryKey, timelineKey, timelineRange } from "./keys.ts";

/** What a lead's timeline was told at once. An inquiry is such a batch, too, and more. */
const Batch = z.object({ sk: z.string(), at: Instant, facts: z.array(StoredFact) });
export type Batch = z.infer<typeof Batch>;

export const batches = storedItem<Batch>({ kind: "facts", shape: Batch });

/** What is asked of a batch where not all of its item is. */
export const batchFields = ["pk", "sk", "schema", "at", "facts"];

const StoredInquiry = z.object({
  leadId: LeadId,
  inquiry: Inquiry,
  payload: z.unknown().optional(),
  /** When it reached its lead's card. */
  digestedAt: Instant.optional(),
  /** Since when nothing but its coming is known any more. */
  forgottenAt: Instant.optional(),
});
export type StoredInquiry = z.infer<typeof StoredInquiry>;

/** How inquiries are stored: each as its own entry of its lead's timeline, so that there is exactly one for it. */
export const inquiries = storedItem<StoredInquiry>({ kind: "inquiry", shape: StoredInquiry });

/** A new inquiry as it is put, with the fact that it came. */
export const inquiryItem = (stored: StoredInquiry): Item => {
  const { leadId, inquiry } = stored;
  const { id: inquiryId, source, attachments, cut, receivedAt: at } = inquiry;
  const received = { inquiryId, channel: source.channel, source: source.id, attachments, cut };
  const facts: Activity[] = [{ type: "inquiry.received", data: received, by: { kind: "lead", id: leadId } }];
  return inquiries.write(inquiryKey(leadId, inquiryId), stored, { at, facts });
};

/** A batch of facts as one timeline item. Batches sort by `at`, which never decreases from version to version, then by version. */
export const factsItem = ({ id, version }: Lead, facts: Activity[], at: Instant): Item => {
  const { pk, sk } = timelineKey(id, batchId(at, version));
  return batches.write({ pk, sk }, { sk, at, facts });
};

const factsAtLast = 20;

/** What a lead's timeline was told last, newest batch first; strongly consistent. */
export async function latestFacts(id: Lead["id"]): Promise<StoredFact[]> {
  const range = { ...timelineRange(id), limit: factsAtLast, newestFirst: true, keep: batchFields };
  return batches.readEach(await query(range)).flatMap(({ facts }) => facts);
}

/** What a lead's timeline was told from a moment on; strongly consistent. */
export async function factsSince(id: Lead["id"], at: Instant): Promise<StoredFact[]> {
  const range = { ...timelineRange(id, batchesFrom(at)), limit: 1000, keep: batchFields };
  return batches.readEach(await query(range)).flatMap(({ facts }) => facts);
}
