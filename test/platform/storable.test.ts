import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unstorableFields } from "../../functions/platform/storable.ts";

const fieldsOf = (value: unknown) => unstorableFields(value).map(({ field }) => field);

describe("what the table can hold", () => {
  it("comes out of it as it went in", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        if (unstorableFields(value).length > 0) return;
        // What is less than nothing is nothing.
        const plain = JSON.parse(JSON.stringify(value));
        expect(unmarshall(marshall({ plain })).plain).toEqual(plain);
      }),
    );
  });

  it("is held to 24 levels, 500 names and 1,000 entries together", () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
    const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, place) => [`n${place}`, 1]));
    expect([fieldsOf(nested(24)), fieldsOf(named(500)), fieldsOf({ list: Array(1000).fill(1) })]).toEqual([[], [], []]);
    expect(fieldsOf(nested(25))).toEqual([Array(24).fill("a").join(".")]);
    expect(fieldsOf({ many: named(501) })).toEqual(["many"]);
    expect(fieldsOf({ list: Array(1001).fill(1) })).toEqual(["list"]);
  });

  it("is named where it is not, each field once", () => {
    const value = {
      a: 1e-200,
      b: [1, 2 ** 60],
      c: { "": 1 },
      d: "\ud800",
      e: JSON.parse('{"__proto__":1}'),
      f: "fine",
    };
    expect(fieldsOf(value)).toEqual(["a", "b.1", "c.", "d", "e.__proto__"]);
    expect(fieldsOf({ small: "x", large: "y".repeat(300_000) })).toEqual(["large"]);
    expect(fieldsOf([])).toEqual([]);
  });
});
