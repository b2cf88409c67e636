import type { Inquiry } from "../../lead/model/inquiry.ts";
import type { Lead } from "../../lead/model/lead.ts";
import { isNews, isReturn, type Notice, touchOf } from "../../lead/model/notice.ts";
import type { Owner } from "../../lead/model/owner.ts";
import { isUnconfirmed, mayQuote } from "../../lead/rules/consent.ts";
import { greetingOf, nameInMail, personName } from "../../lead/rules/person-name.ts";
import { isOpen } from "../../lead/rules/sla.ts";
import type { LeadMailData, OwnerMailData } from "../template/mail-data.ts";
import { mailOf } from "../template/notice-text.ts";
import { chatAccounts } from "./chat-account.ts";
import { lateness, moment } from "./formatted.ts";
import { type MailName, mails } from "./mails.ts";
import { composeMail } from "./message.ts";
import { ownerReplyHeaders, ownerReplyMail, ownerReplyReturnMail, toOwner } from "./owner-reply-mail.ts";
import { renderMail } from "./render.ts";
import type { Bundle, RenderContext } from "./render-context.ts";
import type { Outgoing } from "./send.ts";
import { storeNotice, wordsOf } from "./stored-notice.ts";

/** Why a cadence's mail is not sent that shipped when its step came due, and does not by now. */
export const noText = "its text does not ship any more";

/** The mail of a bundle: notices of one kind to one person, told at once. */
export function notificationMail(desk: RenderContext, bundle: Bundle): Outgoing {
  const [first] = bundle;
  const mail = first.kind === "cadence" ? (first.mail ?? first.step ?? "") : mailOf[first.kind];
  const purpose = mails[mail]?.purpose;
  const owner = desk.owners.find(({ id }) => id === first.to);
  const to = first.to === undefined ? desk.lead.email : owner?.email;
  return {
    touch: touchOf(first),
    covers: bundle.map(touchOf),
    purpose: purpose ?? "marketing",
    // What comes back is word of the owner's own mail, and says nothing to the lead.
    regardless: isReturn(first),
    overtaken: purpose ? overtaken(desk.lead, first, owner) : noText,
    to: to ?? "",
    compose: () => writtenMail(desk, mail, owner, bundle),
  };
}

/** Why whoever was to be told need not be; `undefined` where they must. */
function overtaken(lead: Lead, notice: Notice, recipient: Owner | undefined): string | undefined {
  if (notice.to !== undefined && !recipient) return "the person to be told is no longer in the pool";
  return isNews(notice) && notice.to !== lead.owner ? "the lead was handed over to another" : undefined;
}

/** Who writes a mail, by what it is and whom it is for. */
function writtenMail(
  desk: RenderContext,
  mail: MailName,
  owner: Owner | undefined,
  bundle: Bundle,
): Promise<Uint8Array> {
  const [first] = bundle;
  if (first.kind === "answer") return ownerReplyMail(desk, first);
  if (!owner) return leadMail(desk, mail, touchOf(first), bundle);
  return isReturn(first) ? ownerReplyReturnMail(desk, owner, bundle) : ownerMail(desk, mail, owner, bundle);
}

const told = (desk: RenderContext, bundle: Notice[]): Inquiry[] => {
  const ids = new Set(bundle.flatMap(({ inquiries }) => inquiries));
  return desk.inquiries.filter(({ id }) => ids.has(id));
};

/** Where the links of a mail lead; those that are followed tell us so. */
function linksOf({ lead, post, now }: RenderContext, touch: string) {
  const tracked = (path: string, hot: boolean) =>
    post.clickUrl(lead.id, { touch, url: `${post.site}${path}`, hot, sentAt: now });
  return {
    site: tracked("/", false),
    prices: tracked("/prices", true),
    survey: post.surveyUrl(lead.id, touch),
    unsubscribe: post.unsubscribeUrl(lead.id, touch),
  };
}

