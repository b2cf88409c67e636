import { mails } from "../../../workflows/definitions/shipped.ts";
import { formatLateness, formatMoment } from "../../language/moment.ts";
import type { Inquiry } from "../../lead/model/inquiry.ts";
import { isReturn, type Notice, touchOf } from "../../lead/model/notice.ts";
import type { Owner } from "../../lead/model/owner.ts";
import { isUnconfirmed, mayQuote } from "../../lead/rules/consent.ts";
import type { Bundle, MailEffect } from "../../lead/rules/mail-effect.ts";
import { greetingOf, nameInMail, personName } from "../../lead/rules/person-name.ts";
import { isOpen } from "../../lead/rules/sla.ts";
import type { LeadMailData, OwnerMailData } from "../template/mail-data.ts";
import { chatAccounts } from "./chat-account.ts";
import { composeMail } from "./message.ts";
import { ownerReplyHeaders, ownerReplyMail, ownerReplyReturnMail, toOwner } from "./owner-reply-mail.ts";
import { type MailName, renderMail } from "./render.ts";
import type { RenderContext } from "./render-context.ts";
import { noticeWords, storeNotice } from "./stored-notice.ts";

/** Writes the mail of notices of one kind to one person. */
export function composeNotification(context: RenderContext, { mail, notices, owner }: MailEffect): Promise<Uint8Array> {
  const [first] = notices;
  if (first.kind === "answer") return ownerReplyMail(context, first);
  if (!owner) return leadMail(context, mail, touchOf(first), notices);
  return isReturn(first) ? ownerReplyReturnMail(context, owner, notices) : ownerMail(context, mail, owner, notices);
}

const inquiriesOf = (context: RenderContext, bundle: Notice[]): Inquiry[] => {
  const ids = new Set(bundle.flatMap(({ inquiries }) => inquiries));
  return context.inquiries.filter(({ id }) => ids.has(id));
};

function linksOf({ lead, identity, now }: RenderContext, touch: string) {
  const tracked = (path: string, hot: boolean) =>
    identity.clickUrl(lead.id, { touch, url: `${identity.site}${path}`, hot, sentAt: now });
  return {
    site: tracked("/", false),
    prices: tracked("/prices", true),
    survey: identity.surveyUrl(lead.id, touch),
    unsubscribe: identity.unsubscribeUrl(lead.id, touch),
  };
}

/** What the reader of an address that was only typed in can say of it (LIFECYCLE.md section 4); some thanks ask for nothing. */
function confirmationLinks(
  { lead, identity }: RenderContext,
  mail: MailName,
  touch: string,
  asked: Inquiry | undefined,
) {
  const isSpared = mail === "acknowledgement" && asked?.consent.confirm === "none";
  if (!lead.email || !isUnconfirmed(lead) || mails[mail]?.purpose === "marketing" || isSpared) return {};
  return {
    confirm: identity.confirmUrl(lead.id, touch, lead.email),
    notMe: identity.notMeUrl(lead.id, touch, lead.email),
  };
}

function leadMail(context: RenderContext, mail: MailName, touch: string, bundle: Notice[]): Promise<Uint8Array> {
  const { lead, owners, identity } = context;
  const owner = owners.find(({ id }) => id === lead.owner);
  const asked = inquiriesOf(context, bundle).at(-1);
  const { unsubscribe, ...links } = linksOf(context, touch);
  const rendered = renderMail({
    mail,
    language: lead.language,
    data: {
      lead: { name: personName(lead.name)?.display, firstName: greetingOf(lead) },
      owner: owner && { name: owner.name, firstName: owner.name.split(" ")[0] },
      company: identity.company,
      message: mayQuote(lead) ? (context.inquiries.at(-1)?.message ?? asked?.message) : undefined,
      links,
    } satisfies LeadMailData,
    links: { unsubscribe, ...confirmationLinks(context, mail, touch, asked) },
    brand: identity,
  });
  return composeMail({
    ...rendered,
    from: { name: identity.company, address: identity.sender },
    to: { name: personName(lead.name)?.display, address: lead.email ?? "" },
    replyTo: identity.replyAddress(lead.id),
    auto: mail === "acknowledgement" ? "auto-replied" : "auto-generated",
    thread: asked?.thread,
    list: {
      unsubscribeUrl: unsubscribe,
      unsubscribeAddress: identity.unsubscribeAddress(lead.id),
      id: `leads.${identity.domain}`,
      company: identity.company,
    },
  });
}

async function ownerMail(context: RenderContext, mail: MailName, owner: Owner, bundle: Bundle): Promise<Uint8Array> {
  const { identity, lead, now } = context;
  const rendered = renderMail({
    mail,
    language: "en",
    data: ownerData(context, owner, bundle),
    links: {},
    brand: identity,
  });
  await storeNotice(lead.id, touchOf(bundle[0]), noticeWords(rendered), now);
  return composeMail({ ...rendered, ...toOwner(identity, lead, owner), auto: "auto-generated" });
}

function ownerData(context: RenderContext, owner: Owner, bundle: Bundle): OwnerMailData {
  const { lead, owners, identity, now } = context;
  const { sla, nextAction, source } = lead;
  const letter = context.inboundReplies.find(({ mailId }) => mailId === bundle[0].scope);
  const responsible = owners.find(({ id }) => id === bundle[0].from) ?? owners.find(({ id }) => id === lead.owner);
  const person = bundle[0].kind === "notices-undelivered" ? owners.find(({ id }) => id === bundle[0].from) : undefined;
  const about =
    bundle[0].kind === "promise-broken" || bundle[0].kind === "action-overdue" ? responsible : (person ?? owner);
  return {
    owner: { name: (about ?? owner).name, firstName: (about ?? owner).name.split(" ")[0] },
    lead: {
      name: nameInMail(lead),
      email: lead.email,
      phone: lead.phone,
      chats: chatAccounts(lead),
      company: lead.company,
      temperature: lead.temperature,
      language: lead.language,
    },
    source: { name: source.name, channel: source.channel, campaign: source.campaign },
    inquiries: inquiriesOf(context, bundle).map(({ source: from, receivedAt, message }) => ({
      channel: from.channel,
      source: from.name,
      receivedAt: formatMoment(receivedAt, owner.timeZone),
      message,
    })),
    due: isOpen(sla) ? formatMoment(sla.dueAt, owner.timeZone) : undefined,
    late: isOpen(sla) ? formatLateness(sla.dueAt, now) : undefined,
    previousOwner: owners.find(({ id }) => id === bundle[0].from)?.name,
    reply: letter && { subject: letter.subject, text: letter.text, from: letter.from },
    ...ownerReplyHeaders(lead, owner, now),
    person: person && { name: person.name, email: person.email },
    why: bundle[0].why,
    links: { respond: identity.respondUrl(lead.id, owner.id) },
    action: nextAction && { what: nextAction.what, due: formatMoment(nextAction.dueAt, owner.timeZone) },
  };
}
