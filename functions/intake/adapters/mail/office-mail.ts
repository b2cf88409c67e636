import { ownerReplyAtMost, ownerReplyText, ownWords } from "../../../email/inbound/owner-reply-text.ts";
import { replyText } from "../../../email/inbound/reply-text.ts";
import type { ReturnReason } from "../../../email/outbound/owner-reply-return.ts";
import { readNotices } from "../../../email/outbound/stored-notice.ts";
import { sayDelivery } from "../../../language/texts.ts";
import {
  holdOwnerReply,
  recordOwnerReply,
  relayOwnerReply,
  reportOtherReply,
  returnOwnerReply,
} from "../../../lead/commands/owner-reply.ts";
import type { Lead, LeadId } from "../../../lead/model/lead.ts";
import type { Owner } from "../../../lead/model/owner.ts";
import type { OwnerReply } from "../../../lead/model/owner-reply.ts";
import { processedEventKey } from "../../../lead/store/keys.ts";
import { readOwners } from "../../../lead/store/owners.ts";
import { updateOnce, wasProcessed } from "../../../lead/store/processed-events.ts";
import { type LeadUpdate, readLead } from "../../../lead/store/repository.ts";
import { config, text } from "../../../platform/config.ts";
import { logInfo } from "../../../platform/observability/log.ts";
import type { Instant } from "../../../platform/time.ts";
import { cleanProse } from "../../inquiry/cleaning.ts";
import { namedRecipients } from "./addressee.ts";
import { ownerReplyFiles } from "./answer-files.ts";
import { ignoreMail, type QuarantinedMail } from "./aside.ts";
import { keepAttachments } from "./attachment.ts";
import { type ClassifiedMail, isByItself, mailIdOf, mailPrint } from "./letter.ts";
import { handleOwnerReport } from "./office-report.ts";

const env = config({ SENDER: text });

interface Draft {
  answer: OwnerReply;
  why: ReturnReason | undefined;
}

const toLead = (classified: ClassifiedMail, lead: Lead): boolean =>
  lead.email !== undefined && namedRecipients(classified.mail).includes(lead.email);

/** Why a mail does not go to the lead. What went there by itself is only written down. */
function objection(
  { what }: ClassifiedMail,
  { role }: Owner,
  direct: boolean,
  found: { why?: ReturnReason | undefined }[],
): ReturnReason | undefined {
  if (role === "manager") return "manager";
  if (direct) return undefined;
  return what.kind === "unsubscribe" ? "wants out" : found.find(({ why }) => why)?.why;
}

async function draftOf(classified: ClassifiedMail, lead: Lead, owner: Owner): Promise<Draft> {
  const { mail, at, received } = classified;
  const notices = await readNotices(lead.id);
  const direct = toLead(classified, lead);
  const draft = ownerReplyText(mail.text, env.SENDER, notices);
  const attached = ownerReplyFiles(mail, env.SENDER, notices);
  const why = objection(classified, owner, direct, [draft, attached]);
  const mailId = mailIdOf(received);
  const files = why ? [] : attached.files;
  const answer: OwnerReply = {
    id: mailPrint(mail),
    at,
    owner: owner.id,
    mailId,
    subject: cleanProse(mail.subject, 500),
    // Where their own words could not be told apart, all that they sent comes back.
    text: cleanProse(draft.why ? ownWords(mail.text) : draft.text, ownerReplyAtMost),
    ...(files.length > 0 && { attachments: await keepAttachments(mailId, files) }),
    ...(direct && { direct }),
  };
  return { answer, why };
}

function changeBy({ vouched }: ClassifiedMail, { answer, why }: Draft): (lead: Lead, at: Instant) => LeadUpdate {
  if (why) return (lead, at) => returnOwnerReply(lead, answer, why, at);
  if (!vouched) return (lead, at) => holdOwnerReply(lead, answer, at);
  return (lead, at) => (answer.direct ? recordOwnerReply(lead, answer, at) : relayOwnerReply(lead, answer, at));
}

const notOurs: QuarantinedMail = {
  reason: "unverified",
  detail: sayDelivery("aside.noneOfOurs"),
};

async function handleOtherSender(classified: ClassifiedMail, lead: Lead): Promise<QuarantinedMail> {
  const { mail, at, received } = classified;
  const { owner } = lead;
  if (!owner) return notOurs;
  const id = mailPrint(mail);
  const answer: OwnerReply = {
    ...{ id, at, owner, mailId: mailIdOf(received), from: mail.from },
    subject: cleanProse(mail.subject, 500),
    text: cleanProse(replyText(mail.text).text, 2000),
  };
  await updateOnce(lead.id, processedEventKey(id, "answer-by-other"), at, (card, moment) =>
    reportOtherReply(card, answer, moment),
  );
  return notOurs;
}

function writerOf(owners: readonly Owner[], address: string, lead: Lead): Owner | undefined {
  const known = owners.filter(({ email }) => email.toLowerCase() === address);
  return known.find(({ id }) => id === lead.owner) ?? known.find(({ role }) => role === "owner") ?? known[0];
}

/** Moves the lead only by an answer that went to it. @throws AppError `not-found` for a lead that is gone, `unavailable` */
export async function handleOwnerMail(
  classified: ClassifiedMail,
  id: LeadId,
  role: Owner["role"],
): Promise<QuarantinedMail | undefined> {
  const { mail, what, at } = classified;
  if (what.kind === "bounce" || what.kind === "complaint") return handleOwnerReport(classified, id);
  if (what.kind === "receipt" || isByItself(classified)) return ignoreMail("automatic mail to a notice left alone");
  const [lead, owners] = await Promise.all([readLead(id), readOwners()]);
  const writer = writerOf(owners, mail.from, lead);
  if (!writer) return handleOtherSender(classified, lead);
  const heard = processedEventKey(mailPrint(mail), "answer");
  if (await wasProcessed(heard)) return ignoreMail("mail that came before");
  const draft = await draftOf(classified, lead, role === "manager" ? { ...writer, role: "manager" } : writer);
  await updateOnce(id, heard, at, changeBy(classified, draft));
  logInfo("owner's answer taken in", { relayed: !draft.why && classified.vouched });
  return undefined;
}
