import * as z from "zod";
import { sayError } from "../../language/texts.ts";
import { Interval, weekdays } from "./owner.ts";

const minutesOfDay = 24 * 60;
const minutesOfWeek = weekdays.length * minutesOfDay;
const intervalsAtMost = 12;

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const from = z.string().regex(clock, sayError("week.from"));
const to = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, sayError("week.to"));

const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
};

const Hours = z
  .tuple([from, to], sayError("week.hours", { example: '["09:00", "17:30"]' }))
  .refine(([start, end]) => start !== end, sayError("week.empty"))
  .pipe(Interval);

function intervals(week: z.output<typeof Days>): [number, number][] {
  return weekdays.flatMap((weekday, day) =>
    (week[weekday] ?? []).flatMap(([start, end]): [number, number][] => {
      const begins = day * minutesOfDay + minuteOf(start);
      const isOvernight = minuteOf(end) <= minuteOf(start);
      const ends = day * minutesOfDay + minuteOf(end) + (isOvernight ? minutesOfDay : 0);
      if (ends <= minutesOfWeek) return [[begins, ends]];
      return [
        [begins, minutesOfWeek],
        [0, ends - minutesOfWeek],
      ];
    }),
  );
}

function isDisjoint(week: z.output<typeof Days>): boolean {
  const sorted = intervals(week).sort(([a], [b]) => a - b);
  return sorted.every(([begins], at) => begins >= (sorted[at - 1]?.[1] ?? 0));
}

const day = z.array(Hours).max(intervalsAtMost).optional();
const Days = z.strictObject(
  { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
  sayError("week.days", { example: '{"mon": [["09:00", "13:00"], ["14:00", "18:00"]]}' }),
);

/** Hours of each weekday as somebody writes them: several a day, overnight too, none over another. */
export const WeekInput = Days.refine(isDisjoint, sayError("week.overlap"));
