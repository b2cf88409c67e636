import fc from "fast-check";
import { expect, it } from "vitest";
import { activity, batchesFrom } from "../../functions/lead/model/activity.ts";
import { momentFor } from "../../functions/lead/store/repository.ts";
import { factsItem } from "../../functions/lead/store/timeline.ts";
import { sortable } from "../../functions/platform/id.ts";
import { minute, plus } from "../../functions/platform/time.ts";
import { fresh, monday } from "./fixture.ts";

/** Clocks of writers, however they are set and in whatever order they come to write. */
const clocks = fc.array(fc.integer({ min: -5 * minute, max: 5 * minute }), { minLength: 1, maxLength: 40 });

it("a lead's changes are told in the order of its versions, whosever clock told the time", () => {
  fc.assert(
    fc.property(clocks, (skews) => {
      const written: string[] = [];
      const moments: string[] = [];
      let before = fresh();
      for (const skew of skews) {
        const at = momentFor(before, plus(monday, skew));
        before = { ...before, version: before.version + 1, updatedAt: at };
        const { sk } = factsItem(before, [activity("audit", { what: "looked at" })], at);
        expect(sk >= `T#${batchesFrom(at)}`).toBe(true);
        written.push(sk);
        moments.push(at);
      }
      expect(written.toSorted()).toEqual(written);
      expect(moments.toSorted()).toEqual(moments);
    }),
  );
});

it("what a release before has told, and inquiries by when they came, stand where they stood", () => {
  const change = (version: number) =>
    factsItem({ ...fresh(), version }, [activity("audit", { what: "looked at" })], plus(monday, minute)).sk.slice(
      "T#".length,
    );
  const [earlier, sameMoment] = [sortable(plus(monday, minute - 1)), sortable(plus(monday, minute), 0)];
  expect([change(3), sameMoment, earlier, change(2)].sort()).toEqual(
    [earlier, sameMoment].concat([2, 3].map((version) => expect.stringContaining(change(version).slice(0, 14)))),
  );
});
