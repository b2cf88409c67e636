import { header, type Incoming } from "../../../email/inbound/incoming.ts";

/** A conversation has more mails than an answer must name. */
const threadAtMost = 20;

/** The mails that a mail goes on with, and itself: what answers it names them all (RULES.md THRD-3). */
export function threadIn(mail: Incoming): string[] | undefined {
  const before = header(mail, "references") || header(mail, "in-reply-to");
  const ids = (text: string): string[] => text.match(/<[!-;=?-~]{3,248}>/g) ?? [];
  const own = ids(mail.messageId ?? "");
  return own.length === 1 ? [...ids(before).slice(-threadAtMost), ...own] : undefined;
}
