import { sayNotice } from "../../language/texts.ts";
import type { Lead } from "../../lead/model/lead.ts";
import { type Notice, touchOf } from "../../lead/model/notice.ts";
import type { Owner } from "../../lead/model/owner.ts";
import type { OwnerReply } from "../../lead/model/owner-reply.ts";
import type { Bundle } from "../../lead/rules/mail-effect.ts";
import { mailRefusal } from "../../lead/rules/mail-permission.ts";
import { nameInMail, personName } from "../../lead/rules/person-name.ts";
import { getBlob } from "../../platform/aws/blob-store.ts";
import type { Instant } from "../../platform/time.ts";
import type { OwnerReplyMailData, ReturnMailData } from "../template/mail-data.ts";
import { chatAccounts } from "./chat-account.ts";
import { conversationOf } from "./conversation.ts";
import type { MailIdentity } from "./mail-identity.ts";
import { composeMail, type MessageInput } from "./message.ts";
import type { AttachedFile } from "./mime.ts";
import { whyReturned } from "./owner-reply-return.ts";
import { renderMail } from "./render.ts";
import type { RenderContext } from "./render-context.ts";
import { ownWordsOf, storeNotice } from "./stored-notice.ts";

/** What becomes of a reply to a notice: said in the notice, in one line. */
export function ownerReplyHeaders(lead: Lead, owner: Owner, now: Instant) {
  const goes = mailRefusal("service", lead, now) === undefined;
  return {
    answerable: owner.role === "owner" && goes,
    unanswerable: owner.role === "owner" && !goes,
    forManager: owner.role === "manager",
  };
}

/** From whom and to whom mail to our own people goes, and where an answer to it comes. */
export const toOwner = (
  identity: MailIdentity,
  lead: Lead,
  owner: Owner,
): Pick<MessageInput, "from" | "to" | "replyTo"> => ({
  from: { name: sayNotice("from.leads", { company: identity.company }), address: identity.sender },
  to: { name: owner.name, address: owner.email },
  replyTo: identity.officeAddress(lead.id, owner.role),
});

const paragraphsOf = (text: string): string[][] =>
  text
    .split("\n\n")
    .map((paragraph) => paragraph.split("\n").filter((row) => row.trim() !== ""))
    .filter(({ length }) => length > 0);

const signatureFor = ({ text }: OwnerReply, owner: Owner | undefined): string | undefined => {
  const end = text.slice(-200).toLowerCase();
  return owner && !end.includes((owner.name.split(" ")[0] ?? owner.name).toLowerCase()) ? owner.name : undefined;
};

const filesOf = ({ attachments = [] }: OwnerReply): Promise<AttachedFile[]> =>
  Promise.all(attachments.map(async ({ name, type, key }) => ({ name, type, bytes: await getBlob(key) })));

function thanksSubject({ lead, identity }: RenderContext): string {
  const data = { lead: { name: nameInMail(lead) }, company: identity.company };
  return renderMail({ mail: "acknowledgement", language: lead.language, data, links: {}, brand: identity }).subject;
}

/** An owner's own words to the lead, from our address and in the lead's conversation. */
export async function ownerReplyMail(context: RenderContext, { scope, from }: Notice): Promise<Uint8Array> {
  const { lead, identity, owners } = context;
  const answer = context.ownerReplies.find(({ id }) => id === scope);
  if (!answer) throw new Error("An answer that was to go to a lead is not there");
  const owner = owners.find(({ id }) => id === from);
  const { subject, thread } = await conversationOf(lead.id);
  const rendered = renderMail({
    mail: "owner-answer",
    language: lead.language,
    contentLanguage: lead.language,
    data: {
      subject: subject || (thread.length > 0 ? thanksSubject(context) : undefined),
      answer: paragraphsOf(answer.text),
      signature: signatureFor(answer, owner),
    } satisfies OwnerReplyMailData,
    links: {},
    brand: identity,
  });
  return composeMail({
    ...rendered,
    from: { name: owner?.name ?? identity.company, address: identity.sender },
    to: { name: personName(lead.name)?.display, address: lead.email ?? "" },
    replyTo: identity.replyAddress(lead.id),
    thread,
    files: await filesOf(answer),
  });
}

function returnedEntry({ lead, ownerReplies, owners, identity }: RenderContext, notice: Notice, owner: Owner) {
  const answer = ownerReplies.find(({ id }) => id === notice.scope);
  const files = answer?.attachments?.map(({ name }) => name).join(", ");
  return {
    why: whyReturned(notice, { lead, answer, owners, chats: chatAccounts(lead) }),
    text: answer?.text,
    files,
    release: notice.kind === "answer-held" && answer ? identity.releaseUrl(lead.id, owner.id, answer.id) : undefined,
  };
}

/** What did not go to the lead comes back to its owner: why, and their text. */
export async function ownerReplyReturnMail(context: RenderContext, owner: Owner, bundle: Bundle): Promise<Uint8Array> {
  const { lead, identity, now } = context;
  const kinds = new Set(bundle.map(({ kind }) => kind));
  const rendered = renderMail({
    mail: "owner-answer-returned",
    language: "en",
    data: {
      owner: { name: owner.name, firstName: owner.name.split(" ")[0] },
      lead: { name: nameInMail(lead), email: lead.email, phone: lead.phone, chats: chatAccounts(lead) },
      source: {},
      waits: kinds.size === 1 && kinds.has("answer-held"),
      byOther: kinds.size === 1 && kinds.has("answer-by-other"),
      open: lead.sla !== undefined && lead.sla.respondedAt === undefined && lead.sla.closedAt === undefined,
      returned: bundle.map((notice) => returnedEntry(context, notice, owner)),
      links: { respond: identity.respondUrl(lead.id, owner.id) },
    } satisfies ReturnMailData,
    links: {},
    brand: identity,
  });
  // Their own words are theirs to send again.
  await storeNotice(lead.id, touchOf(bundle[0]), ownWordsOf(rendered), now);
  return composeMail({ ...rendered, ...toOwner(identity, lead, owner), auto: "auto-replied", nullSender: true });
}
