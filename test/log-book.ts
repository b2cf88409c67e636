import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import * as z from "zod";

const Line = z.looseObject({
  timestamp: z.string(),
  level: z.enum(["INFO", "ERROR"]),
  message: z.string(),
  work: z.string(),
  request: z.string(),
  lead: z.string().optional(),
  inquiry: z.string().optional(),
  touch: z.string().optional(),
  mail: z.string().optional(),
});
export type LogLine = z.infer<typeof Line>;

/** Every line that the functions have logged into a folder, word for word. */
export const loggedText = (folder: string): string[] =>
  readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== ""),
  );

/** The log read as what it is: one JSON object a line, each on a thread. */
export const logOf = (folder: string): LogLine[] =>
  loggedText(folder)
    .map((line) => Line.parse(JSON.parse(line)))
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0));

/** Fields in which people type what is theirs. */
const typedIn =
  /^(name|first_name|last_name|firstName|lastName|email|phone|company|message|note|comment|text|what|subject)$/;

const leaves = (value: unknown, key = ""): [string, string][] => {
  if (typeof value === "string") return [[key, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, Array.isArray(value) ? key : name));
};

/** What people have typed somewhere within a value. */
export const typedWithin = (value: unknown): string[] =>
  leaves(value).flatMap(([key, text]) => (typedIn.test(key) ? [text] : []));

function bodyOf(body: unknown): unknown {
  if (body instanceof URLSearchParams) return Object.fromEntries(body);
  if (typeof body !== "string") return undefined;
  return body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

/** Listens to every form and command that is sent, and remembers what was typed into it. */
export function eavesdrop(): { typed: string[]; stop(): void } {
  const typed: string[] = [];
  const send = globalThis.fetch;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    typed.push(...typedWithin(bodyOf(init?.body)));
    return send(input, init);
  });
  return { typed, stop: () => spy.mockRestore() };
}

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A text as whole words, however it is spaced and capitalised; of a long one its beginning is enough. */
const asWords = (text: string): RegExp => new RegExp(`(?<![\\p{L}\\d])${escaped(plain(text).slice(0, 24))}`, "u");

/** How a text may show itself: as it is; a name by each of its parts; a number by its digits; an address by its own part. */
function shapes(text: string): RegExp[] {
  const digits = text.replace(/\D/g, "");
  if (/^\+?[\d ()./-]{7,}$/.test(text)) return [new RegExp([...digits.slice(-7)].join("[ ()./-]*"))];
  const [local = "", domain] = text.split("@");
  if (domain && !text.includes(" ")) return [asWords(text), ...(local.includes(".") ? [asWords(local)] : [])];
  const isName = /^\p{Lu}[\p{L}’'-]+( \p{Lu}[\p{L}’'-]+){1,2}$/u.test(text);
  const parts = isName ? text.split(" ").filter((part) => part.length > 2) : [];
  return [asWords(text), ...parts.map((part) => new RegExp(`${asWords(part).source}(?![\\p{L}\\d])`, "u"))];
}

/** The lines in which something shows that is nobody's business, with what it is. Texts of up to three letters are not looked for. */
export function leaks(lines: string[], secrets: Iterable<string>): string[] {
  const wanted = [...new Set(secrets)].filter((text) => plain(text).length > 3);
  const patterns = wanted.flatMap((text) => shapes(text).map((pattern) => ({ text, pattern })));
  const log = lines.map(plain);
  return patterns.flatMap(({ text, pattern }) => {
    const line = log.find((one) => pattern.test(one));
    return line ? [`${text}: ${line}`] : [];
  });
}
