import {
  aboutWords,
  absenceWords,
  anyTimeWords,
  deniedWords,
  lawWords,
  leftWords,
  missWords,
  noWords,
  offerWords,
  questionWords,
  refusalWords,
  statusWords,
  termsWords,
  yesWords,
} from "./consent-words.ts";
import { plainWords } from "./plain-words.ts";

const nameAtMost = 300;
const valueAtMost = 60;
/** Of longer names a single word about leaving tells nothing: they are sentences. */
const columnWordsAtMost = 8;

type Words = readonly string[];

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

const entries = (list: string): string[] =>
  list
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter(Boolean);

function among(list: string): (words: Words) => boolean {
  const phrases = new Set<string>();
  const parts: string[] = [];
  let longest = 0;
  for (const entry of entries(list)) {
    const words = plainWords(entry);
    if (unspaced.test(entry)) parts.push(words.join(""));
    else phrases.add(words.join(" "));
    longest = Math.max(longest, words.length);
  }
  const lengths = Array.from({ length: longest }, (_, length) => length + 1);
  return (words) => {
    const whole = words.join("");
    const hasPart = unspaced.test(whole) && parts.some((part) => whole.includes(part));
    return (
      hasPart || words.some((_, at) => lengths.some((length) => phrases.has(words.slice(at, at + length).join(" "))))
    );
  };
}

const saysLeft = among(leftWords);
const saysRefused = among(refusalWords);
const saysAbsent = among(absenceWords);
const saysAnyTime = among(anyTimeWords);
const saysDenied = among(deniedWords);
const saysMiss = among(missWords);
const saysOffers = among(offerWords);
const saysTerms = among(termsWords);
const saysLaw = among(lawWords);
const isAbout = among(aboutWords);
const asks = among(questionWords);
const saysStatus = among(statusWords);

const wordsIn = (text: string): Words => plainWords(text.slice(0, nameAtMost));

/** What it means when mail is refused: they have left a list, or do not want to hear from us. */
export type RefusalReason = "unsubscribed" | "do-not-contact";

function refusalMeant(words: Words): RefusalReason | undefined {
  if (saysAnyTime(words)) return undefined;
  if (saysRefused(words)) return "do-not-contact";
  return saysLeft(words) && words.length <= columnWordsAtMost ? "unsubscribed" : undefined;
}

const isDenied = (words: Words): boolean =>
  words.length <= columnWordsAtMost &&
  (saysOffers(words) || words.includes("marketing")) &&
  saysDenied(words) &&
  !saysMiss(words) &&
  !asks(words);

const refusalNamed = (words: Words): RefusalReason | undefined =>
  refusalMeant(words) ?? ((saysAbsent(words) || isDenied(words)) && !saysAnyTime(words) ? "do-not-contact" : undefined);

export type BoxMeaning = "consent" | "refusal" | "terms";

/** A wish for contact, a refusal, or terms, which are neither. One vocabulary for all doors (LIFECYCLE.md section 4). */
export function boxMeaning(name: string): BoxMeaning | undefined {
  const looked = name.slice(0, nameAtMost);
  if (!meanings.has(looked)) {
    if (meanings.size >= meaningsAtMost) meanings.clear();
    meanings.set(looked, meaningOf(plainWords(looked)));
  }
  return meanings.get(looked);
}

const meanings = new Map<string, BoxMeaning | undefined>();
const meaningsAtMost = 2000;

function meaningOf(words: Words): BoxMeaning | undefined {
  if (words.length === 1 && (words[0] === "consent" || words[0] === "marketing")) return "consent";
  if (refusalNamed(words)) return "refusal";
  if (saysTerms(words)) return "terms";
  if (saysOffers(words)) return (isAbout(words) && !saysAnyTime(words)) || asks(words) ? undefined : "consent";
  return saysLaw(words) ? "terms" : undefined;
}

const values = (list: string): ReadonlySet<string> => new Set(entries(list).map((word) => word.toLowerCase()));
const yes = values(yesWords);
const no = values(noWords);

const dated = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/;

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.slice(0, 20) : [value]).flatMap((one) =>
    one === null || one === undefined || typeof one === "object"
      ? []
      : [String(one).slice(0, valueAtMost).trim().toLowerCase()],
  );

const refusalSaid = (values: readonly string[]): RefusalReason | undefined =>
  values.map((one) => refusalMeant(wordsIn(one))).find(Boolean);

const holds = (values: readonly string[], words: Words): boolean => {
  const isColumn = words.length <= columnWordsAtMost && !isAbout(words);
  return values.some((one) => yes.has(one) || dated.test(one) || isColumn) || refusalSaid(values) !== undefined;
};

function refusalIn(name: string, value: unknown): RefusalReason | undefined {
  const said = textsOf(value).filter((text) => text !== "" && !no.has(text) && !/^0+([.,]0+)?$/.test(text));
  if (said.length === 0) return undefined;
  const words = wordsIn(name);
  const meant = refusalNamed(words);
  if (meant) return holds(said, words) ? meant : undefined;
  return saysStatus(words) || boxMeaning(name) === "consent" ? refusalSaid(said) : undefined;
}

export interface BoxRefusal {
  reason: RefusalReason;
  said: string;
}

/** The first refusal among answers, each under the names that may tell what it is. */
export function refusalAmong(answers: Iterable<{ names: readonly string[]; value: unknown }>): BoxRefusal | undefined {
  for (const { names, value } of answers) {
    for (const name of names) {
      const reason = refusalIn(name, value);
      if (reason) return { reason, said: name.slice(0, 100) };
    }
  }
  return undefined;
}
