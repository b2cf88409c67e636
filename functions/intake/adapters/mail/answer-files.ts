import type { File, Incoming } from "../../../email/inbound/incoming.ts";
import { quotesNotice } from "../../../email/inbound/notice-leak.ts";
import type { ReturnReason } from "../../../email/outbound/owner-reply-return.ts";

/** Together; SES takes mails of 10 MB, in which a file is a third longer than on disk. */
const bytesAtMost = 7 * 1024 * 1024;
const filesAtMost = 20;

/** What mail programs send with a mail that nobody has attached. */
const isSeal = ({ type }: File): boolean => /^application\/(x-)?(pkcs7|pgp)-/i.test(type);
const isBodyPart = ({ name }: File): boolean => /^ATT\d{1,9}\.(txt|html?)$/i.test(name);

const isMail = ({ name, type }: File): boolean =>
  /^message\//i.test(type) ||
  /^application\/(ms-tnef|vnd\.ms-outlook|vnd\.ms-tnef)/i.test(type) ||
  /\.(eml|msg|mht|mhtml)$|^winmail\.dat$/i.test(name);

const utf8 = new TextDecoder();
const looksAt = 200_000;

const textOf = ({ bytes }: File): string => utf8.decode(bytes.subarray(0, looksAt));

export interface OwnerReplyFiles {
  files: File[];
  why?: ReturnReason;
}

/** Without pictures of the text and our own notice, which some programs attach. @param ours an address in each notice */
export function ownerReplyFiles({ files }: Incoming, ours: string, notices: readonly string[]): OwnerReplyFiles {
  const attached = files.filter((file) => !file.inline && !isSeal(file) && !isBodyPart(file));
  if (attached.some((file) => isMail(file) && !textOf(file).includes(ours))) return { files: [], why: "mail attached" };
  const own = attached.filter((file) => !isMail(file));
  const size = own.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > bytesAtMost || own.length > filesAtMost) return { files: [], why: "too large" };
  const readable = own.filter(({ type }) => /^text\//i.test(type));
  return readable.some((file) => quotesNotice(textOf(file), notices))
    ? { files: [], why: "notice left" }
    : { files: own };
}
