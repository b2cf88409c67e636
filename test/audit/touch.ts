import { type Case, told } from "./evidence.ts";
import type { Lead } from "./item.ts";

/*
 * What became of a touch. Its key says what it is: `<cause>-<step>-<recipient>` (LIFECYCLE.md section 1 "ledger key"), where
 * the cause of a cadence's step is its run.
 */

/** The touch of a notice that waits to be sent. */
export const touchOf = ({ scope, step, kind, to }: Lead["pending"][number]): string =>
  `${scope}-${step ?? kind}-${to ?? "lead"}`;

export const thanksFor = (inquiry: string): string => `${inquiry}-acknowledgement-lead`;

/** An owner's own words, sent on to the lead. */
export const isOwnersAnswer = (touch: string): boolean => touch.endsWith("-answer-lead");

/** Word to an owner of their own answer, which says nothing to the lead. */
export const isReturn = (touch: string): boolean => /-answer-(returned|held|by-other)-/.test(touch);

/** What a mail may be for, by its touch: a cadence's step, the thanks for an inquiry, an owner's answer, else word to one of ours. */
export function purposesOf(touch: string): readonly string[] {
  if (/^r\d+-confirmation-/.test(touch)) return ["service"];
  if (/^r\d+-/.test(touch)) return ["follow-up", "marketing"];
  return touch.endsWith("-acknowledgement-lead") || isOwnersAnswer(touch) ? ["service"] : ["internal"];
}

/** Mail that is better twice than never (DECISIONS.md section 1): it is never given up because nobody knows whether it went. */
export const isRepeatable = (touch: string): boolean => !purposesOf(touch).includes("marketing");

/** Why a mail was given up of which no word came. */
export const nobodyKnows = "unknown whether it was sent";

/** Whether the timeline says why a touch was not sent, and may say that of it. */
export const isSkipped = (found: Case, touch: string): boolean =>
  told(found, "touch.skipped").some(
    ({ data: { touch: skipped, reason } }) =>
      skipped === touch && reason !== "" && !(reason === nobodyKnows && isRepeatable(touch)),
  );

const isSent = (found: Case, touch: string): boolean =>
  found.ledger.get(touch)?.state === "sent" || told(found, "mail.sent").some(({ data }) => data.touch === touch);

const isDone = (found: Case, touch: string): boolean => isSent(found, touch) || isSkipped(found, touch);

/** Whether a touch was sent, by itself or with another; or skipped for a reason; or waits to be sent. */
export const isLookedAfter = (found: Case, touch: string): boolean =>
  found.lead.pending.some((notice) => touchOf(notice) === touch) ||
  isDone(found, touch) ||
  [...found.ledger].some(([other, { covers }]) => covers.includes(touch) && isDone(found, other));
