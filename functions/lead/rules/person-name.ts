import { sayNotice } from "../../language/texts.ts";
import {
  familyFirst,
  firstHalves,
  particles,
  titlesAfter,
  titlesBefore,
  titlesJoined,
} from "../../language/title-words.ts";
import { displayName, type Lead } from "../model/lead.ts";

/** What is looked at of a name: nobody's is longer. */
const looked = 200;
const lettersAtMost = 40;
const wordsAtMost = 4;

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(/[,\n]/).map((word) => word.trim()));
const before = setOf(titlesBefore);
const after = setOf(titlesAfter);
const small = setOf(particles);
const familyBegins = setOf(familyFirst);
const halves = setOf(firstHalves);

const bare = (word: string): string => word.toLowerCase().replace(/[.,]/g, "");

/** One spelling of signs: no marks of direction or joining, plain apostrophe, hyphen and space. */
const plain = (raw: string): string =>
  raw
    .slice(0, looked)
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑–]/g, "-")
    .replace(/\s+/g, " ")
    .trim();

function untitled(all: readonly string[]): { words: string[]; titled: boolean } {
  const first = all.findIndex((word) => !before.has(bare(word)));
  const kept = first < 0 ? [] : all.slice(first);
  const last = kept.findLastIndex((word, at) => at === 0 || !after.has(bare(word)));
  const words = kept.slice(0, last + 1);
  const end = words.at(-1) ?? "";
  const joined = titlesJoined.find((title) => end.endsWith(title) && end.length > title.length);
  const own = joined ? [...words.slice(0, -1), end.slice(0, -joined.length)] : words;
  return { words: own, titled: own.length < all.length || joined !== undefined };
}

const isTitle = (text: string): boolean => before.has(bare(text)) || after.has(bare(text));

const wordsIn = (text: string): string[] => text.split(" ").filter((word) => word !== "");

/** "Last, First" the right way round; titles between commas are none of both. `undefined` for more commas than that. */
function inOrder(text: string): { words: string[]; titled: boolean } | undefined {
  const parts = text.split(",").map(wordsIn);
  const named = parts.filter((words) => !words.every(isTitle)).map(untitled);
  if (named.length > 2) return undefined;
  const titled = named.some((part) => part.titled) || parts.some((words) => words.some(isTitle));
  return { words: named.toReversed().flatMap(({ words }) => words), titled };
}

/** Letters and marks, joined by apostrophes and hyphens; or initials, each with its dot. */
const word = /^(?:'?\p{L}\p{M}*(?:['-]?\p{L}\p{M}*)*'?|(?:\p{L}\p{M}*\.)+)$/u;

/** Scripts in which names begin with a capital. */
const cased = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Armenian}\p{M}'.-]+$/u;

const capital = (letters: string): string => {
  const [first = "", ...rest] = Array.from(letters);
  return first.toUpperCase() + rest.join("");
};

/** A word with the capitals of a name: `O'Brien`, `Anne-Marie`, `McDonald`. */
const capitalized = (text: string): string =>
  text
    .toLowerCase()
    .split(/(['-]|\.)/)
    .map(capital)
    .join("")
    .replace(/^(Mc)(\p{Ll})/u, (_, mc: string, next: string) => mc + next.toUpperCase());

const isShouted = (text: string): boolean =>
  text.length > 2 && text !== text.toLowerCase() && text === text.toUpperCase();
const isWhispered = (text: string): boolean => text !== text.toUpperCase() && text === text.toLowerCase();

/** Two capitals that nobody can say as a word. */
const initials = /^[B-DF-HJ-NP-TV-XZ]{2}$/;

/** Capitals mended, where somebody wrote with none or nothing else; what is written with care stays. */
function mended(words: readonly string[]): string[] {
  const whole = words.join(" ");
  const isCareless = isWhispered(whole) || (whole !== whole.toLowerCase() && whole === whole.toUpperCase());
  return words.map((text, place) => {
    if (!cased.test(text)) return text;
    if (isCareless && place > 0 && small.has(text.toLowerCase())) return text.toLowerCase();
    if (isCareless) return initials.test(text) ? text : capitalized(text);
    return isShouted(text) ? capitalized(text) : text;
  });
}

export interface PersonName {
  display: string;
  /** How a mail greets them; none where a title leaves nothing but a family name. */
  greeting: string | undefined;
}

/** The name by which one is greeted: the first, unless it is none alone. */
function calledBy(words: readonly string[]): string {
  const [first = "", second] = words;
  const isPart = first.includes(".") || familyBegins.has(first.toLowerCase());
  if (isPart || second === undefined) return words.join(" ");
  return halves.has(first.toLowerCase()) ? `${first} ${second}` : first;
}

/** A text as somebody's name, `undefined` if it is none (LIFECYCLE.md section 4): at most four words and forty characters. */
export function personName(raw: string | undefined): PersonName | undefined {
  const ordered = inOrder(plain(raw ?? ""));
  if (!ordered || ordered.words.length === 0 || ordered.words.length > wordsAtMost) return undefined;
  if (!ordered.words.every((one) => word.test(one))) return undefined;
  const words = mended(ordered.words);
  const display = words.join(" ");
  if (Array.from(display).length > lettersAtMost) return undefined;
  const isFamily = ordered.titled && words.length === 1;
  return { display, greeting: isFamily ? undefined : calledBy(words) };
}

/** How a mail greets a lead: by the first name they gave, else by what their name begins with; else by nothing. */
export function greetingOf({ firstName, name }: Pick<Lead, "firstName" | "name">): string | undefined {
  const given = personName(firstName);
  return given?.greeting ? given.display : personName(name)?.greeting;
}

/** Web addresses, and words that a mail program makes links of. */
const leadsAway = /(?<![\p{L}\p{N}-])[\p{N}-]*\p{L}[\p{L}\p{N}-]*[.。．](?!\s|$)[\p{L}\p{N}]|:\/\/|www[.。．]|@/u;

const mayBeRepeated = (text: string | undefined): text is string => text !== undefined && !leadsAway.test(plain(text));

/** How mails to our own people, and their tasks, call a lead: as it calls itself, unless that leads somewhere. */
export function nameInMail(lead: Lead): string {
  const { name, handles, email, phone } = lead;
  const shown = displayName(lead);
  if (shown !== name || mayBeRepeated(name)) return shown;
  const handle = handles[0]?.name;
  return (mayBeRepeated(handle) ? handle : undefined) ?? email ?? phone ?? sayNotice("lead.unnamed");
}
