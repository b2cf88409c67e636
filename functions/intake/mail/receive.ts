import { classify } from "../../email/classify.ts";
import { field, fields, type Incoming, readIncoming } from "../../email/incoming.ts";
import { hear, isHeard } from "../../lead/heard.ts";
import { heardKey } from "../../lead/keys.ts";
import type { Owner } from "../../lead/owner.ts";
import { readOwners } from "../../lead/registry.ts";
import type { Instant } from "../../platform/clock.ts";
import { config, text } from "../../platform/config.ts";
import { Refusal } from "../../platform/error.ts";
import { failure, info, know } from "../../platform/log.ts";
import { secret } from "../../platform/secret.ts";
import { fetchKept } from "../../platform/vault.ts";
import { type Addressee, addressee, knownBy, quotedLead, threaded } from "./addressee.ts";
import type { Aside } from "./aside.ts";
import { passedOn } from "./forwarded.ts";
import { inquire, saidBy } from "./inquire.ts";
import { type Letter, type Looked, mailIdOf, mailPrint } from "./letter.ts";
import { answers, readNotification } from "./notification.ts";
import type { Received } from "./received.ts";
import { type Arrival, takeIn, takeInOwners } from "./take-in.ts";
import { isVouchedFor } from "./vouched.ts";

const env = config({ SIGNING_KEY_ID: text, INBOUND_PREFIX: text, SENDER: text });

/** Where a mail is in the bucket. */
export const keyOf = ({ mail }: Received): string => `${env.INBOUND_PREFIX}${mail.messageId}`;

/** Reads the mail from the bucket; `undefined` for one that cannot be read, which stays there. */
async function read(received: Received): Promise<Incoming | undefined> {
  const raw = await fetchKept(keyOf(received));
  try {
    return await readIncoming(raw, { sender: received.mail.source, recipients: received.receipt.recipients });
  } catch (error) {
    failure("mail cannot be read", error);
    return undefined;
  }
}

/** A mail of which nothing need be made, and why. */
function leave(why: string): undefined {
  info(why);
}

const isLeaving = ({ what }: Letter): boolean => what.kind === "unsubscribe" && what.by === "address";

/** What a mail program or other software has written by itself. */
const isByItself = ({ what }: Letter): boolean => what.kind === "away" || what.kind === "machine";

const isReport = ({ what }: Letter): boolean => what.kind === "bounce" || what.kind === "complaint";

/** Whose mail it is by its address; a report's by the mail it quotes (email-rules section 9). */
async function leadOf(letter: Letter): Promise<Addressee | undefined> {
  const key = await secret(env.SIGNING_KEY_ID);
  return (isReport(letter) ? quotedLead(key, letter.mail) : undefined) ?? addressee(key, letter.mail);
}

const ownerAt = async (address: string): Promise<Owner | undefined> =>
  (await readOwners()).find(({ email }) => email.toLowerCase() === address);

const notTheOwner: Aside = {
  reason: "unverified",
  detail: "It says an owner wrote it, and no domain vouches for that.",
};

/** An owner's mail is a contact of theirs, any other the lead's own. */
const act = (arrival: Arrival, owner: Owner | undefined, at: Instant): Promise<boolean> =>
  owner ? takeInOwners(arrival, owner, at) : takeIn(arrival, at);

/** Lets a mail do what it means to its lead, once. An address of List-Unsubscribe works for whoever writes to it. */
async function takeInOnce(letter: Letter, { lead, touch = "unknown" }: Addressee): Promise<Aside | undefined> {
  const { mail, what, received, at } = letter;
  know({ lead });
  const twin = heardKey(lead, mailPrint(mail));
  if (await isHeard(twin)) return leave("mail that came before");
  const owner = isLeaving(letter) ? undefined : await ownerAt(mail.from);
  if (owner && !letter.vouched && !isByItself(letter)) return notTheOwner;
  const arrival = { mailId: mailIdOf(received), lead, touch, subject: mail.subject, what, files: mail.files };
  try {
    const done = await act(arrival, owner, at);
    await hear(twin, at);
    leave(done ? "mail taken in" : "mail that means nothing to the lead");
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "not-found") throw error;
    leave("mail of a lead that is gone");
  }
}

/** Mail that goes to everybody on a list, and what mail systems report of our domain (RFC 7489 section 7.2.1.1). */
const isForMany = (mail: Incoming): boolean =>
  ["list-id", "list-post"].some((name) => fields(mail, name).length > 0) ||
  /^(bulk|junk|list)$/i.test(field(mail, "precedence").trim()) ||
  /^report domain:/i.test(mail.subject);

const isNewsletter = (mail: Incoming): boolean => fields(mail, "list-unsubscribe").length > 0;

