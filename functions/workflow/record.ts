import type { DynamoDBRecord } from "aws-lambda";
import * as z from "zod";
import { InquiryId } from "../lead/model/inquiry.ts";
import { type Lead, LeadId } from "../lead/model/lead.ts";
import { asLead } from "../lead/store/repository.ts";
import { images } from "../platform/aws/stream.ts";

const InquiryItem = z.object({ leadId: LeadId, inquiry: z.object({ id: InquiryId }) });

/** The lead before and after a record, if the record is of a lead. */
export function leadsOf(record: DynamoDBRecord): { old?: Lead; new?: Lead } {
  const image = images(record);
  const lead = (item: Record<string, unknown> | undefined) => (item?.kind === "lead" ? asLead(item) : undefined);
  return { old: lead(image.old), new: lead(image.new) };
}

const DeliveryItem = z.object({ id: z.string(), state: z.string(), asked: z.number() });

/** The raw delivery that a record asks to be opened at once. */
export function deliveryIdOf(record: DynamoDBRecord): string | undefined {
  const image = images(record);
  if (image.new?.kind !== "parcel") return undefined;
  const rawDelivery = DeliveryItem.parse(image.new);
  return rawDelivery.state === "waiting" && rawDelivery.asked !== image.old?.asked ? rawDelivery.id : undefined;
}

/** The inquiry that a record brought, if it brought one; one that was digested already is no news. */
export function inquiryOf(record: DynamoDBRecord): { leadId: LeadId; inquiryId: InquiryId } | undefined {
  const item = record.eventName === "INSERT" ? images(record).new : undefined;
  if (item?.kind !== "inquiry") return undefined;
  const { leadId, inquiry } = InquiryItem.parse(item);
  return { leadId, inquiryId: inquiry.id };
}
