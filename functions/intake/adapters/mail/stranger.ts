import { fields, type Incoming } from "../../../email/inbound/incoming.ts";
import { type Addressee, knownBy, threaded } from "./addressee.ts";
import { ignoreMail, type QuarantinedMail } from "./aside.ts";
import { handleKnownSenders, handleReplyOnce } from "./conversation.ts";
import { submitInquiry, toDraft } from "./inquire.ts";
import type { ClassifiedMail } from "./letter.ts";
import { answers, readNotification } from "./notification.ts";

const isNewsletter = (mail: Incoming): boolean => fields(mail, "list-unsubscribe").length > 0;

/** Whether a machine's mail may carry somebody's words: it says whom to answer. */
export const speaksForSomebody = (mail: Incoming): boolean =>
  mail.replyTo !== undefined && mail.replyTo !== mail.from && !isNewsletter(mail);

/**
 * A machine's mail in which no field is labelled: it may carry somebody's words, if it says whom to answer or if an owner
 * has passed it on. People decide; nobody is thanked by mistake.
 */
async function takeMachines(letter: ClassifiedMail): Promise<QuarantinedMail | undefined> {
  if (!speaksForSomebody(letter.mail) && !letter.passedOn) return ignoreMail("mail of a machine left alone");
  if (letter.trusted) return submitInquiry(letter, toDraft(letter));
  return { reason: "suspect", detail: "A machine's mail that labels no field, and may be for somebody." };
}

/** The lead that writes, if the mail goes on with a conversation: what begins one is an inquiry. */
const writersLead = async ({ mail, what }: ClassifiedMail): Promise<Addressee | undefined> =>
  what.kind !== "reply" || answers(mail) ? knownBy(mail.from) : undefined;

/** A mail without our token that somebody from outside has written, or their website. @throws AppError `unavailable` */
export async function handleNewSender(letter: ClassifiedMail): Promise<QuarantinedMail | undefined> {
  const { mail, what } = letter;
  const said = what.kind === "reply" || what.kind === "machine" ? readNotification(mail) : undefined;
  if (said) return submitInquiry(letter, said);
  if (what.kind === "machine") return takeMachines(letter);
  const answered = await threaded(mail);
  if (answered) return handleReplyOnce(letter, answered);
  const writer = await writersLead(letter);
  if (writer) return handleKnownSenders(letter, writer);
  if (what.kind === "reply") return submitInquiry(letter, toDraft(letter));
  if (what.kind === "away") return ignoreMail("automatic answer of nobody left alone");
  return {
    reason: "suspect",
    detail: "Somebody who is no lead wants no more mail: look for another address of theirs.",
  };
}
