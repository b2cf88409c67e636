import acknowledgement from "../../workflows/mails/acknowledgement/en.md";
import managerActionOverdue from "../../workflows/mails/manager-action-overdue/en.md";
import managerBreach from "../../workflows/mails/manager-breach/en.md";
import nextActionReminder from "../../workflows/mails/next-action-reminder/en.md";
import ownerInquiry from "../../workflows/mails/owner-inquiry/en.md";
import ownerNewLead from "../../workflows/mails/owner-new-lead/en.md";
import ownerReassigned from "../../workflows/mails/owner-reassigned/en.md";
import ownerReminder from "../../workflows/mails/owner-reminder/en.md";
import ownerUnsubscribed from "../../workflows/mails/owner-unsubscribed/en.md";
import poolAlert from "../../workflows/mails/pool-alert/en.md";

/** What a mail is for; it decides on what basis it may be sent (LIFECYCLE section 4). */
export type Purpose = "service" | "follow-up" | "marketing" | "internal";

/** A mail and its text by language; English is always there. */
export interface Mail {
  purpose: Purpose;
  texts: { en: string } & Record<string, string>;
}

const internal = (en: string): Mail => ({ purpose: "internal", texts: { en } });

/** Every mail that ships. A mail for a cadence is added here and as a folder in `workflows/mails`. */
export const mails = {
  acknowledgement: { purpose: "service", texts: { en: acknowledgement } },
  "owner-new-lead": internal(ownerNewLead),
  "owner-inquiry": internal(ownerInquiry),
  "owner-reminder": internal(ownerReminder),
  "owner-reassigned": internal(ownerReassigned),
  "owner-unsubscribed": internal(ownerUnsubscribed),
  "next-action-reminder": internal(nextActionReminder),
  "manager-breach": internal(managerBreach),
  "manager-action-overdue": internal(managerActionOverdue),
  "pool-alert": internal(poolAlert),
} as const satisfies Record<string, Mail>;

export type MailName = keyof typeof mails;
