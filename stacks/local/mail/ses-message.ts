import { addressParser } from "postal-mime";
import { SesFault } from "./ses-fault.ts";

/** One header field; `text` is the field as written, folds and all, without its last line end. */
export interface SesHeader {
  /** Lower case. */
  name: string;
  text: string;
  /** Unfolded; encoded words as they are. */
  value: string;
}

export interface Message {
  fields: SesHeader[];
  body: Buffer;
}

/** RFC 5322 section 3.6 and RFC 2045: fields that may appear once. */
const singular = [
  "bcc cc content-disposition content-transfer-encoding content-type date from in-reply-to message-id",
  "mime-version references reply-to return-path sender subject to",
].flatMap((names) => names.split(" "));

/** Octets of a line, its end included (RFC 5321 section 4.5.3.1.6). */
const lineLimit = 1000;

/** Reads a raw mail and checks its form as SES does. Throws SesFault. */
export function readMessage(raw: Buffer): Message {
  refuseLongLines(raw);
  const end = /\r?\n\r?\n/.exec(raw.toString("latin1"));
  if (!end) throw invalid("Missing the empty line between header and body.");
  const fields = raw
    .toString("latin1", 0, end.index)
    .split(/\r?\n(?![ \t])/)
    .map(readField);
  const names = fields.map((field) => field.name);
  const twice = fields.find(({ name }, index) => singular.includes(name) && names.indexOf(name) < index);
  if (twice) throw invalid(`Duplicate header '${twice.text.slice(0, twice.text.indexOf(":"))}'.`);
  if (!names.includes("from")) throw invalid("Missing required header 'From'.");
  return { fields, body: raw.subarray(end.index + end[0].length) };
}

export function headerOf(message: Message, name: string): string | undefined {
  return message.fields.find((field) => field.name === name)?.value;
}

/** The plain addresses of address fields or of addresses given apart; what lacks an address is given as written. */
export function addressesOf(...texts: (string | undefined)[]): string[] {
  const list = texts.filter((text) => text !== undefined).join(", ");
  return addressParser(list, { flatten: true }).map(({ address, name }) => address || name);
}

/** What SES sends in place of what it was given: its own Message-ID and Date, and nothing meant for SES alone. */
export function stamped(message: Message, messageId: string, region: string, at: number): Message {
  const domain = region === "us-east-1" ? "email.amazonses.com" : `${region}.amazonses.com`;
  const own = [
    readField(`Message-ID: <${messageId}@${domain}>`),
    readField(`Date: ${new Date(at).toUTCString().replace("GMT", "+0000")}`),
  ];
  const replaced = ["message-id", "date", "bcc"];
  const kept = message.fields.filter(({ name }) => !replaced.includes(name) && !name.startsWith("x-ses-"));
  return { fields: [...own, ...kept], body: message.body };
}

export function bytesOf({ fields, body }: Message): Buffer {
  const header = fields.map((field) => `${field.text}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${header}\r\n`, "latin1"), body]);
}

function readField(text: string): SesHeader {
  const parts = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(text);
  if (!parts) throw invalid(`Expected a header field, got '${text.slice(0, 100)}'.`);
  const [, name = "", folded = ""] = parts;
  const unfolded = folded.replace(/\r?\n(?=[ \t])/g, "").trim();
  return { name: name.toLowerCase(), text, value: Buffer.from(unfolded, "latin1").toString("utf8") };
}

function refuseLongLines(raw: Buffer): void {
  for (let start = 0; start < raw.length; ) {
    const lineFeed = raw.indexOf(10, start);
    const end = lineFeed < 0 ? raw.length : lineFeed + 1;
    if (end - start > lineLimit) throw invalid(`A line is longer than ${lineLimit} octets.`);
    start = end;
  }
}

function invalid(message: string): SesFault {
  return new SesFault("InvalidParameterValue", message);
}
