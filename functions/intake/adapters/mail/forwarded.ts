import { readGuarded } from "../../../email/inbound/guarded-reader.ts";
import type { Incoming } from "../../../email/inbound/incoming.ts";
import { forwarded, fromLine, originalMessage, otherHeaderLine } from "../../../language/quotation-words.ts";
import { isAnswer, isForward, withoutForward } from "./subject.ts";

export interface ForwardedMail {
  mail: Incoming;
  note: string;
}

/** A header block has at most so many lines, also where addresses are folded. */
const blockAtMost = 12;

/** Marks of the direction of writing, which mail programs put around names and addresses. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const unquoted = (row: string): string => row.replace(/^[\s>]+/, "");
const afterColon = (row: string): string => row.replace(/^[^:：՝]*[:：՝][\s*]*/, "");

function isAddress(word: string): boolean {
  const at = word.indexOf("@", 1);
  return at > 0 && word.lastIndexOf(".", word.length - 2) > at + 1;
}

/** `Jane Doe <jane@…>`, `Jane [mailto:jane@…]`, `Jane (mailto:jane@…) jane@…`: who that is. */
function senderIn(row: string): { name: string; address: string } | undefined {
  const value = afterColon(unquoted(row)).replace(/\[?mailto:|\(mailto:[^)]*\)|[\]*]/gi, " ");
  const address = value.split(/[\s<>()[\]",;]+/).find(isAddress);
  if (!address) return undefined;
  const name = value.slice(0, value.indexOf(address)).replace(/["'<>()[\]]/g, " ");
  return { name: name.trim(), address: address.toLowerCase() };
}

const isMark = (row: string | undefined): boolean =>
  row !== undefined && (originalMessage.test(row) || forwarded.test(row) || /^[\s>]*[_-]{5,}\s*$/.test(row));

function blockIn(rows: readonly string[]): { from: number; to: number } | undefined {
  const from = rows.findIndex((row, at) => {
    const below = rows.slice(at + 1, at + blockAtMost);
    return (
      fromLine.test(row) && senderIn(row) !== undefined && below.filter((one) => otherHeaderLine.test(one)).length > 1
    );
  });
  if (from < 0) return undefined;
  const end = rows.findIndex((row, at) => at > from && unquoted(row).trim() === "");
  return { from, to: end < 0 ? rows.length : end };
}

function noteAbove(rows: readonly string[]): string {
  const end = rows.findLastIndex((row) => unquoted(row).trim() !== "" && !isMark(row)) + 1;
  return rows.slice(0, end).join("\n").trim();
}

const rowsOf = ({ text }: Incoming): string[] => text.replace(/\r\n?/g, "\n").replace(directions, "").split("\n");

/** In its subject, or in its text where the subject was written anew. An answer quotes an original message, too. */
function isAnnounced(mail: Incoming): boolean {
  const rows = rowsOf(mail);
  if (isForward(mail.subject) || rows.some((row) => forwarded.test(row))) return true;
  return !isAnswer(mail.subject) && rows.some((row) => originalMessage.test(row));
}

/** A mail quoted below its header, as Gmail, Outlook and Apple Mail pass mails on. */
function quoted(mail: Incoming): ForwardedMail | undefined {
  const rows = rowsOf(mail);
  const block = blockIn(rows);
  const sender = block && senderIn(rows[block.from] ?? "");
  if (!block || !sender) return undefined;
  const body = rows.slice(block.to);
  const isDeep = body.every((row) => row.trim() === "" || /^\s?>/.test(row));
  const text = (isDeep ? body.map((row) => row.replace(/^\s?> ?/, "")) : body).join("\n").trim();
  const envelope = { ...mail.envelope, sender: sender.address };
  const original = { envelope, from: sender.address, fromName: sender.name, replyTo: undefined, replyToName: "", text };
  const headers = new Map([...mail.headers].filter(([name]) => name === "references"));
  return {
    mail: { ...mail, ...original, headers, subject: withoutForward(mail.subject) },
    note: noteAbove(rows.slice(0, block.from)),
  };
}

async function attached(mail: Incoming): Promise<ForwardedMail | undefined> {
  const file = mail.files.find(({ type }) => type === "message/rfc822");
  if (!file) return undefined;
  const original = await readGuarded(file.bytes, mail.envelope);
  const envelope = { ...mail.envelope, sender: original.from };
  return original.from === "" ? undefined : { mail: { ...original, envelope }, note: mail.text.trim() };
}

/** Attached, or quoted below its header. @param trusted a person looked: any header will do @throws Error as `readGuarded` */
export async function forwardedMail(mail: Incoming, trusted = false): Promise<ForwardedMail | undefined> {
  const whole = await attached(mail);
  if (whole) return whole;
  return trusted || isAnnounced(mail) ? quoted(mail) : undefined;
}
