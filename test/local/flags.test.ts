import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readFlags } from "../../stacks/local/flags.ts";

test("without flags everything has its default", () => {
  expect(readFlags([])).toEqual({
    empty: false,
    once: false,
    help: false,
    port: 4000,
    data: join(process.cwd(), ".leadwright"),
    dataNamed: false,
    clock: "real",
    start: Date.parse("2026-11-23T09:00Z"),
    startNamed: false,
  });
});

test("flags are read", () => {
  const argv = "--empty --once --port 0 --data here --clock manual --start 2027-01-04T08:00Z".split(" ");
  expect(readFlags(argv)).toMatchObject({
    empty: true,
    once: true,
    port: 0,
    data: join(process.cwd(), "here"),
    dataNamed: true,
    clock: "manual",
    start: Date.parse("2027-01-04T08:00Z"),
    startNamed: true,
  });
  expect(readFlags(["--memory"]).data).toBeUndefined();
});

test.each([
  ["--port", "many"],
  ["--port", "65535"],
  ["--clock", "slow"],
  ["--start", "someday"],
  ["--data", ""],
  ["--data", " "],
  ["--data", "~/leads"],
  ["--colour", "red"],
])("%s %s is refused by its name", (flag, value) => {
  expect(() => readFlags([`${flag}=${value}`])).toThrow(flag);
});

test("--memory and --data exclude each other", () => {
  expect(() => readFlags(["--memory", "--data", "here"])).toThrow("--memory");
});

test("a start for a clock that is real is refused: it would not be heeded", () => {
  expect(() => readFlags(["--empty", "--start", "2027-01-04T08:00Z"])).toThrow("--start");
  expect(readFlags(["--start", "2027-01-04T08:00Z"]).startNamed).toBe(true);
});

test("a flag that npm has kept for itself is refused", () => {
  expect(() => readFlags([], { npm_config_empty: "true" })).toThrow("npm start -- --empty");
});

test.each(["data", "a/b", "./with a space", "/tmp/leads", "../beside"])(
  "--data %s becomes absolute at once",
  (path) => {
    expect(readFlags(["--data", path]).data).toBe(resolve(path));
  },
);
