import { contentTypeOf, header, type Incoming, partOf } from "./incoming.ts";

/** What a feedback report asks for: `complaint` stop, `unsubscribe` leave out, `note` nothing the recipient did. */
export type Feedback = "complaint" | "unsubscribe" | "note";

/** Reports that do not call the mail spam (RULES.md CMP-2, CMP-4). */
const mild: Record<string, Feedback> = {
  "opt-out": "unsubscribe",
  "opt-out-list": "unsubscribe",
  "not-spam": "note",
  "auth-failure": "note",
};

/** Microsoft's reports have no feedback part, but the mail and in it whose it was (RULES.md CMP-4). */
const isJunkReport = (mail: Incoming): boolean =>
  contentTypeOf(mail).startsWith("multipart/mixed") &&
  mail.parts.some(({ type, text }) => type === "message/rfc822" && /^x-hmxmroriginalrecipient:/im.test(text));

/** What a feedback report by mail says (RFC 5965); `undefined` for a mail that is none. */
export function feedbackOf(mail: Incoming): Feedback | undefined {
  const report = partOf(mail, /^message\/feedback-report$/);
  if (report !== undefined) {
    const type = /^feedback-type:[ \t]*([\w-]+)/im.exec(report)?.[1]?.toLowerCase() ?? "abuse";
    return mild[type] ?? "complaint";
  }
  if (/report-type="?feedback-report/.test(contentTypeOf(mail))) return "complaint";
  const named = header(mail, "x-hmxmroriginalrecipient") !== "";
  return named || isJunkReport(mail) ? "complaint" : undefined;
}
