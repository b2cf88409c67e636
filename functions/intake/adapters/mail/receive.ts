import { classify } from "../../../email/inbound/classify.ts";
import type { Owner } from "../../../lead/model/owner.ts";
import { leadOfMail } from "../../../lead/store/processed-events.ts";
import { secret } from "../../../platform/aws/secrets.ts";
import { config, text } from "../../../platform/config.ts";
import { addLogContext } from "../../../platform/observability/log.ts";
import type { Received } from "../../deliveries/received.ts";
import { type Addressee, addressee, quotedLead, sesIdsIn, threaded } from "./addressee.ts";
import { type Aside, leave } from "./aside.ts";
import { notTheOwner, ownerAt, takeInOnce, takeLeavers } from "./conversation.ts";
import { passedOn } from "./forwarded.ts";
import { isByItself, isLeaving, isReport, type Letter, type Looked } from "./letter.ts";
import { beforeList, isBulk, isListed } from "./mailing-list.ts";
import { readNotification } from "./notification.ts";
import { readStored } from "./stored-mail.ts";
import { speaksForSomebody, takeStrangers } from "./stranger.ts";
import { isVouchedFor } from "./vouched.ts";

const env = config({ SIGNING_KEY_ID: text, SENDER: text });

/** What mail systems report of our domain (RFC 7489 section 7.2.1.1). */
const isDomainReport = ({ mail }: Letter): boolean => /^report domain:/i.test(mail.subject);

const ourSender = env.SENDER.toLowerCase();

/**
 * Whether we have sent a mail ourselves, and a rule of somebody's mailbox has sent it back: it is of our sender, or has the
 * Message-ID of one of ours. What else comes from under our domain is set aside: nobody there can be answered.
 */
async function isOurOwn(letter: Letter): Promise<boolean> {
  const { from, messageId = "" } = letter.mail;
  if (isReport(letter)) return false;
  if (from === ourSender) return true;
  const [id] = sesIdsIn(messageId);
  return id !== undefined && (await leadOfMail(id)) !== undefined;
}

/** Whose mail it is by its address; a report's by the mail it quotes (RULES.md section 9). */
async function leadOf(letter: Letter): Promise<Addressee | undefined> {
  const key = await secret(env.SIGNING_KEY_ID);
  return (isReport(letter) ? quotedLead(key, letter.mail) : undefined) ?? addressee(key, letter.mail);
}

/** A mail of an owner without our token: what they pass on is its first writer's; else it belongs to a conversation. */
async function takeOwners(letter: Letter, owner: Owner): Promise<Aside | undefined> {
  const { mail, at } = letter;
  if (isByItself(letter)) return leave("automatic mail of an owner left alone");
  const inner = letter.vouched ? await passedOn(mail, letter.trusted) : undefined;
  if (inner && !(await ownerAt(inner.mail.from)) && inner.mail.from !== env.SENDER) {
    addLogContext({ owner: owner.id });
    const passed = { by: owner.id, note: inner.note };
    return takeStrangers({ ...letter, mail: inner.mail, what: classify(inner.mail, at), passedOn: passed });
  }
  const found = await threaded(mail);
  if (found) return takeInOnce(letter, found);
  if (!letter.vouched) return notTheOwner;
  return { reason: "unreadable", detail: "An owner's mail that names no lead and passes no mail on." };
}

async function takeWritten(letter: Letter): Promise<Aside | undefined> {
  const owner = await ownerAt(letter.mail.from);
  return owner ? takeOwners(letter, owner) : takeStrangers(letter);
}

/**
 * Mail that came over a list: people decide whether it was written to us, as to a group that is our sales address. What
 * software has written by itself is left alone, as without a list, and so is bulk.
 */
async function takeListed(letter: Letter): Promise<Aside | undefined> {
  const mail = beforeList(letter.mail);
  const before: Letter = { ...letter, mail, what: classify(mail, letter.at) };
  if (letter.trusted) return takeWritten(before);
  const isAutomatic = before.what.kind === "machine" ? !speaksForSomebody(mail) : before.what.kind === "away";
  const isForNobody = (isAutomatic || isBulk(letter.mail)) && !readNotification(mail);
  if (isForNobody || mail.from === env.SENDER) return leave("mail to many left alone");
  return { reason: "suspect", detail: "It came over a mailing list, and may be written to you." };
}

/**
 * Takes in one mail: by the token in its address, by the mail it answers, by its sender, else as a new inquiry. What comes
 * from machines is left alone; answers why a mail is for people to look at.
 *
 * @throws AppError `unavailable`
 */
export async function receive(received: Received, looked: Looked): Promise<Aside | undefined> {
  const { virusVerdict, spamVerdict } = received.receipt;
  if (virusVerdict.status === "FAIL") return { reason: "suspect", detail: "It holds a virus.", withheld: true };
  if (spamVerdict.status === "FAIL" && !looked.trusted)
    return { reason: "suspect", detail: "Amazon SES takes it for spam." };
  const mail = await readStored(received);
  if ("why" in mail) return { reason: "unreadable", detail: mail.why };
  const vouched = looked.trusted || isVouchedFor(mail, received);
  const letter: Letter = { ...looked, mail, what: classify(mail, looked.at), received, vouched };
  addLogContext({ kind: letter.what.kind });
  if (await isOurOwn(letter)) return leave("mail of our own that came back");
  const found = await leadOf(letter);
  if (found) return takeInOnce(letter, found);
  if (isLeaving(letter)) return takeLeavers(letter);
  if (isReport(letter) || letter.what.kind === "receipt" || isDomainReport(letter))
    return leave("mail of no lead left alone");
  return isListed(mail) ? takeListed(letter) : takeWritten(letter);
}
