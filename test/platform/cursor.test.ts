import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cursor, cursorOf } from "../../functions/platform/cursor.ts";

describe("a cursor", () => {
  it("means the place that it was made of", () => {
    const places = fc.string({ unit: fc.constantFrom(..."2026-11T09:00.Z#ld_Kxy!~"), minLength: 1, maxLength: 80 });
    fc.assert(fc.property(places, (place) => Cursor.parse(cursorOf(place)) === place));
  });

  it("that is empty means the beginning", () => {
    expect(Cursor.parse("")).toBeUndefined();
  });

  it("that is none of ours means nothing, or a place that the table can be asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { data } = Cursor.safeParse(text);
        if (data !== undefined) expect(data > " " && data < "\uffff").toBe(true);
      }),
    );
    for (const text of ["AA", "8J-miQ", cursorOf("a b"), cursorOf("x".repeat(1025))])
      expect(Cursor.safeParse(text).error?.issues[0]?.message).toMatch(/Leave it out/);
  });
});
