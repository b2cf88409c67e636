import { classify } from "../../email/classify.ts";
import { field, fields, type Incoming, readIncoming } from "../../email/incoming.ts";
import { hear, isHeard } from "../../lead/heard.ts";
import { heardKey } from "../../lead/keys.ts";
import type { Owner } from "../../lead/owner.ts";
import { readOwners } from "../../lead/registry.ts";
import { config, text } from "../../platform/config.ts";
import { Refusal } from "../../platform/error.ts";
import { failure, info, know } from "../../platform/log.ts";
import { secret } from "../../platform/secret.ts";
import { fetchKept } from "../../platform/vault.ts";
import { type Addressee, addressee, knownBy, quotedLead, threaded } from "./addressee.ts";
import type { Aside } from "./aside.ts";
import { passedOn } from "./forwarded.ts";
import { inquire, saidBy } from "./inquire.ts";
import { isDisowned, type Letter, type Looked, mailIdOf, mailPrint } from "./letter.ts";
import { answers, readNotification } from "./notification.ts";
import type { Received } from "./received.ts";
import { type Arrival, takeIn, takeInOwners } from "./take-in.ts";

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

const isReport = ({ what }: Letter): boolean => what.kind === "bounce" || what.kind === "complaint";

/** Whose mail it is by its address; a report's by the mail it quotes (email-rules section 9, UNS-8). */
async function leadOf(letter: Letter): Promise<Addressee | undefined> {
  const key = await secret(env.SIGNING_KEY_ID);
  const { mail, received } = letter;
  const found = (isReport(letter) ? quotedLead(key, mail) : undefined) ?? addressee(key, mail);
  if (found || !isLeaving(letter) || received.receipt.dmarcVerdict.status !== "PASS") return found;
  return knownBy(mail.from);
}

const ownerAt = async (address: string): Promise<Owner | undefined> =>
  (await readOwners()).find(({ email }) => email.toLowerCase() === address);

/** An address of List-Unsubscribe works for whoever writes to it; else the sender decides whose mail it is. */
async function act(arrival: Arrival, letter: Letter): Promise<boolean> {
  const { mail, received, at } = letter;
  const owner = isLeaving(letter) ? undefined : await ownerAt(mail.from);
  if (!owner) return takeIn(arrival, at);
  return isDisowned(received) ? false : takeInOwners(arrival, owner, at);
}

/** Lets a mail do what it means to its lead, once. */
async function takeInOnce(letter: Letter, { lead, touch = "unknown" }: Addressee): Promise<undefined> {
  const { mail, what, received, at } = letter;
  know({ lead });
  const twin = heardKey(lead, mailPrint(mail));
  if (await isHeard(twin)) return leave("mail that came before");
  const arrival = { mailId: mailIdOf(received), lead, touch, subject: mail.subject, what, files: mail.files };
  try {
    const done = await act(arrival, letter);
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
const writersLead = async ({ mail, what, received }: Letter): Promise<Addressee | undefined> =>
  (what.kind !== "reply" || answers(mail)) && !isDisowned(received) ? knownBy(mail.from) : undefined;

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
  const found = (await threaded(mail)) ?? (await writersLead(letter));
  if (found) return takeInOnce(letter, found);
  if (what.kind === "reply") return inquire(letter, saidBy(letter), keyOf(received));
  if (what.kind === "away") return leave("automatic answer of nobody left alone");
  return {
    reason: "suspect",
    detail: "Somebody who is no lead wants no more mail: look for another address of theirs.",
  };
}

/** A mail of an owner without our token: what they pass on is its first writer's; else it belongs to a conversation. */
async function takeOwners(letter: Letter, owner: Owner): Promise<Aside | undefined> {
  const { mail, what, received, at } = letter;
  if (what.kind === "away" || what.kind === "machine") return leave("automatic mail of an owner left alone");
  if (isDisowned(received))
    return { reason: "unverified", detail: "It says an owner wrote it; the domain disowns it." };
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
  const letter: Letter = { ...looked, mail, what: classify(mail, looked.at), received };
  know({ kind: letter.what.kind });
  const found = await leadOf(letter);
  if (found) return takeInOnce(letter, found);
  if (isReport(letter) || letter.what.kind === "receipt" || isLeaving(letter) || mail.from === env.SENDER)
    return leave("mail of no lead left alone");
  const owner = await ownerAt(mail.from);
  return owner ? takeOwners(letter, owner) : takeStrangers(letter);
}
