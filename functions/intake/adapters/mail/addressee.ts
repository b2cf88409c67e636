import { addressesIn, headers, type Incoming } from "../../../email/inbound/incoming.ts";
import { LeadId } from "../../../lead/model/lead.ts";
import type { Owner } from "../../../lead/model/owner.ts";
import { emailKey } from "../../../lead/store/keys.ts";
import { leadOfMail } from "../../../lead/store/processed-events.ts";
import { get } from "../../../platform/aws/table.ts";
import { limits } from "../../../platform/limits.ts";
import { openReplyToken, openToken } from "../../../platform/security/token.ts";

/** The lead a mail is about; the touch, where a report quotes the mail it is about. */
export interface Addressee {
  lead: LeadId;
  touch?: string;
  /** Whose it is if not the lead's: it answers what was written about them to one of ours. */
  office?: Owner["role"];
}

/** In mail to a lead Reply-To `r+TOKEN@`, List-Unsubscribe `unsub+TOKEN@`; to one of ours `o+TOKEN@` (RULES.md REP-1). */
const tokenAddress = /(?<![\w.+-])(r|unsub|o)\+([0-9a-z]{40})@/gi;
const unsubscribeLink = /\/u\/([\w-]{30,2000})/g;

/** Where a mail says whom it is for, beside the envelope (RULES.md REP-2). */
const recipientFields = ["delivered-to", "x-original-to", "to", "cc"];

const atMost = <T>(found: IteratorObject<T>): T[] => found.take(limits.entries).toArray();

function opened(key: string, mark: string, token: string): Addressee[] {
  const kinds = mark.toLowerCase() === "o" ? (["owner", "manager"] as const) : (["reply"] as const);
  for (const kind of kinds) {
    const lead = LeadId.safeParse(openReplyToken(key, token, kind));
    if (lead.success) return [kind === "reply" ? { lead: lead.data } : { lead: lead.data, office: kind }];
  }
  return [];
}

function tokenIn(key: string, text: string): Addressee | undefined {
  const found = atMost(text.matchAll(tokenAddress)).flatMap(([, mark = "", token = ""]) => opened(key, mark, token));
  return found.find(({ office: role }) => role) ?? found[0];
}

/** Everybody a mail says it is for, beside the envelope. */
export const namedRecipients = (mail: Incoming): string[] =>
  recipientFields.flatMap((name) => headers(mail, name).flatMap(addressesIn));

/** The lead in the address that a mail came to. */
export const addressee = (key: string, mail: Incoming): Addressee | undefined =>
  tokenIn(key, [...mail.envelope.recipients, ...namedRecipients(mail)].join("\n"));

/** Whom the head of a mail names as its recipients, as a report quotes it. */
export const addressedIn = (quoted: string): string[] =>
  quoted
    .split("\n")
    .filter((line) => /^(to|cc|original-rcpt-to|x-hmxmroriginalrecipient):/i.test(line))
    .slice(0, 20)
    .flatMap((line) => addressesIn(line.slice(line.indexOf(":") + 1, 2000).replace(/^\s*rfc822;/i, "")));

/** All that a report says and quotes. */
export const quotedIn = (mail: Incoming): string => [mail.text, ...mail.parts.map(({ text }) => text)].join("\n");

/** The lead in the mail that a report quotes: reports do not come to the address of a reply (RULES.md BNC-7, CMP-5). */
export function quotedLead(key: string, mail: Incoming): Addressee | undefined {
  const quoted = quotedIn(mail);
  const found = tokenIn(key, quoted);
  if (found?.office) return found;
  for (const [, token = ""] of atMost(quoted.matchAll(unsubscribeLink))) {
    const [id, touch] = openToken(key, "unsubscribe", token) ?? [];
    const lead = LeadId.safeParse(id);
    if (lead.success) return { lead: lead.data, touch };
  }
  return found;
}

/** Message-IDs as SES writes them over ours (RULES.md THRD-1). */
const sesMessageId = /<([\w-]{20,100})@(?:email|[a-z]{2}(?:-[a-z]+)+-\d)\.amazonses\.com>/g;

/** An answer to an old conversation names many mails; the last ones tell whose it is. */
const mailsAtMost = 10;

/** SES's ids of the mails that a text names by their Message-IDs. */
export const sesIdsIn = (text: string): string[] => [...text.matchAll(sesMessageId)].map(([, id = ""]) => id);

/** The mails of ours that a mail says it answers, the latest first. */
export const answeredIds = (mail: Incoming): string[] =>
  sesIdsIn(["references", "in-reply-to"].flatMap((name) => headers(mail, name)).join(" ")).reverse();

/** The lead whose mail from us a mail answers: the one in In-Reply-To, else the last in References (RULES.md REP-2). */
export async function addresseeByThread(mail: Incoming): Promise<Addressee | undefined> {
  for (const id of [...new Set(answeredIds(mail))].slice(0, mailsAtMost)) {
    const lead = await leadOfMail(id);
    if (lead) return { lead };
  }
  return undefined;
}

/** The lead that is known by an address. Nothing is to be done on the word of From alone (RULES.md IN-4). */
export async function addresseeOf(address: string): Promise<Addressee | undefined> {
  const lead = LeadId.safeParse((await get(emailKey(address)))?.leadId);
  return lead.success ? { lead: lead.data } : undefined;
}
