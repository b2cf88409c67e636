import { createHash } from "node:crypto";
import middy from "@middy/core";
import { type Classified, classify } from "../../email/classify.ts";
import { type Incoming, readIncoming } from "../../email/incoming.ts";
import { hear, isHeard } from "../../lead/heard.ts";
import { heardKey } from "../../lead/keys.ts";
import type { LeadId } from "../../lead/lead.ts";
import { readOwners } from "../../lead/registry.ts";
import { type Instant, now } from "../../platform/clock.ts";
import { config, text } from "../../platform/config.ts";
import { edge } from "../../platform/edge.ts";
import { Refusal } from "../../platform/error.ts";
import { failure, info, inThread, know } from "../../platform/log.ts";
import { secret } from "../../platform/secret.ts";
import type { Key } from "../../platform/table.ts";
import { fetchKept } from "../../platform/vault.ts";
import { type Addressee, addressee, knownBy, quotedLead } from "./addressee.ts";
import { type Received, ReceivedEvent } from "./received.ts";
import { type Arrival, takeIn, takeInOwners } from "./take-in.ts";

const env = config({ SIGNING_KEY_ID: text, INBOUND_PREFIX: text });

/** Reads the mail from the bucket; `undefined` for one that cannot be read, which stays there. */
async function read({ mail, receipt }: Received): Promise<Incoming | undefined> {
  const raw = await fetchKept(`${env.INBOUND_PREFIX}${mail.messageId}`);
  try {
    return await readIncoming(raw, { sender: mail.source, recipients: receipt.recipients });
  } catch (error) {
    failure("mail cannot be read", error);
    return undefined;
  }
}

const isLeaving = (what: Classified): boolean => what.kind === "unsubscribe" && what.by === "address";

/** Whose mail it is: a report's by the mail it quotes, all other by its address (email-rules section 9, UNS-8). */
async function leadOf(mail: Incoming, what: Classified, { receipt }: Received): Promise<Addressee | undefined> {
  const key = await secret(env.SIGNING_KEY_ID);
  const isReport = what.kind === "bounce" || what.kind === "complaint";
  const found = (isReport ? quotedLead(key, mail) : undefined) ?? addressee(key, mail);
  if (found || !isLeaving(what) || receipt.dmarcVerdict.status !== "PASS") return found;
  return knownBy(mail.from);
}

async function arrivalOf(mail: Incoming, what: Classified, received: Received): Promise<Arrival | undefined> {
  const found = await leadOf(mail, what, received);
  const mailId = received.mail.messageId.replace(/[^A-Za-z0-9_-]/g, "-");
  return found && { mailId, lead: found.lead, touch: found.touch ?? "unknown", subject: mail.subject, what };
}

/** An address of List-Unsubscribe works for whoever writes to it; else the sender decides whose mail it is. */
async function act(arrival: Arrival, mail: Incoming, received: Received, at: Instant): Promise<boolean> {
  if (isLeaving(arrival.what)) return takeIn(arrival, at);
  const owner = (await readOwners()).find(({ email }) => email.toLowerCase() === mail.from);
  if (!owner) return takeIn(arrival, at);
  // Anyone can write an owner's address into From (email-rules IN-4).
  if (received.receipt.dmarcVerdict.status === "FAIL") return false;
  return takeInOwners(arrival, owner, at);
}

/** The same mail handed over twice has two ids of SES, and one of its sender (email-rules REP-5). */
function twinOf({ messageId, from, subject, text }: Incoming, lead: LeadId): Key {
  const said = createHash("sha256").update([messageId, from, subject, text].join("\n")).digest("hex");
  return heardKey(lead, said.slice(0, 32));
}

/** Takes in one mail: what is marked as harmful, cannot be read or is no lead's stays in the bucket and does nothing. */
async function receive(received: Received, at: Instant): Promise<void> {
  const { virusVerdict, spamVerdict } = received.receipt;
  if (virusVerdict.status === "FAIL") return info("mail with a virus dropped");
  if (spamVerdict.status === "FAIL") return info("mail marked as spam left alone");
  const mail = await read(received);
  if (!mail) return;
  const what = classify(mail, at);
  know({ kind: what.kind });
  const arrival = await arrivalOf(mail, what, received);
  if (!arrival) return info("mail of no lead left alone");
  const { lead } = arrival;
  know({ lead });
  const twin = twinOf(mail, lead);
  if (await isHeard(twin)) return info("mail that came before");
  try {
    const done = await act(arrival, mail, received, at);
    await hear(twin, at);
    info(done ? "mail taken in" : "mail that means nothing to the lead");
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "not-found") throw error;
    info("mail of a lead that is gone");
  }
}

/** Mail that comes back to us, after SES has put it into the bucket (contracts/ses.md part A). */
export const handler = edge(
  "mail to us",
  middy<unknown, void>().handler(async (event) => {
    for (const { ses } of ReceivedEvent.parse(event).Records)
      await inThread({ mail: ses.mail.messageId }, () => receive(ses, now()));
  }),
);
