/** A value passes Liquid and Markdown as a marker, its bytes in hex: what a person typed never is Liquid, Markdown or HTML. */
const marker = /\uE000([0-9a-f]*)\uE001/gi;

const lineEnd = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
// Controls; bidi controls (RULES.md MSG-5, MSG-6); blanks without width; our own markers.
const steering = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF\uE000\uE001]/gu;
const unfilled = /^(undefined|null|NaN|\[object Object\]|\{\{[^{}]*\}\}|\{%[^%]*%\}|%%[^%]*%%)$/;

/** Text from outside without characters that steer a mail or a screen; "" when nothing readable is left. Line ends are `\n`. */
export function cleanValue(text: string): string {
  const lines = text.replace(lineEnd, "\n").replaceAll("\t", " ").replace(steering, "").toWellFormed().trim();
  // A form that was filled by a broken script sends its placeholders.
  return /[^\p{Z}\p{C}\p{M}\n]/u.test(lines) && !unfilled.test(lines) ? lines : "";
}

/** Text of one line: what stands in a subject, a heading or a sentence. */
export const oneLine = (text: string): string => text.replace(/\s+/g, (blank) => (blank.includes("\n") ? " " : blank));

/** The data of a mail with every text cleaned; what is empty is left out, so that a template sees it as missing. */
export function tidyValue(value: unknown): unknown {
  if (typeof value === "string") return cleanValue(value);
  if (Array.isArray(value)) return value.map(tidyValue).filter(present);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, tidyValue(inner)] as const)
      .filter(([, inner]) => present(inner)),
  );
}

const present = (value: unknown): boolean => value !== "" && value !== null && value !== undefined;

/** The marker of a value. @throws TypeError if it is nothing that can be read as text */
export function holdValue(value: unknown): string {
  const readable = (typeof value === "string" && value !== "") || (typeof value === "number" && Number.isFinite(value));
  if (!readable) throw new TypeError(`a value is ${value === "" ? "empty" : `no text but ${typeof value}`}`);
  const text = String(value);
  // What a template captured is a text with markers already.
  if (text.includes("\uE000")) return text;
  return `\uE000${Buffer.from(text).toString("hex")}\uE001`;
}

/** Replaces each marker by its value as `write` puts it, and the text between them as `write` puts that. */
export function fillValues(text: string, write: (text: string, isValue: boolean) => string): string {
  return text
    .split(marker)
    .map((piece, index) => (index % 2 ? write(Buffer.from(piece, "hex").toString(), true) : write(piece, false)))
    .join("");
}
