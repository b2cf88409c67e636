import { hear, isHeard } from "../../lead/heard.ts";
import { heardKey } from "../../lead/keys.ts";
import type { Owner } from "../../lead/owner.ts";
import { readOwners } from "../../lead/registry.ts";
import type { Instant } from "../../platform/clock.ts";
import { Refusal } from "../../platform/error.ts";
import { know } from "../../platform/log.ts";
import { type Addressee, knownBy } from "./addressee.ts";
import { type Aside, leave } from "./aside.ts";
import { isByItself, isLeaving, type Letter, mailIdOf, mailPrint } from "./letter.ts";
import { type Arrival, takeIn, takeInOwners } from "./take-in.ts";

/** The owner whose address that is. */
export const ownerAt = async (address: string): Promise<Owner | undefined> =>
  (await readOwners()).find(({ email }) => email.toLowerCase() === address);

/** What is set aside because anybody can write an owner's address (email-rules IN-4). */
export const notTheOwner: Aside = {
  reason: "unverified",
  detail: "It says an owner wrote it, and no domain vouches for that.",
};

/** An owner's mail is a contact of theirs, any other the lead's own. */
const act = (arrival: Arrival, owner: Owner | undefined, at: Instant): Promise<boolean> =>
  owner ? takeInOwners(arrival, owner, at) : takeIn(arrival, at);

/**
 * Lets a mail do what it means to its lead, once. An address of List-Unsubscribe works for whoever writes to it.
 *
 * @throws Refusal `unavailable`
 */
export async function takeInOnce(letter: Letter, { lead, touch = "unknown" }: Addressee): Promise<Aside | undefined> {
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

/** Takes in the mail of a lead that is known by nothing but the address it says it comes from (email-rules IN-4). */
export async function takeWriters(letter: Letter, found: Addressee): Promise<Aside | undefined> {
  if (letter.vouched) return takeInOnce(letter, found);
  return { reason: "unverified", detail: "It says a lead wrote it, and no domain vouches for that." };
}

/** A mail to the bare address of List-Unsubscribe: it is its sender who leaves (email-rules UNS-8). */
export async function takeLeavers(letter: Letter): Promise<Aside | undefined> {
  const found = await knownBy(letter.mail.from);
  return found ? takeWriters(letter, found) : leave("mail of no lead left alone");
}
