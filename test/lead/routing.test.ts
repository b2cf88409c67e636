import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { managerOf, nextOwner } from "../../functions/lead/rules/routing.ts";
import { anna, ben, mara, team } from "./fixture.ts";

describe("round robin", () => {
  it("takes turns, and never the manager", () => {
    expect([1, 2, 3, 4].map((turn) => nextOwner(team, "sales", turn)?.id)).toEqual([anna.id, ben.id, anna.id, ben.id]);
  });

  it("passes over the one who had it", () => {
    expect([1, 2].map((turn) => nextOwner(team, "sales", turn, anna.id)?.id)).toEqual([ben.id, ben.id]);
    expect(nextOwner([anna, mara], "sales", 1, anna.id)).toBeUndefined();
  });

  it("is fair: shares differ by one at the most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 6 }), (turns, size) => {
        const pool = Array.from({ length: size }, (_, place) => ({ ...anna, id: `owner-${place}` as typeof anna.id }));
        const shares = new Map(pool.map(({ id }) => [id, 0]));
        for (let turn = 1; turn <= turns; turn++) {
          const id = nextOwner(pool, "sales", turn)?.id;
          if (id) shares.set(id, (shares.get(id) ?? 0) + 1);
        }
        expect(Math.max(...shares.values()) - Math.min(...shares.values())).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("knows the pool's manager", () => {
    expect(managerOf(team, "sales")?.id).toBe(mara.id);
    expect(managerOf([anna], "sales")).toBeUndefined();
  });
});
