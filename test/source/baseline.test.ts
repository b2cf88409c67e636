import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, hour, type Instant, instant, millis } from "../../functions/platform/time.ts";
import { type Days, isRise, silentAt } from "../../functions/source/baseline.ts";
import { monday } from "../lead/fixture.ts";

const dateOf = (at: number): string => instant(at).slice(0, 10);

/** Days up to today, of which each is asked what it brought; today is a Monday. */
const daysOf = (count: number, inquiries: (weekday: number, back: number) => number): Days =>
  new Map(
    Array.from({ length: count }, (_, back) => {
      const at = millis(monday) - back * day;
      return [dateOf(at), { inquiries: inquiries(new Date(at).getUTCDay(), back), refused: 0 }];
    }),
  );
/** In days, after the last inquiry. */
const silence = (days: Days, lastAt: Instant = monday): number => {
  const at = silentAt(days, lastAt);
  return at ? (millis(at) - millis(lastAt)) / day : Number.POSITIVE_INFINITY;
};
const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6;

const refusals = (today: number, before: readonly number[]): Days =>
  new Map([today, ...before].map((refused, back) => [dateOf(millis(monday) - back * day), { inquiries: 1, refused }]));

describe("a source is silent", () => {
  it("sooner, the more it brings", () => {
    expect(silence(daysOf(28, () => 24))).toBeCloseTo(7 / 24, 0);
    expect(silence(daysOf(28, () => 2))).toBeCloseTo(3.5, 0);
    expect(silence(daysOf(28, () => 1))).toBeCloseTo(7, 0);
  });

  it("never, as long as its rhythm is not known", () => {
    expect(silence(daysOf(6, () => 50))).toBe(Number.POSITIVE_INFINITY);
    expect(silence(daysOf(28, (_, back) => (back % 4 === 0 ? 1 : 0)))).toBe(Number.POSITIVE_INFINITY);
    expect(silence(new Map())).toBe(Number.POSITIVE_INFINITY);
  });

  it("not at a weekend, if it rests at weekends", () => {
    const friday = instant(millis(monday) - 3 * day);
    const weekdays = daysOf(28, (weekday, back) => (isWeekend(weekday) || back < 3 ? 0 : 12));
    // From Friday morning over the whole weekend, into Monday.
    expect(silence(weekdays, friday)).toBeGreaterThan(3);
    expect(silence(weekdays, friday)).toBeLessThan(5);
    const always = daysOf(28, (_, back) => (back < 3 ? 0 : 12));
    expect(silence(always, friday)).toBeLessThan(2);
  });

  it("later, if it comes in bursts", () => {
    const bursts = daysOf(28, (_, back) => (back % 7 === 0 ? 14 : 0));
    expect(silence(bursts)).toBeGreaterThan(2 * silence(daysOf(28, () => 2)));
  });

  it("at no steady rate before seven are missing, and never within the hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 8, max: 35 }), (rate, known) => {
        const after = silence(daysOf(known, () => rate));
        expect(after).toBeGreaterThanOrEqual(1 / 24);
        expect(after * rate).toBeGreaterThanOrEqual(known * rate < 10 ? 0 : 6.9);
      }),
      { numRuns: 200 },
    );
  });

  it("by chance hardly ever", () => {
    // A year of a source that brings two a day on average: how often is a gap longer than it should be?
    let seed = 7;
    const chance = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const arrivals: number[] = [];
    for (let at = millis(monday); at < millis(monday) + 365 * day; at += (-Math.log(chance()) / 2) * day)
      arrivals.push(Math.floor(at));
    const counts = new Map<string, { inquiries: number; refused: number }>();
    let alarms = 0;
    for (const [place, at] of arrivals.entries()) {
      const date = dateOf(at);
      counts.set(date, { inquiries: (counts.get(date)?.inquiries ?? 0) + 1, refused: 0 });
      const quiet = silentAt(counts, instant(at));
      const next = arrivals[place + 1];
      if (quiet && next && next > millis(quiet)) alarms += 1;
    }
    expect(arrivals.length).toBeGreaterThan(600);
    expect(alarms).toBeLessThanOrEqual(3);
  });

  it("at a moment after the last inquiry, whatever the days were", () => {
    const days = fc
      .dictionary(
        fc.integer({ min: 0, max: 60 }).map((back) => dateOf(millis(monday) - back * day)),
        fc.record({ inquiries: fc.nat(5000), refused: fc.nat(5000) }),
      )
      .map((found) => new Map(Object.entries(found)));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 40 * 24 }), (found, hours) => {
        const last = instant(millis(monday) - hours * hour);
        expect(silence(found, last)).toBeGreaterThan(0);
        expect(typeof isRise(found, monday)).toBe("boolean");
      }),
    );
  });
});

describe("refusals rise", () => {
  it.each([
    ["from none to many", 20, [], true],
    ["by a few", 19, [], false],
    ["from few a day to many", 40, Array(28).fill(3), true],
    ["no more than they vary", 30, Array(28).fill(20), false],
    ["far beyond what is many already", 80, Array(28).fill(20), true],
    ["no more than they did in bursts before", 60, Array.from({ length: 28 }, (_, back) => (back % 7 ? 0 : 60)), false],
  ])("%s", (_, today, before, expected) => {
    expect(isRise(refusals(today, before), monday)).toBe(expected);
  });

  it("never falls back to quiet when still more are refused", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.array(fc.nat(100), { maxLength: 28 }), (today, more, before) => {
        if (isRise(refusals(today, before), monday)) expect(isRise(refusals(today + more, before), monday)).toBe(true);
      }),
    );
  });
});