/** The lead that writes, if the mail goes on with a conversation: what begins one is an inquiry. */
const writersLead = async ({ mail, what }: Letter): Promise<Addressee | undefined> =>
  what.kind !== "reply" || answers(mail) ? knownBy(mail.from) : undefined;

/** Takes in the mail of a lead that is known by nothing but the address it says it comes from (email-rules IN-4). */
async function takeWriters(letter: Letter, found: Addressee): Promise<Aside | undefined> {
  if (letter.vouched) return takeInOnce(letter, found);
  return { reason: "unverified", detail: "It says a lead wrote it, and no domain vouches for that." };
}

/** A mail to the bare address of List-Unsubscribe: it is its sender who leaves (email-rules UNS-8). */
async function takeLeavers(letter: Letter): Promise<Aside | undefined> {
  const found = await knownBy(letter.mail.from);
  return found ? takeWriters(letter, found) : leave("mail of no lead left alone");
}

/**
 * A machine's mail in which no field is labelled: it may carry somebody's words, if it says whom to answer or if an owner
 * has passed it on. People decide; nobody is thanked by mistake.
 */
async function takeMachines(letter: Letter): Promise<Aside | undefined> {
  const { mail, received } = letter;
  const speaksForSomebody = mail.replyTo !== undefined && mail.replyTo !== mail.from && !isNewsletter(mail);
  if (!speaksForSomebody && !letter.passedOn) return leave("mail of a machine left alone");
  if (letter.trusted) return inquire(letter, saidBy(letter), keyOf(received));
  return { reason: "suspect", detail: "A machine's mail that labels no field, and may be for somebody." };
}

/** A mail without our token that somebody from outside has written, or their website. */
async function takeStrangers(letter: Letter): Promise<Aside | undefined> {
  const { mail, what, received } = letter;
  if (isForMany(mail)) return leave("mail to many left alone");
  const said = what.kind === "reply" || what.kind === "machine" ? readNotification(mail) : undefined;
  if (said) return inquire(letter, said, keyOf(received));
  if (what.kind === "machine") return takeMachines(letter);
  const answered = await threaded(mail);
  if (answered) return takeInOnce(letter, answered);
  const writer = await writersLead(letter);
  if (writer) return takeWriters(letter, writer);
  if (what.kind === "reply") return inquire(letter, saidBy(letter), keyOf(received));
  if (what.kind === "away") return leave("automatic answer of nobody left alone");
  return {
    reason: "suspect",
    detail: "Somebody who is no lead wants no more mail: look for another address of theirs.",
  };
}

/** A mail of an owner without our token: what they pass on is its first writer's; else it belongs to a conversation. */
async function takeOwners(letter: Letter, owner: Owner): Promise<Aside | undefined> {
  const { mail, at } = letter;
  if (isByItself(letter)) return leave("automatic mail of an owner left alone");
  if (!letter.vouched) return notTheOwner;
  const inner = await passedOn(mail);
  if (inner && !(await ownerAt(inner.mail.from)) && inner.mail.from !== env.SENDER) {
    know({ owner: owner.id });
    const passed = { by: owner.id, note: inner.note };
    return takeStrangers({ ...letter, mail: inner.mail, what: classify(inner.mail, at), passedOn: passed });
  }
  const found = await threaded(mail);
  if (found) return takeInOnce(letter, found);
  return { reason: "unreadable", detail: "An owner's mail that names no lead and passes no mail on." };
}

/**
 * Takes in one mail: by the token in its address, by the mail it answers, by its sender, else as a new inquiry. What is
 * harmful, or comes from machines, is left alone; answers why a mail is for people to look at.
 *
 * @throws Refusal `unavailable`
 */
export async function receive(received: Received, looked: Looked): Promise<Aside | undefined> {
  const { virusVerdict, spamVerdict } = received.receipt;
  if (virusVerdict.status === "FAIL") return leave("mail with a virus dropped");
  if (spamVerdict.status === "FAIL" && !looked.trusted)
    return { reason: "suspect", detail: "Amazon SES takes it for spam." };
  const mail = await read(received);
  if (!mail) return { reason: "unreadable", detail: "It cannot be read as a mail." };
  const vouched = looked.trusted || isVouchedFor(mail, received);
  const letter: Letter = { ...looked, mail, what: classify(mail, looked.at), received, vouched };
  know({ kind: letter.what.kind });
  const found = await leadOf(letter);
  if (found) return takeInOnce(letter, found);
  if (isLeaving(letter)) return takeLeavers(letter);
  if (isReport(letter) || letter.what.kind === "receipt" || mail.from === env.SENDER)
    return leave("mail of no lead left alone");
  const owner = await ownerAt(mail.from);
  return owner ? takeOwners(letter, owner) : takeStrangers(letter);
}
