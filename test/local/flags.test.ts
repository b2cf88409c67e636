import { expect, test } from "vitest";
import { readFlags } from "../../stacks/local/flags.ts";

test("without flags everything has its default", () => {
  expect(readFlags([])).toEqual({
    empty: false,
    once: false,
    help: false,
    port: 4000,
    data: ".leadwright",
    dataNamed: false,
    clock: "real",
    start: Date.parse("2026-11-23T09:00Z"),
  });
});

test("flags are read", () => {
  const argv = "--empty --once --port 0 --data here --clock manual --start 2027-01-04T08:00Z".split(" ");
  expect(readFlags(argv)).toMatchObject({
    empty: true,
    once: true,
    port: 0,
    data: "here",
    dataNamed: true,
    clock: "manual",
    start: Date.parse("2027-01-04T08:00Z"),
  });
  expect(readFlags(["--memory"]).data).toBeUndefined();
});

test.each([
  ["--port", "many"],
  ["--port", "65535"],
  ["--clock", "slow"],
  ["--start", "someday"],
  ["--data", ""],
  ["--colour", "red"],
])("%s %s is refused by its name", (flag, value) => {
  expect(() => readFlags([`${flag}=${value}`])).toThrow(flag);
});

test("--memory and --data exclude each other", () => {
  expect(() => readFlags(["--memory", "--data", "here"])).toThrow("--memory");
});
