import { limits } from "../../platform/limits.ts";

/** Controls, line and paragraph separators, and marks that turn the direction of text around (RULES.md MSG-5, MSG-6). */
const unwanted = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

const beginning = (value: string): string => value.trimStart().slice(0, limits.text).toWellFormed();

/** Whether a text says more than so many characters: what is kept of it is cut. */
export const isLonger = (value: string, longest: number): boolean => {
  const text = value.trim();
  return text.length > longest && Array.from(text.slice(0, 2 * longest + 2)).length > longest;
};

/** One line of text as a person meant it; at most `longest` characters. */
export const cleanLine = (value: string, longest: number): string =>
  Array.from(beginning(value).replace(unwanted, " ").replace(/\s+/gu, " ").trim()).slice(0, longest).join("");

/** Text of several lines, without what has no place in it; at most `longest` characters. */
export const cleanProse = (value: string, longest: number): string =>
  Array.from(
    beginning(value)
      .replace(/\r\n?/g, "\n")
      .replace(unwanted, (mark) => (mark === "\n" || mark === "\t" ? mark : " "))
      .trim(),
  )
    .slice(0, longest)
    .join("");
