import acknowledgement from "../../workflows/mails/acknowledgement/en.md";
import attempt1 from "../../workflows/mails/attempt-1/en.md";
import attempt2 from "../../workflows/mails/attempt-2/en.md";
import attempt3 from "../../workflows/mails/attempt-3/en.md";
import customerBringAFriend from "../../workflows/mails/customer-bring-a-friend/en.md";
import customerHowIsIt from "../../workflows/mails/customer-how-is-it/en.md";
import customerWelcome from "../../workflows/mails/customer-welcome/en.md";
import farewell from "../../workflows/mails/farewell/en.md";
import managerActionOverdue from "../../workflows/mails/manager-action-overdue/en.md";
import managerBreach from "../../workflows/mails/manager-breach/en.md";
import nextActionReminder from "../../workflows/mails/next-action-reminder/en.md";
import noShowAnotherTime from "../../workflows/mails/no-show-another-time/en.md";
import noShowMissed from "../../workflows/mails/no-show-missed/en.md";
import nurtureChecklist from "../../workflows/mails/nurture-checklist/en.md";
import nurturePrices from "../../workflows/mails/nurture-prices/en.md";
import nurtureStory from "../../workflows/mails/nurture-story/en.md";
import ownerAssigned from "../../workflows/mails/owner-assigned/en.md";
import ownerBounced from "../../workflows/mails/owner-bounced/en.md";
import ownerChangedMind from "../../workflows/mails/owner-changed-mind/en.md";
import ownerComplained from "../../workflows/mails/owner-complained/en.md";
import ownerHot from "../../workflows/mails/owner-hot/en.md";
import ownerInquiry from "../../workflows/mails/owner-inquiry/en.md";
import ownerNewLead from "../../workflows/mails/owner-new-lead/en.md";
import ownerReassigned from "../../workflows/mails/owner-reassigned/en.md";
import ownerReminder from "../../workflows/mails/owner-reminder/en.md";
import ownerReply from "../../workflows/mails/owner-reply/en.md";
import ownerUnsubscribed from "../../workflows/mails/owner-unsubscribed/en.md";
import poolAlert from "../../workflows/mails/pool-alert/en.md";
import priceRange from "../../workflows/mails/price-range/en.md";
import proposalDecision from "../../workflows/mails/proposal-decision/en.md";
import proposalQuestions from "../../workflows/mails/proposal-questions/en.md";
import reEngagement from "../../workflows/mails/re-engagement/en.md";

/** What a mail is for; it decides on what basis it may be sent (LIFECYCLE section 4). */
export type Purpose = "service" | "follow-up" | "marketing" | "internal";

/** A mail and its text by language; English is always there. */
export interface Mail {
  purpose: Purpose;
  texts: { en: string } & Record<string, string>;
}

const service = (en: string): Mail => ({ purpose: "service", texts: { en } });
const followUp = (en: string): Mail => ({ purpose: "follow-up", texts: { en } });
const marketing = (en: string): Mail => ({ purpose: "marketing", texts: { en } });
const internal = (en: string): Mail => ({ purpose: "internal", texts: { en } });

/** Every mail that ships. A mail for a cadence is added here and as a folder in `workflows/mails`. */
export const mails = {
  acknowledgement: service(acknowledgement),

  "attempt-1": followUp(attempt1),
  "attempt-2": followUp(attempt2),
  "attempt-3": followUp(attempt3),
  "no-show-missed": followUp(noShowMissed),
  "no-show-another-time": followUp(noShowAnotherTime),
  "proposal-questions": followUp(proposalQuestions),
  "proposal-decision": followUp(proposalDecision),
  "price-range": followUp(priceRange),

  "nurture-checklist": marketing(nurtureChecklist),
  "nurture-prices": marketing(nurturePrices),
  "nurture-story": marketing(nurtureStory),
  farewell: marketing(farewell),
  "re-engagement": marketing(reEngagement),
  "customer-welcome": marketing(customerWelcome),
  "customer-how-is-it": marketing(customerHowIsIt),
  "customer-bring-a-friend": marketing(customerBringAFriend),

  "owner-new-lead": internal(ownerNewLead),
  "owner-inquiry": internal(ownerInquiry),
  "owner-reply": internal(ownerReply),
  "owner-hot": internal(ownerHot),
  "owner-changed-mind": internal(ownerChangedMind),
  "owner-reminder": internal(ownerReminder),
  "owner-assigned": internal(ownerAssigned),
  "owner-reassigned": internal(ownerReassigned),
  "owner-unsubscribed": internal(ownerUnsubscribed),
  "owner-bounced": internal(ownerBounced),
  "owner-complained": internal(ownerComplained),
  "next-action-reminder": internal(nextActionReminder),
  "manager-breach": internal(managerBreach),
  "manager-action-overdue": internal(managerActionOverdue),
  "pool-alert": internal(poolAlert),
} as const satisfies Record<string, Mail>;

export type MailName = keyof typeof mails;
