import { styleText } from "node:util";
import { DateTime, Duration } from "luxon";

/** What kind of news a line is. */
export type Mark = "act" | "new" | "good" | "bad" | "note";

export interface News {
  /** Milliseconds since the epoch. */
  at: number;
  mark: Mark;
  who: string;
  what: string;
}

type Format = Parameters<typeof styleText>[0];

const marks: Record<Mark, { sign: string; format: Format }> = {
  act: { sign: "▸", format: "bold" },
  new: { sign: "+", format: "cyan" },
  good: { sign: "✓", format: "green" },
  bad: { sign: "✗", format: "red" },
  note: { sign: "·", format: "dim" },
};

const whoWidth = 14;
const textFrom = 37;

/** Columns left for the text: as wide as the terminal, but never too wide or too narrow to read. */
const textWidth = (): number => Math.min(Math.max((process.stdout.columns || 112) - textFrom, 40), 84);

/** Text in a colour or weight, on a terminal that has them. */
export const painted = (format: Format, text: string): string => styleText(format, text);

/** News as the story prints it: when, what kind, who, what; the instant is dim when the line before had the same. */
export function printLine({ at, mark, who, what }: News, sameInstant: boolean): string {
  const { sign, format } = marks[mark];
  const moment = DateTime.fromMillis(at, { zone: "utc" }).toFormat("ccc dd LLL HH:mm");
  const text = wrapped(what, textWidth()).join(`\n${" ".repeat(textFrom)}`);
  const [when, name] = [sameInstant ? painted("dim", moment) : moment, who.padEnd(whoWidth)];
  return `  ${when}  ${painted(format, `${sign} ${name}`)} ${mark === "note" ? painted("dim", text) : text}`;
}

/** What is said between two instants (ms): of two days or more in which nothing was to be told, and of a new year. */
export function interval(from: number, to: number): string | undefined {
  const [before, after] = [from, to].map((at) => DateTime.fromMillis(at, { zone: "utc" }));
  if (!before?.isValid || !after) return undefined;
  const days = Math.floor(after.diff(before, "days").days);
  const said = [
    ...(days >= 2 ? [`${days} quiet days`] : []),
    ...(after.year > before.year ? [String(after.year)] : []),
  ];
  return said.length > 0 ? painted("dim", `  … ${said.join(", then ")} …`) : undefined;
}

/** Breaks text between words, so that no line is longer than `width`, unless a word is. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A length of time (ms) in words, to the second: `5 min`, `1 day 20 min`. */
export function span(milliseconds: number): string {
  const parts = Duration.fromMillis(Math.round(milliseconds / 1000) * 1000).shiftTo(
    "days",
    "hours",
    "minutes",
    "seconds",
  );
  const words = [
    [parts.days, parts.days === 1 ? "day" : "days"],
    [parts.hours, "h"],
    [parts.minutes, "min"],
    [parts.seconds, "s"],
  ] as const;
  const said = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.join(" ") || "no time";
}

/** The hour of an instant (ms), with its day if that is another than `today`'s. */
export function timeOfDay(instant: number, today: number): string {
  const [then, now] = [instant, today].map((at) => DateTime.fromMillis(at, { zone: "utc" }));
  return then?.toFormat(now?.hasSame(then, "day") ? "HH:mm" : "ccc dd LLL HH:mm") ?? "";
}
