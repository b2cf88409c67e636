import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuOf } from "./cpu.ts";
import { readersExported } from "./hostile/exported.ts";
import { bodyReadings, mailReadings, otherReadings, type Reading, readsNothing } from "./hostile/readers.ts";
import { type Text, textsOf } from "./hostile/texts.ts";

const [half, whole] = [100 * 1024, 200 * 1024];

/** The first part of the text is tried first, and a half of that. */
const beginning = whole / 8;
/** Less (ms) for the beginning is not looked at further: what takes quadratic time takes a third of a second for the whole. */
const floorOfBeginning = 5;
/** Where its whole beginning takes no more times its half, a text grows as it should: linear is 2, quadratic 4. */
const suspiciousTimes = 2.2;
/** So many texts whose beginnings grow the most are looked at further. */
const mostSuspects = 3;
/** Less (ms) for the whole is nothing. */
const floor = 30;
/** Twice the text may take so many times the CPU: linear is 2, quadratic 4. */
const mostTimes = 3;

const readings = [...mailReadings, ...bodyReadings, ...otherReadings];

/** The least CPU time (ms) of some tries: what else the thread does between only adds to it. */
async function leastCpu(read: () => unknown, tries: number): Promise<number> {
  const times: number[] = [];
  for (let one = 0; one < tries; one++) times.push(await cpuOf(read));
  return Math.min(...times);
}

/** Tells the least CPU time (ms) of some tries for so many characters. */
type Stopwatch = (length: number, tries: number) => Promise<number>;

/** Tells what a reading takes of a text's first characters. */
const stopwatch =
  ({ read }: Reading, text: string): Stopwatch =>
  (length, tries) =>
    leastCpu(() => read(text.slice(0, length)), tries);

/**
 * What twice the text takes, in words, when that is more than it may be. Memory that is tidied up in between looks like more
 * work once: what is quadratic is so at the next doubling, too.
 */
async function excess(least: Stopwatch): Promise<string | undefined> {
  for (const tries of [1, 3]) {
    const [once, twice] = [await least(half, tries), await least(whole, tries)];
    if (twice < floor || twice <= mostTimes * once) return undefined;
    const fourfold = await least(2 * whole, 1);
    if (fourfold <= mostTimes * twice) return undefined;
    if (tries > 1) return `${[once, twice, fourfold].map(Math.round).join(", ")} ms for 100, 200 and 400 KB`;
  }
  return undefined;
}

/** How many times its half the beginning of a text takes; 0 when that is no more than it should, or too little to tell. */
async function growth({ read }: Reading, { text }: Text): Promise<number> {
  let [whole, part] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  // What was tried for the first time may have been compiled meanwhile: twice, the longer one first.
  for (let tries = 0; tries < 2; tries++) {
    whole = Math.min(whole, await cpuOf(() => read(text.slice(0, beginning))));
    if (whole < floorOfBeginning) return 0;
    part = Math.min(part, await cpuOf(() => read(text.slice(0, beginning / 2))));
    if (whole <= suspiciousTimes * part) return 0;
  }
  return whole / part;
}

/** The texts whose beginnings grow more than they should, the worst first. */
async function suspects(reading: Reading, texts: readonly Text[]): Promise<Text[]> {
  const tried: { text: Text; times: number }[] = [];
  for (const text of texts) tried.push({ text, times: await growth(reading, text) });
  const suspicious = tried.filter(({ times }) => times > 0).sort((a, b) => b.times - a.times);
  return suspicious.slice(0, mostSuspects).map(({ text }) => text);
}

const seed = fc.sample(fc.nat(), 1)[0] ?? 0;
const texts = textsOf(2 * whole, seed);

describe(`twice the text takes no more than three times the CPU (seed ${seed})`, () => {
  it.each(readings.map((reading, place) => [reading.through[0] ?? `fixture ${place}`, reading] as const))(
    "%s",
    async (_, reading) => {
      const found: string[] = [];
      for (const { name, text } of await suspects(reading, texts)) {
        const why = await excess(stopwatch(reading, text));
        if (why) found.push(`${name} over and over: ${why}`);
      }
      expect(found).toEqual([]);
    },
  );

  it("quadratic time is found, what is linear or short is not", async () => {
    const perByte = floor / half;
    expect(await excess(async (length) => perByte * length)).toBeUndefined();
    expect(await excess(async (length) => (perByte * length ** 2) / half)).toContain("30, 120, 480 ms");
    expect(await excess(async (length) => (0.2 * perByte * length ** 2) / half)).toBeUndefined();
  });

  it("a pattern that is slow by far is found by the clock", async () => {
    const grows: Reading = { through: [], read: (text) => /\s+\s+$/.test(`${text.slice(0, text.length / 40)}x`) };
    const spaces = { name: "spaces", text: " ".repeat(2 * whole) };
    expect(await suspects(grows, [{ name: "letters", text: "a".repeat(2 * whole) }, spaces])).toEqual([spaces]);
    const cubic: Reading = { through: [], read: (text) => /\s+\s+$/.test(`${text.slice(0, text.length / 200)}x`) };
    const least = stopwatch(cubic, " ".repeat(2 * whole));
    // What has been run is compiled, as a reading is whose beginning was tried.
    await least(half, 1);
    expect(await excess(least)).toContain("200 and 400 KB");
  });
});

it("every function that reads what comes from outside is among them", () => {
  const known = new Set(readings.flatMap(({ through }) => through));
  const exported = readersExported();
  const strays = exported.filter((name) => !known.has(name) && !readsNothing.some(([one]) => one.test(name)));
  expect(strays).toEqual([]);
  expect([...known].filter((name) => !exported.includes(name))).toEqual([]);
});
