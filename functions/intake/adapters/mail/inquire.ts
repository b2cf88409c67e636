import { header, type Incoming } from "../../../email/inbound/incoming.ts";
import { replyText } from "../../../email/inbound/reply-text.ts";
import { sayDelivery } from "../../../language/texts.ts";
import { processedEventKey } from "../../../lead/store/keys.ts";
import { markProcessed, wasProcessed } from "../../../lead/store/processed-events.ts";
import { logInfo } from "../../../platform/observability/log.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import { trySubmit } from "../../inquiry/submit.ts";
import type { QuarantinedMail } from "./aside.ts";
import { keepAttachments } from "./attachment.ts";
import { type ClassifiedMail, mailIdOf, mailPrint } from "./letter.ts";
import { mailSource } from "./mail-source.ts";
import { storedMailKey } from "./stored-mail.ts";
import { plainSubject } from "./subject.ts";
import { threadIn } from "./thread.ts";
import { isAuthenticated } from "./vouched.ts";

/** The first language a mail says it is written in (RFC 3282). */
const languageOf = (mail: Incoming): string | undefined =>
  header(mail, "content-language").split(",")[0]?.trim() || undefined;

/** What somebody says who writes to us: their address is where they want the answer (contracts/ses.md A3). */
export function toDraft({ mail, what, passedOn }: ClassifiedMail): InquiryDraft {
  const { text } = "text" in what ? what : replyText(mail.text);
  return {
    name: mail.replyToName || mail.fromName,
    email: mail.replyTo ?? mail.from,
    message: [plainSubject(mail.subject), text].filter(Boolean).join("\n\n"),
    language: languageOf(mail),
    thread: passedOn ? undefined : threadIn(mail),
    subject: plainSubject(mail.subject),
  };
}

/** Once, also where it was sent to several addresses of ours; answers why it cannot be. @throws AppError `unavailable` */
export async function submitInquiry(
  classified: ClassifiedMail,
  draft: InquiryDraft,
): Promise<QuarantinedMail | undefined> {
  const { mail, received, at, receivedAt, passedOn } = classified;
  const source = await mailSource(received.receipt.recipients);
  if (source.paused && !classified.trusted) return { reason: "paused", detail: sayDelivery("aside.paused") };
  const print = mailPrint(mail);
  const heard = processedEventKey(print, "inquiry");
  if (await wasProcessed(heard)) {
    logInfo("mail that came before");
    return undefined;
  }
  const attachments = mail.files.length > 0 ? await keepAttachments(mailIdOf(received), mail.files) : undefined;
  // A domain speaks for the address in From; one that stands in the text, or is only to be answered to, was typed in.
  const isTheirs = !passedOn && draft.email === mail.from && isAuthenticated(mail, received);
  const extra = { ...draft.extra, ...(passedOn && { passedOnBy: passedOn.by, note: passedOn.note || undefined }) };
  const why = await trySubmit(
    { id: print, brief: mail.messageId === undefined },
    { ...draft, extra, attachments, emailIsTheirs: isTheirs, unvouched: !classified.vouched },
    { source, secrets: {}, now: at },
    { payload: { key: storedMailKey(received) }, address: "", receivedAt },
  );
  if (why !== undefined) return { reason: "unreadable", detail: why };
  await markProcessed(heard, at);
  return undefined;
}
