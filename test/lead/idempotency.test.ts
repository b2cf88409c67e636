import fc from "fast-check";
import { expect, it } from "vitest";
import { InquiryId } from "../../functions/lead/model/inquiry.ts";
import { isDuplicate } from "../../functions/lead/store/idempotency.ts";
import { sortable } from "../../functions/platform/id.ts";
import { minute, plus } from "../../functions/platform/time.ts";
import { monday } from "./fixture.ts";

const [first, second] = [0, 1].map((at) => InquiryId.parse(`inq_${sortable(plus(monday, at))}`));
if (!first || !second) throw new Error("Two inquiries are needed");

it("what has no id is a repeat of what came within ten minutes, before or after, whichever is looked at first", () => {
  fc.assert(
    fc.property(fc.integer({ min: -30 * minute, max: 30 * minute }), (apart) => {
      const at = plus(monday, apart);
      const claim = { inquiryId: first, validFrom: monday, validUntil: plus(monday, 10 * minute) };
      const coming = { idempotencyKey: { hash: "h", until: plus(at, 10 * minute) }, id: second, at };
      expect(isDuplicate(claim, coming)).toBe(Math.abs(apart) < 10 * minute);
    }),
  );
});

it("what has an id of its platform's is a repeat for ever, but for the one that has waited in quarantine", () => {
  fc.assert(
    fc.property(fc.nat(), (apart) => {
      const coming = { idempotencyKey: { hash: "h" }, id: second, at: plus(monday, apart * minute) };
      expect(isDuplicate({ inquiryId: first }, coming)).toBe(true);
      expect(isDuplicate({ inquiryId: second }, coming)).toBe(false);
    }),
  );
});
