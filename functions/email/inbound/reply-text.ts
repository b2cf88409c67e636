import {
  byMyself,
  deviceTail,
  forwarded,
  fromLine,
  opener,
  originalMessage,
  otherHeaderLine,
  wrote,
} from "../../language/quotation-words.ts";

export interface ReplyText {
  text: string;
  /** Nothing of their own was found: `text` is all there is, quotations too. */
  whole: boolean;
}

interface Quotation {
  from: number;
  to: number;
}

/** An attribution is broken over at most so many lines, and is no longer than this. */
const attributionLines = 4;
const attributionLength = 400;

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line);
const isBlank = (line: string): boolean => line.trim() === "";
const marks = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const address = /[^\s<>()[\]]@[^\s<>()[\]@]+\.\w/;
const moment = /\b(19|20)\d\d\b|\b\d{1,2}[:.h]\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\s*[月월]/;

/** "On Mon, Nov 23, 2026 at 10:00 Sunny Roofs <…> wrote:" in any of the languages, and not "On Monday I wrote to you:". */
function isAttribution(text: string): boolean {
  if (text.length > attributionLength || !/[:：]\s*$/.test(text) || !moment.test(text) || byMyself.test(text))
    return false;
  return address.test(text)
    ? wrote.test(text) || /[>)\]]\s*[:：]\s*$/.test(text)
    : wrote.test(text) && opener.test(text);
}

/** Yahoo begins the quotation on the attribution's own line. */
function runsOn(line: string): boolean {
  const end = /[:：]\s{2,}\S/.exec(line)?.index;
  return end !== undefined && opener.test(line) && address.test(line) && isAttribution(line.slice(0, end + 1));
}

function attributionAt(lines: string[], from: number): Quotation | undefined {
  if (runsOn(lines[from] ?? "")) return { from, to: from + 1 };
  let joined = "";
  for (let to = from; to < Math.min(lines.length, from + attributionLines); to++) {
    const line = lines[to] ?? "";
    if (isBlank(line) || (isQuoted(line) && !isQuoted(lines[from] ?? ""))) return undefined;
    joined = `${joined} ${line.replace(/^[\s>]+/, "")}`.trim();
    if (isAttribution(joined)) return beginsHere(lines, from, to) ? { from, to: to + 1 } : undefined;
  }
  return undefined;
}

function beginsHere(lines: string[], from: number, to: number): boolean {
  if (opener.test(lines[from] ?? "")) return true;
  for (let start = from + 1; start <= to; start++) {
    if (
      isAttribution(
        lines
          .slice(start, to + 1)
          .join(" ")
          .trim(),
      )
    )
      return false;
  }
  return true;
}

/** Outlook's block: From, and close below at least two more names of fields. */
function headerBlockAt(lines: string[], from: number): Quotation | undefined {
  if (!fromLine.test(lines[from] ?? "")) return undefined;
  const below = lines.slice(from + 1, from + 9).filter((line) => otherHeaderLine.test(line));
  return below.length >= 2 ? { from, to: lines.length } : undefined;
}

function markAt(lines: string[], at: number): Quotation | undefined {
  const line = lines[at] ?? "";
  if (originalMessage.test(line) || forwarded.test(line)) return { from: at, to: lines.length };
  const block = headerBlockAt(lines, at);
  if (block) return isRule(lines[at - 1]) ? { ...block, from: at - 1 } : block;
  return attributionAt(lines, at);
}

const isRule = (line: string | undefined): boolean => line !== undefined && /^\s*[_-]{5,}\s*$/.test(line);

/** Where the first text after a line is under `>`, the quotation ends where the `>` do; else all that follows is quoted. */
function endsWithMarks(lines: string[], after: number): boolean {
  let next = after;
  while (next < lines.length && isBlank(lines[next] ?? "")) next += 1;
  return next < lines.length && isQuoted(lines[next] ?? "");
}

function nextMark(lines: string[], from: number): Quotation | undefined {
  for (let at = from; at < lines.length; at++) {
    const mark = isQuoted(lines[at] ?? "") ? undefined : markAt(lines, at);
    if (mark) return mark;
  }
  return undefined;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, place) => from + place);

/** Which lines are not the writer's own. A lone `>` is text; several are a quotation, also without an attribution. */
function quotedIn(lines: string[]): Set<number> {
  const under = lines.flatMap((line, at) => (isQuoted(line) ? [at] : []));
  const quoted = new Set<number>();
  let marked = under.length >= 2;
  for (let mark = nextMark(lines, 0); mark; mark = nextMark(lines, mark.to)) {
    const { from, to } = mark;
    if (!endsWithMarks(lines, to)) return new Set([...quoted, ...(marked ? under : []), ...range(from, lines.length)]);
    marked = true;
    for (const at of range(from, to)) quoted.add(at);
  }
  return new Set([...quoted, ...(marked ? under : [])]);
}

/** Without the signature: what follows `-- `, until a quotation; and a telephone's last line (RULES.md TXT-4). */
function unsigned(lines: string[], quoted: ReadonlySet<number>): string[] {
  let signed = false;
  return lines.map((line, at) => {
    if (quoted.has(at)) signed = false;
    else if (/^-- ?$/.test(line)) signed = true;
    return signed || quoted.has(at) || deviceTail.test(line.trim()) ? "" : line;
  });
}

const tidy = (lines: string[]): string =>
  lines
    .join("\n")
    .replace(/(?<![ \t])[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

const linesOf = (body: string): string[] =>
  body
    .replace(/\r\n?/g, "\n")
    .replace(marks, "")
    .replace(/\u00a0/g, " ")
    .split("\n");

/** A reply's own text (RULES.md section 10). Answers below and between quotations stay. */
export function replyText(body: string): ReplyText {
  const lines = linesOf(body);
  const quoted = quotedIn(lines);
  const own = tidy(unsigned(lines, quoted));
  return own === "" ? { text: tidy(lines), whole: true } : { text: own, whole: false };
}

function headless(lines: readonly string[]): string[] {
  let inHead = false;
  return lines.filter((line) => {
    inHead = inHead ? !isBlank(line) : fromLine.test(line) || otherHeaderLine.test(line);
    return !inHead;
  });
}

/** What of a reply is taken for quoted though no `>` marks it, without the head of the mail that is quoted. */
export function unmarkedQuotation(body: string): string {
  const lines = linesOf(body);
  const quoted = quotedIn(lines);
  return headless(lines.filter((line, at) => quoted.has(at) && !isQuoted(line))).join("\n");
}
