import { type Inquiry, InquiryId } from "../../functions/lead/model/inquiry.ts";
import { type Lead, LeadId } from "../../functions/lead/model/lead.ts";
import { Owner } from "../../functions/lead/model/owner.ts";
import { sortable } from "../../functions/platform/id.ts";
import { Instant, plus } from "../../functions/platform/time.ts";

/** A Monday morning. */
export const monday = Instant.parse("2026-11-23T09:00:00.000Z");

export const later = (span: number): Instant => plus(monday, span);

export const anna = Owner.parse({ id: "owner-1", name: "Anna Reed", email: "owner-1@team.example", pool: "sales" });
export const ben = Owner.parse({ id: "owner-2", name: "Ben Okafor", email: "owner-2@team.example", pool: "sales" });
export const mara = Owner.parse({
  id: "manager-1",
  name: "Mara Silva",
  email: "manager-1@team.example",
  pool: "sales",
  role: "manager",
});
export const team = [anna, ben, mara];

/** An inquiry from the website's form, received on Monday morning unless said otherwise. */
export function inquiry(more: Partial<Inquiry> = {}): Inquiry {
  const receivedAt = more.receivedAt ?? monday;
  return {
    id: InquiryId.parse(`inq_${sortable(receivedAt)}`),
    receivedAt,
    source: { id: "website", name: "Website", channel: "form", platform: "form", attribution: {} },
    pool: "sales",
    name: "Zoë Smith",
    email: "zoe@example.com",
    message: "How much is a new roof?",
    consent: { basis: "inquiry" },
    extra: {},
    unusable: {},
    ...more,
  };
}

/** A lead as the door makes it from the inquiry, before the digest. */
export function fresh(more: Partial<Lead> = {}, from: Inquiry = inquiry()): Lead {
  return {
    id: LeadId.parse(`ld_${sortable(from.receivedAt)}`),
    version: 1,
    epoch: 0,
    run: 0,
    stage: "new",
    temperature: "cold",
    score: { fit: 0, engagement: 0, total: 0, reasons: [] },
    name: from.name,
    email: from.email,
    phone: from.phone,
    phones: from.phone ? [from.phone] : [],
    handles: [],
    language: "en",
    pool: "sales",
    source: from.source,
    consent: { basis: from.consent.basis, at: from.receivedAt },
    suppressed: {},
    qualification: {},
    reminders: 0,
    dueAt: plus(from.receivedAt, 60_000),
    cycle: 0,
    pending: [],
    clicks: [],
    lastInquiry: from.id,
    heardAt: from.receivedAt,
    signAt: from.receivedAt,
    createdAt: from.receivedAt,
    updatedAt: from.receivedAt,
    ...more,
  };
}
