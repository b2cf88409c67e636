import { absent, type Write } from "../../platform/aws/write.ts";
import type { Instant } from "../../platform/time.ts";
import type { Lead } from "../model/lead.ts";
import { customerKey } from "./keys.ts";

/** The write of a customer's record, linked to its lead; `customer` is what is known of them beyond the lead's card. */
export function customerWrite(id: string, lead: Lead, customer: Record<string, unknown>, now: Instant): Write {
  const { name, email, phone, company, owner } = lead;
  // Any field may come: beside the item's own, one of them could be its key, its index or its end.
  const fields = { name, email, phone, company, owner, ...customer };
  const record = { kind: "customer", id, leadId: lead.id, createdAt: now, fields, version: 1 };
  return { put: { ...customerKey(id), ...record }, when: absent };
}
