import { addressesIn, fields, type Incoming } from "../../email/incoming.ts";
import { leadOfMail } from "../../lead/heard.ts";
import { emailKey } from "../../lead/keys.ts";
import { LeadId } from "../../lead/lead.ts";
import { get } from "../../platform/table.ts";
import { openReplyToken, openToken } from "../../platform/token.ts";

/** The lead a mail is about; the touch, where a report quotes the mail it is about. */
export interface Addressee {
  lead: LeadId;
  touch?: string;
}

/** The addresses we gave out: `r+TOKEN@` in Reply-To, `unsub+TOKEN@` in List-Unsubscribe (email-rules REP-1). */
const tokenAddress = /(?<![\w.+-])(?:r|unsub)\+([0-9a-z]{40})@/gi;
const unsubscribeLink = /\/u\/([\w-]{30,2000})/g;

/** Where a mail says whom it is for, beside the envelope (email-rules REP-2). */
const recipientFields = ["delivered-to", "x-original-to", "to", "cc"];

function tokensIn(key: string, text: string): LeadId[] {
  const opened = [...text.matchAll(tokenAddress)].map(([, token = ""]) => openReplyToken(key, token));
  return opened.flatMap((id) => LeadId.safeParse(id).data ?? []);
}

/** The lead in the address that a mail came to. */
export function addressee(key: string, mail: Incoming): Addressee | undefined {
  const named = recipientFields.flatMap((name) => fields(mail, name).flatMap(addressesIn));
  const [lead] = [...mail.envelope.recipients, ...named].flatMap((address) => tokensIn(key, address));
  return lead && { lead };
}

/** The lead in the mail that a report quotes: reports do not come to the address of a reply (email-rules BNC-7, CMP-5). */
export function quotedLead(key: string, mail: Incoming): Addressee | undefined {
  const quoted = [mail.text, ...mail.parts.map(({ text }) => text)].join("\n");
  for (const [, token = ""] of quoted.matchAll(unsubscribeLink)) {
    const [id, touch] = openToken(key, "unsubscribe", token) ?? [];
    const lead = LeadId.safeParse(id);
    if (lead.success) return { lead: lead.data, touch };
  }
  const [lead] = tokensIn(key, quoted);
  return lead && { lead };
}

/** Message-IDs as SES writes them over ours (email-rules THRD-1). */
const sesMessageId = /<([\w-]{20,100})@(?:email|[a-z]{2}(?:-[a-z]+)+-\d)\.amazonses\.com>/g;

/** An answer to an old conversation names many mails; the last ones tell whose it is. */
const mailsAtMost = 10;

/** The lead whose mail from us a mail answers: the one in In-Reply-To, else the last in References (email-rules REP-2). */
export async function threaded(mail: Incoming): Promise<Addressee | undefined> {
  const named = ["references", "in-reply-to"].flatMap((name) => fields(mail, name)).join(" ");
  const ours = [...named.matchAll(sesMessageId)].map(([, id = ""]) => id).reverse();
  for (const id of [...new Set(ours)].slice(0, mailsAtMost)) {
    const lead = await leadOfMail(id);
    if (lead) return { lead };
  }
  return undefined;
}

/** The lead that is known by an address. Nothing is to be done on the word of From alone (email-rules IN-4). */
export async function knownBy(address: string): Promise<Addressee | undefined> {
  const lead = LeadId.safeParse((await get(emailKey(address)))?.leadId);
  return lead.success ? { lead: lead.data } : undefined;
}
