import fc from "fast-check";
import { expect, it } from "vitest";
import { timelineEntriesOf } from "../../functions/api/timeline.ts";
import { activity } from "../../functions/lead/model/activity.ts";
import { monday } from "../lead/fixture.ts";

it("a batch of however many facts goes on after its last one that was told", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 250 }), fc.nat(260), (size, last) => {
      const facts = Array.from({ length: size }, (_, place) => activity("activity.added", { type: String(place) }));
      const batch = { sk: "T#01M83T4CM0JJN7ZK24H5V1AX8F", at: monday, facts };
      const placesOf = (since?: string) => timelineEntriesOf(batch, since, last).map(({ data }) => Number(data.type));
      const places = facts.map((_, place) => place);
      expect(placesOf("01M83T4CM0JJN7ZK24H5V1AX8F")).toEqual(places.filter((place) => place > last));
      expect(placesOf("01M83T4CM0JJN7ZK24H5V1AX8E")).toEqual(places);
      expect(placesOf()).toEqual(places);
    }),
  );
});
