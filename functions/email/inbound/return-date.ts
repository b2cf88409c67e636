import { monthNamed } from "../../language/month-names.ts";
import { returnWords } from "../../language/return-words.ts";
import { day, type Instant, instant, millis } from "../../platform/time.ts";

/** Who is away for longer is not waited for (RULES.md IN-1). */
const longestAway = 90 * day;

/** Hour of the day, UTC, at which the day after begins. */
const workBegins = 9;

/** A date as written; the year may be missing. `month` counts from 0. */
interface Written {
  year?: number;
  month: number;
  day: number;
  /** Which of two numbers was taken for the day, where it could be either. */
  dayIs?: "first" | "second";
}

const fullYear = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text.length === 2 ? `20${text}` : text);

type Reading = [pattern: RegExp, read: (parts: Record<string, string | undefined>) => Written[]];

const numeric = ({ y, m, d }: Record<string, string | undefined>): Written => ({
  year: fullYear(y),
  month: Number(m) - 1,
  day: Number(d),
});

const eitherWay = (it: Record<string, string | undefined>): Written[] => [
  { ...numeric(it), dayIs: "first" },
  { ...numeric({ ...it, m: it.d, d: it.m }), dayIs: "second" },
];

const year = "(?<y>20\\d\\d)(?!\\d)";
const name = "(?<name>\\p{L}{3,})";

const readings: Reading[] = [
  [/(?<!\d)(?<y>20\d\d)[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d)/gu, (it) => [numeric(it)]],
  [/(?:(?<y>20\d\d)\s*[年년]\s*)?(?<m>\d{1,2})\s*[月월]\s*(?<d>\d{1,2})\s*[日号號일]?/gu, (it) => [numeric(it)]],
  [
    /(?<![\d./])(?<d>\d{1,2})\.\s?(?<m>\d{1,2})(?:\.\s?(?<y>20\d\d|\d\d(?!\d|[:.]\d)))?(?![\d/])(?!:\d|\.\d)/gu,
    (it) => [numeric(it)],
  ],
  [/(?<![\d./])(?<d>\d{1,2})[/-](?<m>\d{1,2})[/-](?<y>20\d\d|\d\d)(?![\d/])/gu, eitherWay],
  [/(?<![\d./])(?!24\/7\b)(?<d>\d{1,2})\/(?<m>\d{1,2})(?![\d/])/gu, eitherWay],
  [
    new RegExp(
      `(?<!\\d)(?<d>\\d{1,2})(?:st|nd|rd|th|er|[.ºª°]|-?го|-е)?\\s*(?:(?:of |de |d['’]|ב)\\s*)?${name}\\.?(?:,?\\s*(?:de |del |do )?${year})?`,
      "giu",
    ),
    named,
  ],
  [
    new RegExp(
      `(?<!\\p{L})${name}\\.?\\s+(?:\\d{1,2}(?:st|nd|rd|th)?\\s*[-–—]\\s*)?(?<d>\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[:.]\\d)(?:,?\\s*${year})?`,
      "giu",
    ),
    named,
  ],
];

function named({ name: written = "", d, y }: Record<string, string | undefined>): Written[] {
  const month = monthNamed(written) ?? monthNamed(written.replace(/^ב/u, ""));
  return month === undefined ? [] : [{ year: fullYear(y), month, day: Number(d) }];
}

const isDay = (at: Date, { month, day: date }: Written): boolean =>
  at.getUTCMonth() === month && at.getUTCDate() === date;

function plausible(written: Written, now: Instant): number[] {
  const today = Math.floor(millis(now) / day) * day;
  const thisYear = new Date(millis(now)).getUTCFullYear();
  const years = written.year === undefined ? [thisYear, thisYear + 1] : [written.year];
  return years
    .map((one) => new Date(Date.UTC(one, written.month, written.day)))
    .filter((at) => isDay(at, written) && at.getTime() >= today && at.getTime() <= today + longestAway)
    .map((at) => at.getTime());
}

/** A date such as 24/12/2026 tells which number is the day, in the other dates of the text too. */
function dayPlace(text: string): Written["dayIs"] {
  const dates = [...text.matchAll(/(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:20)?\d\d(?!\d)/g)];
  if (dates.some(([, first]) => Number(first) > 12)) return "first";
  return dates.some(([, , second]) => Number(second) > 12) ? "second" : undefined;
}

function datesIn(text: string, place: Written["dayIs"], now: Instant): number[] {
  const written = readings.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match) => read(match.groups ?? {})),
  );
  return written.filter(({ dayIs }) => !place || !dayIs || dayIs === place).flatMap((date) => plausible(date, now));
}

const latinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/\u00a0/g, " ");

/** 09:00 UTC after the latest date at most 90 days ahead (RULES.md IN-1); dates beside words of return come first. */
export function returnAt(text: string, now: Instant): Instant | undefined {
  const read = latinDigits(text.slice(0, 10_000));
  const telling = read.split(/\n\s*\n|[!?。]|(?<!\d)\.(?=\s+\p{Lu})/u).filter((sentence) => returnWords.test(sentence));
  const place = dayPlace(read);
  const beside = telling.flatMap((sentence) => datesIn(sentence, place, now));
  const dates = beside.length > 0 ? beside : datesIn(read, place, now);
  return dates.length > 0 ? instant(Math.max(...dates) + day + workBegins * 60 * 60 * 1000) : undefined;
}
