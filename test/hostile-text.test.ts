import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuOf } from "./cpu.ts";
import { readersExported } from "./hostile/exported.ts";
import { bodyReadings, mailReadings, otherReadings, type Reading, readsNothing } from "./hostile/readers.ts";
import { textsOf } from "./hostile/texts.ts";

const [half, whole] = [100 * 1024, 200 * 1024];

/** The first part of the text is tried first. */
const beginning = whole / 8;
/** Less (ms) for that is not looked at further: what takes quadratic time takes seconds for it. */
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

/** What a reading takes for twice the text, in words, when that is more than it may be. */
async function excess({ read }: Reading, text: string): Promise<string | undefined> {
  if ((await leastCpu(() => read(text.slice(0, beginning)), 1)) < floor) return undefined;
  let why: string | undefined;
  for (const tries of [1, 5]) {
    const [once, twice] = [
      await leastCpu(() => read(text.slice(0, half)), tries),
      await leastCpu(() => read(text), tries),
    ];
    if (twice <= mostTimes * once) return undefined;
    why = `${Math.round(once)} ms for 100 KB, ${Math.round(twice)} ms for 200 KB`;
  }
  return why;
}

const seed = fc.sample(fc.nat(), 1)[0] ?? 0;
const texts = textsOf(whole, seed);

describe(`twice the text takes no more than three times the CPU (seed ${seed})`, () => {
  it.each(readings.map((reading, place) => [reading.through[0] ?? `fixture ${place}`, reading] as const))(
    "%s",
    async (_, reading) => {
      const found: string[] = [];
      for (const { name, text } of texts) {
        const why = await excess(reading, text);
        if (why) found.push(`${name} over and over: ${why}`);
      }
      expect(found).toEqual([]);
    },
  );

  it("quadratic time is found", async () => {
    const slow: Reading = { through: [], read: (text) => /\s+$/.test(`${text.slice(0, text.length / 4)}x`) };
    expect(await excess(slow, " ".repeat(whole))).toContain("200 KB");
  });
});

it("every function that reads what comes from outside is among them", () => {
  const known = new Set(readings.flatMap(({ through }) => through));
  const strays = readersExported().filter((name) => !known.has(name) && !readsNothing.some(([one]) => one.test(name)));
  expect(strays).toEqual([]);
  expect([...known].filter((name) => !readersExported().includes(name))).toEqual([]);
});
