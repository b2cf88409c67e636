/** Controls, line and paragraph separators, and marks that turn the direction of text around (email-rules MSG-5, MSG-6). */
const unwanted = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** One line of text as a person meant it; at most `longest` characters. */
export const line = (value: string, longest: number): string =>
  Array.from(value.toWellFormed().replace(unwanted, " ").replace(/\s+/gu, " ").trim()).slice(0, longest).join("");

/** Text of several lines, without what has no place in it; at most `longest` characters. */
export const prose = (value: string, longest: number): string =>
  Array.from(
    value
      .toWellFormed()
      .replace(/\r\n?/g, "\n")
      .replace(unwanted, (mark) => (mark === "\n" || mark === "\t" ? mark : " "))
      .trim(),
  )
    .slice(0, longest)
    .join("");
