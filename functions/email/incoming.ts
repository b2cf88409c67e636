import PostalMime, { type Address, type Attachment, addressParser, decodeWords, type Email } from "postal-mime";
import { textOfHtml } from "./html-text.ts";

/** What the mail systems said to each other, beside the mail itself. */
export interface Envelope {
  /** Empty for mail that wants no answer. */
  sender: string;
  recipients: string[];
}

/** A part of a report, such as `message/delivery-status`. */
export interface ReportPart {
  type: string;
  text: string;
}

/** A file that came with a mail, or in it. */
export interface File {
  name: string;
  type: string;
  bytes: Uint8Array;
  /** It is a picture in the text, no file that somebody has attached. */
  inline: boolean;
}

/** A mail that came in, read. Nothing in it is to be trusted. */
export interface Incoming {
  envelope: Envelope;
  /** The address in From, lower case; empty when there is none. */
  from: string;
  /** How the writer calls themselves there. */
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
  parts: ReportPart[];
  files: File[];
}

/**
 * Text and reports stand at the head of a mail; what comes after is attachments. The parser needs half a second for 2 MB of
 * text, much less for files; hardly any mail system lets more pass.
 */
const readAtMost = 25 * 1024 * 1024;
const textAtMost = 200_000;

/** The values of a header field. */
export const fields = (mail: Incoming, name: string): string[] => mail.headers.get(name) ?? [];

/** The first value of a header field, or nothing. */
export const field = (mail: Incoming, name: string): string => fields(mail, name)[0] ?? "";

/** The type of the whole mail, such as `multipart/report; report-type=delivery-status`, lower case. */
export const typeOf = (mail: Incoming): string => field(mail, "content-type").toLowerCase();

/** The text of the first part of a type; `undefined` when there is none. */
export const partOf = (mail: Incoming, type: RegExp): string | undefined =>
  mail.parts.find((part) => type.test(part.type))?.text;

const addressIn = (address: Address | undefined): string =>
  (address?.address ?? address?.group?.[0]?.address ?? "").toLowerCase();

/** The plain addresses of an address field, lower case. */
export const addressesIn = (text: string): string[] =>
  addressParser(text, { flatten: true }).flatMap(({ address }) => (address ? [address.toLowerCase()] : []));

const utf8 = new TextDecoder();

const textIn = (content: Attachment["content"]): string =>
  (typeof content === "string" ? content : utf8.decode(content)).slice(0, textAtMost);

const reportParts = (attachments: Attachment[]): ReportPart[] =>
  attachments
    .filter(({ mimeType }) => /^(message|text)\//.test(mimeType))
    .slice(0, 20)
    .map(({ mimeType, content }) => ({ type: mimeType, text: textIn(content) }));

const asFile = ({ filename, mimeType, content, related, disposition, contentId }: Attachment): File => ({
  name: filename ?? "",
  type: mimeType,
  inline: related === true || (disposition !== "attachment" && contentId !== undefined),
  bytes: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
});

function headerMap({ headers }: Email): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const { key, value } of headers) map.set(key, [...(map.get(key) ?? []), decodeWords(value)]);
  return map;
}

async function bodyText({ text, html }: Email): Promise<string> {
  const plain = (text ?? "").slice(0, textAtMost);
  if (plain.trim() !== "" || !html) return plain;
  return textOfHtml(html.slice(0, textAtMost));
}

/**
 * Reads a raw mail.
 *
 * @throws Error for a mail that no reader should follow: more than 256 levels of parts, or 2 MB of header fields
 */
export async function readIncoming(raw: Uint8Array, envelope: Envelope): Promise<Incoming> {
  const email = await PostalMime.parse(raw.subarray(0, readAtMost), { forceRfc822Attachments: true });
  return {
    envelope: { sender: envelope.sender.replace(/[<>\s]/g, "").toLowerCase(), recipients: envelope.recipients },
    from: addressIn(email.from),
    fromName: (email.from?.name ?? "").trim(),
    replyTo: addressIn(email.replyTo?.[0]) || undefined,
    replyToName: (email.replyTo?.[0]?.name ?? "").trim(),
    subject: (email.subject ?? "").trim(),
    messageId: email.messageId,
    headers: headerMap(email),
    text: await bodyText(email),
    parts: reportParts(email.attachments),
    // The last of a mail that was cut is not whole.
    files: email.attachments.slice(0, raw.length > readAtMost ? -1 : undefined).map(asFile),
  };
}
