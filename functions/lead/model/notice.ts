import * as z from "zod";
import { compact, type Instant } from "../../platform/time.ts";
import { InquiryId } from "./inquiry.ts";
import { OwnerId } from "./owner.ts";

/** What a person must be told because of one cause, outside any cadence. */
export const noticeKinds = [
  "acknowledgement",
  "new-lead",
  "inquiry",
  "response-overdue",
  "promise-broken",
  "reassigned",
  "assigned",
  "pool-alert",
  "action-due",
  "action-overdue",
  "unsubscribed",
  "reply",
  "hot",
  "changed-mind",
  "bounced",
  "complained",
  "cadence",
  // What an owner has written to the lead, and what could not go and is told to them.
  "answer",
  "answer-returned",
  "answer-held",
  "answer-by-other",
  "notices-undelivered",
] as const;

/** One mail to be sent. Its touch is `(scope, kind, recipient)`: unique within the lead, so it is sent once. */
export const Notice = z.object({
  kind: z.enum(noticeKinds),
  /** The id of the cause: an inquiry, or a promise and its level. */
  scope: z.string().regex(/^[A-Za-z0-9_-]+$/),
  /** Which owner to tell; absent for the lead itself. */
  to: OwnerId.optional(),
  inquiries: z.array(InquiryId),
  from: OwnerId.optional(),
  /** Why an answer comes back, or what became of a notice. */
  why: z.string().optional(),
  /** For a cadence's step: its id and the mail it sends. */
  step: z.string().optional(),
  mail: z.string().optional(),
});
export type Notice = z.infer<typeof Notice>;

/** Whether it tells an owner of what came in; several such are told at once, to whoever has the lead when they are sent. */
export const isNews = ({ kind }: Notice): boolean => kind === "new-lead" || kind === "inquiry";

/** Whether it tells an owner of an answer that did not go; several such are told at once, and seldom. */
export const isReturn = ({ kind }: Notice): boolean =>
  kind === "answer-returned" || kind === "answer-held" || kind === "answer-by-other";

/** The ledger key of a notice without its lead, in letters that SES allows in a message tag. */
export const touchOf = ({ scope, step, kind, to }: Notice): string => `${scope}-${step ?? kind}-${to ?? "lead"}`;

export const isToLead = (touch: string): boolean => touch.endsWith("-lead");

/** The scope of what a level of a response promise causes. */
export const slaScope = (openedAt: Instant, level: number): string => `sla${compact(openedAt)}-${level}`;
