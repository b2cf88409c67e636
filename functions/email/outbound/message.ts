import { randomUUID } from "node:crypto";
import { nullSenderField } from "../../platform/aws/mailer.ts";
import { millis, now } from "../../platform/time.ts";
import { cleanValue } from "../template/merge.ts";
import { mailable } from "./address.ts";
import { type AttachedFile, type HeaderField, mailboxHeader, mimeMessage, phrase, unstructured } from "./mime.ts";

/** What makes a mail to a lead one that can be left with one click (RFC 8058), and its list (RFC 2919). */
export interface ListMark {
  unsubscribeUrl: string;
  unsubscribeAddress: string;
  /** A domain of ours that stays the same, such as `leads.example.com`. */
  id: string;
  company: string;
}

/** `auto` is Auto-Submitted, which a person's mail lacks; `list` is given for mail to a lead, never for internal mail. */
export interface MessageInput {
  from: { name: string; address: string };
  to: { name?: string; address: string };
  replyTo: string;
  subject: string;
  html: string;
  text: string;
  language: string;
  auto?: "auto-replied" | "auto-generated";
  /** Nobody is to answer it by a machine, nor is it to come back: Return-Path is empty (RFC 3834 section 3.3). */
  nullSender?: boolean;
  files?: AttachedFile[];
  list?: ListMark;
  /** The Message-IDs of the conversation it goes on with, the mail it answers last; what is none is left out. */
  thread?: string[];
}

const messageId = /^<[!-;=?A-Z[-~]+@[!-;=?A-Z[-~]+>$/;
const isMessageId = (id: string): boolean => id.length <= 250 && messageId.test(id);

/** At most 21 ids, the first of the thread and the latest (RULES.md THRD-4). */
const threadOf = (ids: string[]): string[] => (ids.length <= 21 ? ids : [...ids.slice(0, 1), ...ids.slice(-20)]);

const oneLine = (text: string): string => cleanValue(text).replace(/\s+/g, " ");

function webLink(url: string): string {
  if (!/^https?:\/\/[!-+\--;=?-~]+$/.test(url))
    throw new Error("The unsubscribe link cannot stand in List-Unsubscribe");
  return url;
}

/** RFC 2919: a phrase of ASCII and a domain. List-* fields never hold encoded-words (RULES.md MSG-3). */
function listId({ company, id }: ListMark): string {
  const name = phrase(oneLine(company));
  const domain = mailable(`list@${id}`).slice("list@".length);
  return name && !name.startsWith("=?") ? `${name} <${domain}>` : `<${domain}>`;
}

// Each on one line as it is, since some readers compare the bytes (RULES.md UNS-1, UNS-2).
function listFields(list: ListMark): HeaderField[] {
  const leave = `<${webLink(list.unsubscribeUrl)}>, <mailto:${mailable(list.unsubscribeAddress)}?subject=unsubscribe>`;
  return [
    { name: "List-Unsubscribe", value: leave, whole: true },
    { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click", whole: true },
    { name: "List-Id", value: listId(list), whole: true },
  ];
}

function threadFields({ thread = [] }: MessageInput): HeaderField[] {
  const answered = thread.at(-1);
  if (!answered || !isMessageId(answered)) return [];
  return [
    { name: "In-Reply-To", value: answered },
    { name: "References", value: threadOf(thread.filter(isMessageId)).join(" ") },
  ];
}

/** SES puts its own Date and Message-ID in the place of ours (RULES.md THRD-1), and wants to find them. */
function ownFields(from: string): HeaderField[] {
  return [
    { name: "Date", value: new Date(millis(now())).toUTCString().replace("GMT", "+0000") },
    { name: "Message-ID", value: `<${randomUUID()}@${from.slice(from.lastIndexOf("@") + 1)}>` },
  ];
}

/** What says that no person has written the mail (RULES.md AUTO-1, AUTO-2). */
function automaticFields({ auto, nullSender }: MessageInput): HeaderField[] {
  if (!auto) return [];
  return [
    ...(nullSender ? [{ name: nullSenderField, value: "<>" }] : []),
    { name: "Auto-Submitted", value: auto },
    { name: "X-Auto-Response-Suppress", value: "AutoReply, DR, RN, NRN" },
  ];
}

/** Bytes for SendRawEmail; nothing in a name or subject can add a header (RULES.md section 12). @throws UnmailableAddress */
export async function composeMail(mail: MessageInput): Promise<Buffer> {
  const from = mailable(mail.from.address);
  const fields: HeaderField[] = [
    { name: "From", value: mailboxHeader(oneLine(mail.from.name), from) },
    { name: "To", value: mailboxHeader(oneLine(mail.to.name ?? ""), mailable(mail.to.address)) },
    { name: "Reply-To", value: mailable(mail.replyTo) },
    { name: "Subject", value: unstructured(oneLine(mail.subject)) },
    ...ownFields(from),
    ...threadFields(mail),
    ...(mail.list ? listFields(mail.list) : []),
    ...automaticFields(mail),
    { name: "Content-Language", value: mail.language },
  ];
  return mimeMessage(fields, mail.text, mail.html, mail.files);
}
