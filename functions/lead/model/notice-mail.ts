import type { Notice } from "./notice.ts";

/** Which mail says what a notice is about; the build sees to it that each is there. */
export const mailOf: Record<Exclude<Notice["kind"], "cadence">, string> = {
  acknowledgement: "acknowledgement",
  "new-lead": "owner-new-lead",
  inquiry: "owner-inquiry",
  "response-overdue": "owner-reminder",
  "promise-broken": "manager-breach",
  reassigned: "owner-reassigned",
  assigned: "owner-assigned",
  "pool-alert": "pool-alert",
  "action-due": "next-action-reminder",
  "action-overdue": "manager-action-overdue",
  unsubscribed: "owner-unsubscribed",
  reply: "owner-reply",
  hot: "owner-hot",
  "changed-mind": "owner-changed-mind",
  bounced: "owner-bounced",
  complained: "owner-complained",
  answer: "owner-answer",
  "answer-returned": "owner-answer-returned",
  "answer-held": "owner-answer-returned",
  "answer-by-other": "owner-answer-returned",
  "notices-undelivered": "manager-notices-undelivered",
};
