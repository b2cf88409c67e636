import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../../functions/platform/error.ts";
import { cursorOf, placeOf } from "../../functions/platform/http/cursor.ts";

const list = "leads byAge";

/** The place that a cursor means, or what is said of one that is none. */
function meaning(cursor: string): { place?: string | undefined; why?: string } {
  try {
    return { place: placeOf(list, cursor) };
  } catch (error) {
    if (error instanceof AppError) return { why: error.words };
    throw error;
  }
}

describe("a cursor", () => {
  it("means the place that it was made of", () => {
    const places = fc.string({ unit: fc.constantFrom(..."2026-11T09:00.Z#ld_Kxy!~"), minLength: 1, maxLength: 80 });
    fc.assert(fc.property(places, (place) => placeOf(list, cursorOf(list, place)) === place));
  });

  it("that is left out means the beginning", () => {
    expect(placeOf(list, undefined)).toBeUndefined();
  });

  it("that is none of this list means nothing, or a place that the table can be asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { place } = meaning(text);
        if (place !== undefined) expect(place > " " && place < "\uffff").toBe(true);
      }),
    );
    const others = [cursorOf("leads byOwner", "2026"), cursorOf("leads", "2026"), cursorOf("tasks open", "2026")];
    for (const text of ["", "AA", "8J-miQ", cursorOf(list, "a b"), cursorOf(list, "x".repeat(1025)), ...others])
      expect(meaning(text).why).toMatch(/Leave it out/);
  });
});
