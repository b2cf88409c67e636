import { beforeAll, expect, inject, it } from "vitest";
import { measureScale, type OperationFigures } from "./scale.ts";

/** Few enough for a test; the bench goes on to 100,000. A page is full among the fewest already. */
const sizes = [100, 600];
let operations: OperationFigures[] = [];

beforeAll(async () => {
  operations = await measureScale(inject("assembly"), sizes);
});

const among = (leads: number, operation: string) =>
  operations.find((it) => it.operation.trim() === operation)?.at.find((it) => it.leads === leads);

it("no operation takes more among more leads", () => {
  expect(operations.length).toBeGreaterThan(8);
  expect(operations.filter(({ growth }) => !(growth <= 1))).toEqual([]);
});

it("the door reads the claims of a person and writes its five items, or two when it knows them", () => {
  expect(among(600, "form door, someone new")).toMatchObject({ readUnits: 3, writeUnits: 18, transitions: 0 });
  expect(among(600, "form door, someone known")).toMatchObject({ readUnits: 3, writeUnits: 4, transitions: 0 });
});

it("a step is three transitions, and a minute with nothing due five small reads", () => {
  expect(among(600, "one step: tell both")).toMatchObject({ transitions: 3 });
  expect(among(600, "sweep, nothing due")).toMatchObject({ readUnits: 2.5, writeUnits: 0, transitions: 0 });
});
