import { randomUUID } from "node:crypto";
import { encodeWord, foldLines, quoteString } from "nodemailer/lib/mime-funcs/index.js";
import { encode, wrap } from "nodemailer/lib/qp/index.js";

// nodemailer's encodings without its composer, whose table of file types alone is a sixth of what a function may weigh.

/** RFC 5322 recommends lines of at most 78 characters, RFC 2047 demands at most 76 beside an encoded-word. */
const width = 76;
const wordWidth = 52;

/** A header field whose value is written already; `whole` keeps it on one line. */
export interface Field {
  name: string;
  value: string;
  whole?: boolean;
}

function word(text: string): string {
  const latin = text.replace(/[^A-Za-z]/g, "").length;
  const wide = text.replace(/[ -~]/g, "").length;
  return encodeWord(text, latin > wide ? "Q" : "B", wordWidth);
}

/** Text of one line for a field such as Subject. What looks like an encoded-word is encoded itself, so it stays what it is. */
export const unstructured = (text: string): string =>
  /^[ -~]*$/.test(text) && !text.includes("=?") ? text : word(text);

/** A display name: as it is, in quotes, or as encoded-words, never both (email-rules MSG-3). */
export function phrase(text: string): string {
  if (!/^[ -~]*$/.test(text) || text.includes("=?")) return word(text);
  return /^[\w ]*$/.test(text) ? text : quoteString(text);
}

/** An address with its display name, as it stands in From and To. */
export const mailbox = (name: string, address: string): string => (name ? `${phrase(name)} <${address}>` : address);

function row({ name, value, whole }: Field): string {
  if (!value || /[^ -~]/.test(value)) throw new Error(`The header field ${name} cannot hold its value`);
  const text = `${name}: ${value}`;
  return whole ? text : foldLines(text, width);
}

/** A text part in UTF-8, in whichever 7-bit encoding is shorter. */
function part(type: string, content: string): string {
  const text = content.toWellFormed().replace(/\r\n?|\n/g, "\r\n");
  const quoted = wrap(encode(text), width);
  const base64 = Buffer.from(text)
    .toString("base64")
    .replace(/.{76}(?=.)/g, "$&\r\n");
  const [encoding, body] = quoted.length <= base64.length ? ["quoted-printable", quoted] : ["base64", base64];
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
}

/**
 * A message in two alternatives, plain text first (RFC 2046 section 5.1.4), with CRLF throughout.
 *
 * @throws Error for a field with anything but printable ASCII, so that no value can start a line of its own
 */
export function message(fields: Field[], text: string, html: string): Buffer {
  // Neither encoding can write "=_".
  const boundary = `=_${randomUUID()}`;
  const head = [
    ...fields,
    { name: "MIME-Version", value: "1.0" },
    { name: "Content-Type", value: `multipart/alternative; boundary="${boundary}"`, whole: true },
  ];
  const rows = [
    ...head.map(row),
    "",
    `--${boundary}`,
    part("text/plain", text),
    `--${boundary}`,
    part("text/html", html),
    `--${boundary}--`,
    "",
  ];
  return Buffer.from(rows.join("\r\n"), "latin1");
}
