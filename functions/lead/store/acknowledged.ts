import type { FailedConditions, Write } from "../../platform/aws/write.ts";
import { expiry, type Instant, plus } from "../../platform/time.ts";
import type { Lead } from "../model/lead.ts";
import { acknowledgeEvery } from "../rules/inquiries.ts";
import { canonicalMailbox } from "../rules/mailbox.ts";
import { acknowledgedKey } from "./keys.ts";

const kind = "thanked";

/** Whether another acknowledgement to the same mailbox stood in the way, by whatever of its addresses (LIFECYCLE.md section 5). */
export const wasAcknowledged = (failedConditions: FailedConditions): boolean =>
  failedConditions.some(({ item }) => item?.kind === kind);

const thanks = ({ pending }: Lead): number => pending.filter(({ kind: one }) => one === "acknowledgement").length;

/** The write by which a lead's mailbox is thanked by one lead an hour; it belongs into the transaction that plans the mail. */
export function acknowledgedWrites(before: Lead, after: Lead, now: Instant): Write[] {
  if (!after.email || thanks(after) === thanks(before)) return [];
  const until = plus(now, acknowledgeEvery);
  return [
    {
      put: {
        ...acknowledgedKey(canonicalMailbox(after.email)),
        kind,
        thankedUntil: until,
        leadId: after.id,
        expiresAt: expiry(until),
      },
      when: {
        expression: "attribute_not_exists(pk) OR leadId = :lead OR thankedUntil <= :now",
        values: { ":lead": after.id, ":now": now },
      },
    },
  ];
}
