import { headers, type Incoming } from "../../../email/inbound/incoming.ts";
import { sayDelivery } from "../../../language/texts.ts";
import { type Addressee, addresseeByThread, addresseeOf } from "./addressee.ts";
import { ignoreMail, type QuarantinedMail } from "./aside.ts";
import { handleKnownSenders, handleReplyOnce } from "./conversation.ts";
import { submitInquiry, toDraft } from "./inquire.ts";
import type { ClassifiedMail } from "./letter.ts";
import { isReplyMail, readNotification } from "./notification.ts";

const isNewsletter = (mail: Incoming): boolean => headers(mail, "list-unsubscribe").length > 0;

/** Whether a machine's mail may carry somebody's words: it says whom to answer. */
export const speaksForSomebody = (mail: Incoming): boolean =>
  mail.replyTo !== undefined && mail.replyTo !== mail.from && !isNewsletter(mail);

/** With no field labelled it may carry somebody's words. People decide; nobody is thanked by mistake. */
async function handleMachine(classified: ClassifiedMail): Promise<QuarantinedMail | undefined> {
  if (!speaksForSomebody(classified.mail) && !classified.passedOn) return ignoreMail("mail of a machine left alone");
  if (classified.trusted) return submitInquiry(classified, toDraft(classified));
  return { reason: "suspect", detail: sayDelivery("aside.machine") };
}

/** The lead that writes, if the mail goes on with a conversation: what begins one is an inquiry. */
const writersLead = async ({ mail, what }: ClassifiedMail): Promise<Addressee | undefined> =>
  what.kind !== "reply" || isReplyMail(mail) ? addresseeOf(mail.from) : undefined;

/** A mail without our token that somebody from outside has written, or their website. @throws AppError `unavailable` */
export async function handleNewSender(classified: ClassifiedMail): Promise<QuarantinedMail | undefined> {
  const { mail, what } = classified;
  const draft = what.kind === "reply" || what.kind === "machine" ? readNotification(mail) : undefined;
  if (draft) return submitInquiry(classified, draft);
  if (what.kind === "machine") return handleMachine(classified);
  const answered = await addresseeByThread(mail);
  if (answered) return handleReplyOnce(classified, answered);
  const writer = await writersLead(classified);
  if (writer) return handleKnownSenders(classified, writer);
  if (what.kind === "reply") return submitInquiry(classified, toDraft(classified));
  if (what.kind === "away") return ignoreMail("automatic answer of nobody left alone");
  return {
    reason: "suspect",
    detail: sayDelivery("aside.wantsOut"),
  };
}
