import type { Instant } from "../../platform/time.ts";
import { automaticKind } from "./automatic.ts";
import { bounceOf, type Undelivered } from "./bounce.ts";
import { feedbackOf } from "./complaint.ts";
import { contentTypeOf, type Incoming, partOf } from "./incoming.ts";
import { asksToStop } from "./opt-out.ts";
import { replyText } from "./reply-text.ts";
import { returnAt } from "./return-date.ts";

export type Classified =
  | { kind: "bounce"; recipients: Undelivered[] }
  | { kind: "complaint" }
  | { kind: "receipt" }
  /** An automatic answer; `until`, if it says when its writer is back. */
  | { kind: "away"; until?: Instant; text: string }
  /** All other mail that no person wrote to us: lists, notifications, challenges. */
  | { kind: "machine" }
  /** Somebody wants no more mail: by the address they wrote to, or in their own words. */
  | { kind: "unsubscribe"; by: "address" | "text"; text: string }
  | { kind: "reply"; text: string; whole: boolean };

const isReceipt = (mail: Incoming): boolean =>
  /report-type="?disposition-notification/.test(contentTypeOf(mail)) ||
  partOf(mail, /^message\/(global-)?disposition-notification$/) !== undefined;

/** Whether the mail came to an address of List-Unsubscribe (RULES.md UNS-8). */
const isToLeave = (mail: Incoming): boolean =>
  mail.envelope.recipients.some((address) => /^unsub(\+|@)/i.test(address));

function report(mail: Incoming): Classified | undefined {
  const recipients = bounceOf(mail);
  if (recipients) return { kind: "bounce", recipients };
  const feedback = feedbackOf(mail);
  if (feedback === "complaint") return { kind: "complaint" };
  if (feedback === "unsubscribe") return { kind: "unsubscribe", by: "text", text: "" };
  if (feedback === "note") return { kind: "machine" };
  return isReceipt(mail) ? { kind: "receipt" } : undefined;
}

/** By the first rule that matches (RULES.md section 6). Requests to leave are marked automatic, so the address comes first. */
export function classifyMail(mail: Incoming, now: Instant): Classified {
  const reported = report(mail);
  if (reported) return reported;
  const { text, whole } = replyText(mail.text);
  if (isToLeave(mail)) return { kind: "unsubscribe", by: "address", text };
  const byItself = automaticKind(mail);
  if (byItself === "machine") return { kind: "machine" };
  if (byItself === "away") return { kind: "away", until: returnAt(`${mail.subject}\n\n${text}`, now), text };
  if (!whole && asksToStop(text)) return { kind: "unsubscribe", by: "text", text };
  if (text === "" && asksToStop(mail.subject)) return { kind: "unsubscribe", by: "text", text };
  return { kind: "reply", text, whole };
}
