import { classifyMail } from "../../../email/inbound/classify.ts";
import { sayDelivery } from "../../../language/texts.ts";
import type { Owner } from "../../../lead/model/owner.ts";
import { leadOfMail } from "../../../lead/store/processed-events.ts";
import { readSecret } from "../../../platform/aws/secrets.ts";
import { config, text } from "../../../platform/config.ts";
import { addLogContext } from "../../../platform/observability/log.ts";
import type { Received } from "../../deliveries/received.ts";
import { type Addressee, addressee, addresseeByThread, quotedLead, sesIdsIn } from "./addressee.ts";
import { ignoreMail, type QuarantinedMail } from "./aside.ts";
import { handleOptOut, handleReplyOnce, notTheOwner, ownerAt } from "./conversation.ts";
import { forwardedMail } from "./forwarded.ts";
import { type ClassifiedMail, isByItself, isLeaving, isReport, type MailVerdict } from "./letter.ts";
import { beforeList, isBulk, isListed } from "./mailing-list.ts";
import { readNotification } from "./notification.ts";
import { readStored } from "./stored-mail.ts";
import { handleNewSender, speaksForSomebody } from "./stranger.ts";
import { isAuthenticated } from "./vouched.ts";

const env = config({ SIGNING_KEY_ID: text, SENDER: text });

/** What mail systems report of our domain (RFC 7489 section 7.2.1.1). */
const isDomainReport = ({ mail }: ClassifiedMail): boolean => /^report domain:/i.test(mail.subject);

const ourSender = env.SENDER.toLowerCase();

/** Our sender, or a Message-ID of ours: somebody's mailbox rule has sent it back. Others under our domain are set aside. */
async function isOurOwn(classified: ClassifiedMail): Promise<boolean> {
  const { from, messageId = "" } = classified.mail;
  if (isReport(classified)) return false;
  if (from === ourSender) return true;
  const [id] = sesIdsIn(messageId);
  return id !== undefined && (await leadOfMail(id)) !== undefined;
}

/** Whose mail it is by its address; a report's by the mail it quotes (RULES.md section 9). */
async function leadOf(classified: ClassifiedMail): Promise<Addressee | undefined> {
  const key = await readSecret(env.SIGNING_KEY_ID);
  return (isReport(classified) ? quotedLead(key, classified.mail) : undefined) ?? addressee(key, classified.mail);
}

async function handleOwner(classified: ClassifiedMail, owner: Owner): Promise<QuarantinedMail | undefined> {
  const { mail, at } = classified;
  if (isByItself(classified)) return ignoreMail("automatic mail of an owner left alone");
  const inner = classified.vouched ? await forwardedMail(mail, classified.trusted) : undefined;
  if (inner && !(await ownerAt(inner.mail.from)) && inner.mail.from !== env.SENDER) {
    addLogContext({ owner: owner.id });
    const passed = { by: owner.id, note: inner.note };
    return handleNewSender({ ...classified, mail: inner.mail, what: classifyMail(inner.mail, at), passedOn: passed });
  }
  const found = await addresseeByThread(mail);
  if (found) return handleReplyOnce(classified, found);
  if (!classified.vouched) return notTheOwner;
  return { reason: "unreadable", detail: sayDelivery("aside.ownerNoLead") };
}

async function handleWritten(classified: ClassifiedMail): Promise<QuarantinedMail | undefined> {
  const owner = await ownerAt(classified.mail.from);
  return owner ? handleOwner(classified, owner) : handleNewSender(classified);
}

/** People decide whether it was written to us, as to a group that is our sales address; bulk and software are left alone. */
async function handleMailingList(classified: ClassifiedMail): Promise<QuarantinedMail | undefined> {
  const mail = beforeList(classified.mail);
  const before: ClassifiedMail = { ...classified, mail, what: classifyMail(mail, classified.at) };
  if (classified.trusted) return handleWritten(before);
  const isAutomatic = before.what.kind === "machine" ? !speaksForSomebody(mail) : before.what.kind === "away";
  const isForNobody = (isAutomatic || isBulk(classified.mail)) && !readNotification(mail);
  if (isForNobody || mail.from === env.SENDER) return ignoreMail("mail to many left alone");
  return { reason: "suspect", detail: sayDelivery("aside.mailingList") };
}

/** By its token, the mail it answers, its sender, else as new; answers why people must look. @throws AppError `unavailable` */
export async function receiveMail(received: Received, looked: MailVerdict): Promise<QuarantinedMail | undefined> {
  const { virusVerdict, spamVerdict } = received.receipt;
  if (virusVerdict.status === "FAIL") return { reason: "suspect", detail: sayDelivery("aside.virus"), withheld: true };
  if (spamVerdict.status === "FAIL" && !looked.trusted) return { reason: "suspect", detail: sayDelivery("aside.spam") };
  const mail = await readStored(received);
  if ("why" in mail) return { reason: "unreadable", detail: mail.why };
  const vouched = looked.trusted || isAuthenticated(mail, received);
  const classified: ClassifiedMail = { ...looked, mail, what: classifyMail(mail, looked.at), received, vouched };
  addLogContext({ kind: classified.what.kind });
  if (await isOurOwn(classified)) return ignoreMail("mail of our own that came back");
  const found = await leadOf(classified);
  if (found) return handleReplyOnce(classified, found);
  if (isLeaving(classified)) return handleOptOut(classified);
  if (isReport(classified) || classified.what.kind === "receipt" || isDomainReport(classified))
    return ignoreMail("mail of no lead left alone");
  return isListed(mail) ? handleMailingList(classified) : handleWritten(classified);
}
