import { afterwards, greetings, politely } from "../../language/courtesy-words.ts";
import { allWords } from "../../language/words.ts";
import { cappedPattern } from "../../platform/capped-pattern.ts";

const all = allWords.flatMap(({ optOut }) => optOut ?? []);
const either = (patterns: string[]): string => patterns.join("|");

const clauseAtMost = 160;

const optOutClause = cappedPattern(
  new RegExp(`^(${greetings} )?(${politely} )*(${either(all.flatMap(({ clauses }) => clauses))})${afterwards}$`, "iu"),
  clauseAtMost,
);

const optOutWord = new RegExp(`^(${politely} )*(${either(all.flatMap(({ alone }) => alone))})${afterwards}$`, "iu");

const greeting = new RegExp(`^${greetings}( \\S+){0,3}$`, "iu");

/** A line this long was broken by the mail program, not by its writer. */
const wrappedFrom = 60;

const unwrapped = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .reduce((joined, line) => {
      const last = joined.slice(joined.lastIndexOf("\n") + 1);
      return last.length >= wrappedFrom && line !== "" ? `${joined} ${line}` : `${joined}\n${line}`;
    });

const clausesOf = (text: string): string[] =>
  unwrapped(text)
    .split(/\n|(?<![.!?;:。！？；،,，、])[.!?;:。！？；،,，、]+(?=\s|$|[^\x20-\x7e])|\s[-–—]\s/u)
    .map((clause) =>
      clause
        .replace(/^[\s"'“”«»*_(-]+|(?<![\s"'“”«»*_.!?)-])[\s"'“”«»*_.!?)-]+$/gu, "")
        .replace(/^(and|but|so|und|et|y|en|och|og|ja|и|та|ve)\s+/iu, "")
        .replace(/\s+/g, " "),
    )
    .filter((clause) => clause !== "");

const and = /\s(?:and|und|et|y|en|och|og|и)\s/iu;

/** So many words beside the one that says it: a name, thanks. */
const fewWords = 8;

/** Whether a reply asks for no more mail (RULES.md UNS-10); of longer texts only what cannot be misread counts. */
export function asksToStop(text: string): boolean {
  const clauses = clausesOf(text.slice(0, 5000));
  const parts = [...clauses, ...clauses.flatMap((clause) => clause.split(and))];
  if (parts.some((part) => optOutClause.test(part))) return true;
  const [first = ""] = clauses.filter((clause) => !greeting.test(clause));
  return optOutWord.test(first) && clauses.join(" ").split(" ").length <= fewWords;
}
