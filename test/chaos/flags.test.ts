import { expect, test } from "vitest";
import { readFlags } from "./flags.ts";

test("a storm is as it is asked for, and by default over a thousand people", () => {
  expect(readFlags([])).toMatchObject({ seed: 1, leads: 1000, days: 20, strength: 1, "calm-for": 400, "at-once": 2 });
  const asked = readFlags(["--leads", "60", "--days", "0.5", "--calm-for", "0", "--seeds", "20", "--story"]);
  expect(asked).toMatchObject({ leads: 60, days: 0.5, "calm-for": 0, seeds: 20, story: true });
});

test.each([
  ["leads", "1OO0"],
  ["leads", "0"],
  ["leads", "2.5"],
  ["days", "x"],
  ["days", "0"],
  ["seed", ""],
  ["strength", "1e9"],
  ["calm-for", "often"],
  ["seeds", "0"],
  ["at-once", "0"],
])("is not begun with --%s %s", (flag, value) => {
  expect(() => readFlags([`--${flag}`, value])).toThrow(`--${flag} takes`);
});
