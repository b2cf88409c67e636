import { mails, parts } from "../../../workflows/definitions/shipped.ts";

/* Compared word by word, for mail programs wrap, mark and lay out what they quote as they like. */

/** A word of a script that puts blanks between words; else each letter is one. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]|[\p{L}\p{N}\p{M}]+/gu;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** So many words in a row are no chance, wherever they begin; a sentence of its own counts from fewer on. */
const runLength = 8;
const sentenceLength = 5;

/** Of our own sentences, which are not everybody's, fewer are enough. */
const fewest = 3;

const wordsOf = (text: string): string[] =>
  text.normalize("NFKC").replace(invisible, "").toLowerCase().match(wordPattern) ?? [];

const isSentenceEnd = /[.!?;:\u2026\u3002\uff01\uff1f\uff1b](?=\s|$)|[\u3002\uff01\uff1f]/u;

const isItem = (line: string): boolean => /^\s*[-*\u2022]\s/.test(line);

interface Paragraph {
  quoted: boolean;
  text: string;
}

function paragraphsOf(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let open: Paragraph | undefined;
  for (const line of text.split(/\r\n?|\n/)) {
    const quoted = line.startsWith(">");
    const words = quoted ? line.slice(1) : line;
    if (words.trim() === "") {
      open = undefined;
    } else if (open && open.quoted === quoted && !isItem(words)) {
      open.text += ` ${words}`;
    } else {
      open = { quoted, text: words };
      found.push(open);
    }
  }
  return found;
}

const sentencesOf = (text: string): string[] => text.split(isSentenceEnd).filter((one) => one.trim() !== "");

/** How people begin and end; a lead's inquiry and its answer may well do so in the same words. */
const courtesy =
  /\b(look(ing)? forward|thank(s| you)|(best|kind|warm|many) (regards|wishes|thanks)|yours (sincerely|faithfully|truly)|have a (nice|good|great|lovely)|let me know|hear(ing)? from you|hope (this|you)|freundlichen gr|vielen dank|freue mich|cordialement|bien à vous|saludos|muchas gracias|cordiali saluti|mvh|met vriendelijke)/iu;

const isSalutation = (text: string, length: number): boolean => length <= 4 && /,\s*$/.test(text);

interface Traces {
  runs: Set<string>;
  /** Short sentences of ours: only where they stand alone. */
  alone: Set<string>;
}

const noTraces = (): Traces => ({ runs: new Set(), alone: new Set() });

/** Words that are more than how to reach somebody: "call +353 1 555 0177" is anybody's to write. */
const tellingWords = (text: string): number =>
  wordsOf(without(["@"], text)).filter((word) => !/\p{N}/u.test(word)).length;

const without = (marks: readonly string[], text: string): string =>
  text
    .split(/\s+/)
    .filter((piece) => !marks.some((mark) => piece.includes(mark)))
    .join(" ");

function addSentence({ runs, alone }: Traces, sentence: string, quoted: boolean): void {
  const words = wordsOf(sentence);
  if (words.length >= runLength || words.length < 2 || isSalutation(sentence, words.length)) return;
  const joined = words.join(" ");
  const counts = quoted ? words.length >= sentenceLength && !courtesy.test(sentence) : tellingWords(sentence) >= fewest;
  if (counts) runs.add(joined);
  // A lead's own short words are everybody's.
  if (!quoted) alone.add(joined);
}

function addRuns({ runs }: Traces, words: readonly string[]): void {
  for (let at = 0; at + runLength <= words.length; at++) runs.add(words.slice(at, at + runLength).join(" "));
}

function addPairs(traces: Traces, paragraphs: readonly Paragraph[]): void {
  for (const [at, { text, quoted }] of paragraphs.entries()) {
    const next = paragraphs[at + 1];
    if (next && !quoted && !next.quoted && isItem(text) && isItem(next.text))
      addSentence(traces, `${text} ${next.text}`, false);
  }
}

function addNotice(traces: Traces, notice: string): void {
  const paragraphs = paragraphsOf(notice);
  for (const { text, quoted } of paragraphs) {
    if (!quoted) addSentence(traces, text, false);
    for (const sentence of sentencesOf(text)) addSentence(traces, sentence, quoted);
  }
  addPairs(traces, paragraphs);
  addRuns(
    traces,
    paragraphs.flatMap(({ text }) => wordsOf(text)),
  );
}

function fixedWords(): string[] {
  const texts = Object.values(mails).flatMap(({ purpose, texts: { en } }) => (purpose === "internal" ? [en] : []));
  return [...texts, parts["reply/en"] ?? ""].flatMap((text) => {
    const body = text.startsWith("---") ? text.split("\n---\n").slice(1).join("\n") : text;
    return body.split(/\{%[^%{]*%\}|\{\{[^{}]*\}\}|\]\([^()\n]*\)|[[*]/).map((piece) => piece.trim());
  });
}

let fixed: Traces | undefined;

function fixedTraces(): Traces {
  if (fixed) return fixed;
  fixed = noTraces();
  for (const piece of fixedWords()) {
    // A piece of a sentence is as little ours as a lead's own words.
    for (const sentence of sentencesOf(piece)) addSentence(fixed, sentence, true);
    addRuns(fixed, wordsOf(piece));
  }
  return fixed;
}

const isAmong = (among: readonly Set<string>[], run: string): boolean => among.some((set) => set.has(run));

function hasRun(words: readonly string[], among: readonly Set<string>[]): boolean {
  for (let at = 0; at < words.length; at++) {
    for (let length = fewest; length <= runLength && at + length <= words.length; length++)
      if (isAmong(among, words.slice(at, at + length).join(" "))) return true;
  }
  return false;
}

/** Our addresses and links in mail to our own people: they let whoever has them act in an owner's name. */
const ourAddresses = /(?<![\w.+-])[or]\+[0-9a-z]{40}@|\/r\/[\w-]{30}/i;

/** Whether a text holds a sentence of these notices, or of all, or an owner's own link. Linear in both lengths. */
export function quotesNotice(text: string, notices: readonly string[]): boolean {
  if (ourAddresses.test(text)) return true;
  const traces = noTraces();
  for (const notice of notices) addNotice(traces, notice);
  const words = wordsOf(text);
  if (hasRun(words, [traces.runs, fixedTraces().runs])) return true;
  const pieces = text.split(/\r\n?|\n/).flatMap((line) => [line, ...sentencesOf(line)]);
  return pieces.some((piece) => traces.alone.has(wordsOf(piece).join(" ")));
}

/** A line with so many of its words in a notice is quoted from it; the mail program has added the others. */
const mostly = 0.7;

/** What mail programs write anew when they quote: targets of links, and addresses. */
const rewritten = ["://", "@"];

/** Whether somebody's own words stand between lines of these notices. @param quotation all that was taken for quoted */
export function writesBetween(quotation: string, notices: readonly string[]): boolean {
  const known = new Set(notices.flatMap(wordsOf));
  const lines = quotation
    .split(/\r\n?|\n/)
    .map((line) => wordsOf(without(rewritten, line)))
    .filter(({ length }) => length >= 2);
  const isQuoted = lines.map((words) => words.filter((word) => known.has(word)).length >= mostly * words.length);
  const [first, last] = [isQuoted.indexOf(true), isQuoted.lastIndexOf(true)];
  return isQuoted.some((quoted, at) => !quoted && at > first && at < last);
}
