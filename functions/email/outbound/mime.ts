import { randomUUID } from "node:crypto";
import { buildHeaderParam, encodeWord, foldLines, quoteString } from "nodemailer/lib/mime-funcs/index.js";
import { encode, wrap } from "nodemailer/lib/qp/index.js";

// nodemailer's encodings without its composer, whose table of file types alone is a sixth of what a function may weigh.

/** RFC 5322 recommends lines of at most 78 characters, RFC 2047 demands at most 76 beside an encoded-word. */
const width = 76;
const wordWidth = 52;

/** A header field whose value is written already; `whole` keeps it on one line. */
export interface HeaderField {
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

/** A display name: as it is, in quotes, or as encoded-words, never both (RULES.md MSG-3). */
export function phrase(text: string): string {
  if (!/^[ -~]*$/.test(text) || text.includes("=?")) return word(text);
  return /^[\w ]*$/.test(text) ? text : quoteString(text);
}

/** An address with its display name, as it stands in From and To. */
export const mailboxHeader = (name: string, address: string): string =>
  name ? `${phrase(name)} <${address}>` : address;

function row({ name, value, whole }: HeaderField): string {
  if (!value || /[^ -~]/.test(value)) throw new Error(`The header field ${name} cannot hold its value`);
  const text = `${name}: ${value}`;
  return whole ? text : foldLines(text, width);
}

const inBase64 = (bytes: Buffer): string => bytes.toString("base64").replace(/.{76}(?=.)/g, "$&\r\n");

function part(type: string, content: string): string {
  const text = content.toWellFormed().replace(/\r\n?|\n/g, "\r\n");
  const quoted = wrap(encode(text), width);
  const base64 = inBase64(Buffer.from(text));
  const [encoding, body] = quoted.length <= base64.length ? ["quoted-printable", quoted] : ["base64", base64];
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
}

export interface AttachedFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

interface Multipart {
  type: string;
  parts: string[];
}

// Neither encoding can write "=_".
function multipart(subtype: string, parts: string[]): Multipart {
  const boundary = `=_${randomUUID()}`;
  return {
    type: `multipart/${subtype}; boundary="${boundary}"`,
    parts: [...parts.flatMap((one) => [`--${boundary}`, one]), `--${boundary}--`, ""],
  };
}

/** A file under its name, which RFC 2231 lets be in any script. */
function filePart({ name, type, bytes }: AttachedFile): string {
  const named = buildHeaderParam("filename", name, wordWidth).map(
    ({ key, value }) => `; ${key}=${key === "filename" ? quoteString(value) : value}`,
  );
  const fields = [
    { name: "Content-Type", value: type },
    { name: "Content-Disposition", value: `attachment${named.join("")}` },
    { name: "Content-Transfer-Encoding", value: "base64" },
  ];
  return [...fields.map(row), "", inBase64(Buffer.from(bytes))].join("\r\n");
}

/** Plain text first (RFC 2046 section 5.1.4), CRLF throughout. @throws Error for a field that is not printable ASCII */
export function mimeMessage(fields: HeaderField[], text: string, html: string, files: AttachedFile[] = []): Buffer {
  const words = multipart("alternative", [part("text/plain", text), part("text/html", html)]);
  const inside = `Content-Type: ${words.type}\r\n\r\n${words.parts.join("\r\n")}`;
  const whole = files.length === 0 ? words : multipart("mixed", [inside, ...files.map(filePart)]);
  const head = [
    ...fields,
    { name: "MIME-Version", value: "1.0" },
    { name: "Content-Type", value: whole.type, whole: true },
  ];
  return Buffer.from([...head.map(row), "", ...whole.parts].join("\r\n"), "latin1");
}
