import { sayDelivery } from "../../../language/texts.ts";
import type { Lead } from "../../../lead/model/lead.ts";
import type { Owner } from "../../../lead/model/owner.ts";
import { processedEventKey } from "../../../lead/store/keys.ts";
import { readOwners } from "../../../lead/store/owners.ts";
import { markProcessed, wasProcessed } from "../../../lead/store/processed-events.ts";
import { readLead } from "../../../lead/store/repository.ts";
import { AppError } from "../../../platform/error.ts";
import { addLogContext } from "../../../platform/observability/log.ts";
import { type Addressee, addresseeOf } from "./addressee.ts";
import { ignoreMail, type QuarantinedMail } from "./aside.ts";
import { type ClassifiedMail, isByItself, isReport, mailIdOf, mailPrint } from "./letter.ts";
import { ownerRoleOf } from "./office.ts";
import { handleOwnerMail } from "./office-mail.ts";
import { plainSubject } from "./subject.ts";
import { type HandledReply, handleReply } from "./take-in.ts";
import { threadIn } from "./thread.ts";
import { isAuthenticated } from "./vouched.ts";

/** The owner whose address that is. */
export const ownerAt = async (address: string): Promise<Owner | undefined> =>
  (await readOwners()).find(({ email }) => email.toLowerCase() === address);

/** What is set aside because anybody can write an owner's address (RULES.md IN-4). */
export const notTheOwner: QuarantinedMail = {
  reason: "unverified",
  detail: sayDelivery("aside.ownerNotVouched"),
};

/** A lead's own mail, or a colleague's in the same conversation (RULES.md REP-3). */
function handledReplyOf(classified: ClassifiedMail, lead: Lead, touch: string): HandledReply {
  const { mail, what, received } = classified;
  const isOwn = mail.from === lead.email || isByItself(classified) || isReport(classified);
  return {
    ...{ mailId: mailIdOf(received), lead: lead.id, touch, subject: mail.subject, files: mail.files },
    // Who is not the lead cannot leave for them, but by the address that anybody may use who holds the mail.
    what: !isOwn && what.kind === "unsubscribe" && what.by === "text" ? { ...what, kind: "reply", whole: false } : what,
    from: isOwn ? undefined : mail.from,
    writer: isAuthenticated(mail, received) ? mail.from : undefined,
    topic: plainSubject(mail.subject),
    thread: isOwn && what.kind === "reply" ? threadIn(mail) : undefined,
  };
}

async function addToConversation(
  classified: ClassifiedMail,
  { lead: id, touch = "unknown" }: Addressee,
): Promise<void> {
  const { mail, at } = classified;
  const twin = processedEventKey(id, mailPrint(mail));
  if (await wasProcessed(twin)) return ignoreMail("mail that came before");
  const done = await handleReply(handledReplyOf(classified, await readLead(id), touch), at);
  await markProcessed(twin, at);
  ignoreMail(done ? "mail taken in" : "mail that means nothing to the lead");
}

/** Once. An address of List-Unsubscribe works for whoever writes to it. @throws AppError `unavailable` */
export async function handleReplyOnce(
  classified: ClassifiedMail,
  found: Addressee,
): Promise<QuarantinedMail | undefined> {
  const { lead } = found;
  addLogContext({ lead });
  try {
    const role = await ownerRoleOf(classified, found);
    if (role) return await handleOwnerMail(classified, lead, role);
    await addToConversation(classified, found);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not-found") throw error;
    if (found.office) return { reason: "unreadable", detail: sayDelivery("aside.leadGone") };
    ignoreMail("mail of a lead that is gone");
  }
}

/** Takes in the mail of a lead that is known by nothing but the address it says it comes from (RULES.md IN-4). */
export async function handleKnownSenders(
  classified: ClassifiedMail,
  found: Addressee,
): Promise<QuarantinedMail | undefined> {
  if (classified.vouched) return handleReplyOnce(classified, found);
  return { reason: "unverified", detail: sayDelivery("aside.leadNotVouched") };
}

/** A mail to the bare address of List-Unsubscribe: it is its sender who leaves (RULES.md UNS-8). */
export async function handleOptOut(classified: ClassifiedMail): Promise<QuarantinedMail | undefined> {
  const found = await addresseeOf(classified.mail.from);
  return found ? handleKnownSenders(classified, found) : ignoreMail("mail of no lead left alone");
}
