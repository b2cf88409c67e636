import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod";
import type { InquiryId } from "../lead/model/inquiry.ts";
import type { Lead, LeadId } from "../lead/model/lead.ts";
import { leads } from "../lead/store/leads.ts";
import { inquiries } from "../lead/store/timeline.ts";
import { storedItem } from "../platform/aws/stored-item.ts";
import { images } from "../platform/aws/stream.ts";

/** The lead before and after a record, if the record is of a lead, as far as it can be read. */
export function leadsOf(record: DynamoDBRecord): { old?: Lead; new?: Lead } {
  const image = images(record);
  const lead = (item: Record<string, unknown> | undefined) => (item?.kind === "lead" ? leads.find(item) : undefined);
  return { old: lead(image.old), new: lead(image.new) };
}

const deliveryRequests = storedItem({
  kind: "parcel",
  shape: z.object({ id: z.string(), state: z.string(), asked: z.number() }),
});

/** The raw delivery that a record asks to be opened at once. */
export function deliveryIdOf(record: DynamoDBRecord): string | undefined {
  const image = images(record);
  if (image.new?.kind !== "parcel") return undefined;
  const rawDelivery = deliveryRequests.find(image.new);
  return rawDelivery?.state === "waiting" && rawDelivery.asked !== image.old?.asked ? rawDelivery.id : undefined;
}

/** The inquiry that a record brought, if it brought one; one that was digested already is no news. */
export function inquiryOf(record: DynamoDBRecord): { leadId: LeadId; inquiryId: InquiryId } | undefined {
  const item = record.eventName === "INSERT" ? images(record).new : undefined;
  if (item?.kind !== "inquiry") return undefined;
  const stored = inquiries.find(item);
  return stored && { leadId: stored.leadId, inquiryId: stored.inquiry.id };
}
