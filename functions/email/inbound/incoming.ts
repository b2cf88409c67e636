import PostalMime, { type Address, type Attachment, addressParser, decodeWords, type Email } from "postal-mime";
import { limits } from "../../platform/limits.ts";
import { textOfHtml } from "./html-text.ts";

export interface SmtpEnvelope {
  /** Empty for mail that wants no answer. */
  sender: string;
  recipients: string[];
}

export interface ReportPart {
  type: string;
  text: string;
}

export interface File {
  name: string;
  type: string;
  bytes: Uint8Array;
  /** It is a picture in the text, no file that somebody has attached. */
  inline: boolean;
}

/** A mail that came in, read. Nothing in it is to be trusted. */
export interface Incoming {
  envelope: SmtpEnvelope;
  /** The address in From, lower case; empty when there is none. */
  from: string;
  fromName: string;
  /** The first address in Reply-To, lower case, and whose it is said to be. */
  replyTo: string | undefined;
  replyToName: string;
  subject: string;
  messageId: string | undefined;
  /** Values by lower-case name, unfolded and decoded. */
  headers: ReadonlyMap<string, string[]>;
  /** The body as text: the plain part, else the HTML. */
  text: string;
  /** Whether `text` is but the beginning of a longer body: the mail itself is kept whole. */
  cut: boolean;
  parts: ReportPart[];
  files: File[];
}

/** The parser takes half a second for 2 MB of text, less for files, which come last; hardly any system lets more pass. */
const readAtMost = 25 * 1024 * 1024;

/** HTML says the same in more signs than text does. */
const htmlAtMost = 2 * limits.text;

const partsAtMost = 20;

/** The values of a header field. */
export const headers = (mail: Incoming, name: string): string[] => mail.headers.get(name) ?? [];

/** The first value of a header field, or nothing. */
export const header = (mail: Incoming, name: string): string => headers(mail, name)[0] ?? "";

/** The type of the whole mail, such as `multipart/report; report-type=delivery-status`, lower case. */
export const contentTypeOf = (mail: Incoming): string => header(mail, "content-type").toLowerCase();

/** The text of the first part of a type; `undefined` when there is none. */
export const partOf = (mail: Incoming, type: RegExp): string | undefined =>
  mail.parts.find((part) => type.test(part.type))?.text;

const addressIn = (address: Address | undefined): string =>
  (address?.address ?? address?.group?.[0]?.address ?? "").toLowerCase();

/** The plain addresses of an address field, lower case. */
export const addressesIn = (text: string): string[] =>
  addressParser(text.slice(0, limits.text), { flatten: true })
    .slice(0, limits.entries)
    .flatMap(({ address }) => (address ? [address.toLowerCase()] : []));

const utf8 = new TextDecoder();

const textIn = (content: Attachment["content"]): string =>
  typeof content === "string"
    ? content.slice(0, limits.text)
    : utf8.decode(new Uint8Array(content).subarray(0, limits.text));

const reportParts = (attachments: Attachment[]): ReportPart[] =>
  attachments
    .filter(({ mimeType }) => /^(message|text)\//.test(mimeType))
    .slice(0, partsAtMost)
    .map(({ mimeType, content }) => ({ type: mimeType, text: textIn(content) }));

const asFile = ({ filename, mimeType, content, related, disposition, contentId }: Attachment): File => ({
  name: filename ?? "",
  type: mimeType,
  inline: related === true || (disposition !== "attachment" && contentId !== undefined),
  bytes: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
});

function headerMap({ headers }: Email): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const { key, value } of headers.slice(0, limits.fields)) {
    const decoded = decodeWords(value.slice(0, limits.text));
    const known = map.get(key);
    if (known) known.push(decoded);
    else map.set(key, [decoded]);
  }
  return map;
}

async function bodyText({ text = "", html }: Email): Promise<Pick<Incoming, "text" | "cut">> {
  const plain = text.slice(0, limits.text);
  if (plain.trim() !== "" || !html) return { text: plain, cut: text.length > limits.text };
  const read = await textOfHtml(html.slice(0, htmlAtMost));
  return { text: read.slice(0, limits.text), cut: html.length > htmlAtMost || read.length > limits.text };
}

const lineOf = (text: string | undefined): string => (text ?? "").slice(0, limits.line).trim();

/** Reads a raw mail. @throws Error for more than 256 levels of parts, or 2 MB of header fields */
export async function readIncoming(raw: Uint8Array, envelope: SmtpEnvelope): Promise<Incoming> {
  const email = await PostalMime.parse(raw.subarray(0, readAtMost), { forceRfc822Attachments: true });
  return {
    envelope: { sender: envelope.sender.replace(/[<>\s]/g, "").toLowerCase(), recipients: envelope.recipients },
    from: addressIn(email.from),
    fromName: lineOf(email.from?.name),
    replyTo: addressIn(email.replyTo?.[0]) || undefined,
    replyToName: lineOf(email.replyTo?.[0]?.name),
    subject: lineOf(email.subject),
    messageId: email.messageId,
    headers: headerMap(email),
    ...(await bodyText(email)),
    parts: reportParts(email.attachments),
    // The last of a mail that was cut is not whole.
    files: email.attachments.slice(0, raw.length > readAtMost ? -1 : undefined).map(asFile),
  };
}