/**
 * What whoever reads a mail to an address that was only typed in can say of it (LIFECYCLE.md section 4). A source may have its
 * thanks ask for nothing.
 */
function confirmationLinks({ lead, post }: RenderContext, mail: MailName, touch: string, asked: Inquiry | undefined) {
  const isSpared = mail === "acknowledgement" && asked?.consent.confirm === "none";
  if (!lead.email || !isUnconfirmed(lead) || mails[mail]?.purpose === "marketing" || isSpared) return {};
  return { confirm: post.confirmUrl(lead.id, touch, lead.email), notMe: post.notMeUrl(lead.id, touch, lead.email) };
}

/** A mail to the lead: with the unsubscribe pair, in its language. */
function leadMail(desk: RenderContext, mail: MailName, touch: string, bundle: Notice[]): Promise<Uint8Array> {
  const { lead, owners, post } = desk;
  const owner = owners.find(({ id }) => id === lead.owner);
  const asked = told(desk, bundle).at(-1);
  const { unsubscribe, ...links } = linksOf(desk, touch);
  const rendered = renderMail({
    mail,
    language: lead.language,
    data: {
      lead: { name: personName(lead.name)?.display, firstName: greetingOf(lead) },
      owner: owner && { name: owner.name, firstName: owner.name.split(" ")[0] },
      company: post.company,
      message: mayQuote(lead) ? (desk.inquiries.at(-1)?.message ?? asked?.message) : undefined,
      links,
    } satisfies LeadMailData,
    links: { unsubscribe, ...confirmationLinks(desk, mail, touch, asked) },
    brand: post,
  });
  return composeMail({
    ...rendered,
    from: { name: post.company, address: post.sender },
    to: { name: personName(lead.name)?.display, address: lead.email ?? "" },
    replyTo: post.replyAddress(lead.id),
    auto: mail === "acknowledgement" ? "auto-replied" : "auto-generated",
    thread: asked?.thread,
    list: {
      unsubscribeUrl: unsubscribe,
      unsubscribeAddress: post.unsubscribeAddress(lead.id),
      id: `leads.${post.domain}`,
      company: post.company,
    },
  });
}

/** A mail to an owner or the manager: what they need to answer the lead, and one link to say it is done. */
async function ownerMail(desk: RenderContext, mail: MailName, owner: Owner, bundle: Bundle): Promise<Uint8Array> {
  const { post, lead, now } = desk;
  const rendered = renderMail({ mail, language: "en", data: ownerData(desk, owner, bundle), links: {}, brand: post });
  await storeNotice(lead.id, touchOf(bundle[0]), wordsOf(rendered), now);
  return composeMail({ ...rendered, ...toOwner(post, lead, owner), auto: "auto-generated" });
}

function ownerData(desk: RenderContext, owner: Owner, bundle: Bundle): OwnerMailData {
  const { lead, owners, post, now } = desk;
  const { sla, nextAction, source } = lead;
  const letter = desk.letters.find(({ mailId }) => mailId === bundle[0].scope);
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
    inquiries: told(desk, bundle).map(({ source: from, receivedAt, message }) => ({
      channel: from.channel,
      source: from.name,
      receivedAt: moment(receivedAt, owner.timeZone),
      message,
    })),
    due: isOpen(sla) ? moment(sla.dueAt, owner.timeZone) : undefined,
    late: isOpen(sla) ? lateness(sla.dueAt, now) : undefined,
    previousOwner: owners.find(({ id }) => id === bundle[0].from)?.name,
    reply: letter && { subject: letter.subject, text: letter.text, from: letter.from },
    ...ownerReplyHeaders(lead, owner, now),
    person: person && { name: person.name, email: person.email },
    why: bundle[0].why,
    links: { respond: post.respondUrl(lead.id, owner.id) },
    action: nextAction && { what: nextAction.what, due: moment(nextAction.dueAt, owner.timeZone) },
  };
}
