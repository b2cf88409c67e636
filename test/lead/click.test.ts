import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activity } from "../../functions/lead/model/activity.ts";
import type { Click } from "../../functions/lead/model/click.ts";
import { evaluationAt, isAutomated, ripeClicks, withDelivery } from "../../functions/lead/rules/click.ts";
import { type Instant, minute, second } from "../../functions/platform/time.ts";
import { later, monday } from "./fixture.ts";

const hours = 60 * minute;

/** A link of Monday's mail, followed so many milliseconds after it went out. */
const followed = (after: number, page = "prices", more: Partial<Click> = {}): Click => ({
  at: later(after),
  touch: "r1-attempt-1-lead",
  url: `https://sunny-roofs.example/${page}`,
  hot: page === "prices",
  sentAt: monday,
  ...more,
});

const verdicts = (...clicks: Click[]): boolean[] => clicks.map((click) => isAutomated(click, clicks));

describe("a scanner", () => {
  it.each([0, second, 5 * second, minute - 1])("follows a link %i ms after the mail went out", (after) => {
    expect(verdicts(followed(after))).toEqual([true]);
  });

  it("follows three different links of a mail at once, however late", () => {
    expect(verdicts(followed(hours), followed(hours + 1, "site"), followed(hours + 2, "survey"))).toEqual([
      true,
      true,
      true,
    ]);
    const slow = [followed(hours), followed(hours + 4 * second, "site"), followed(hours + 8 * second, "survey")];
    expect(verdicts(...slow)).toEqual([true, true, true]);
  });

  it.each([0, 2 * second, minute - 1])(
    "follows a link %i ms after a mail came that was on its way for long",
    (after) => {
      const delivered = (touch: string, at: Instant) => activity("mail.delivered", { mailId: "m", touch, at });
      const click = followed(5 * minute + after);
      const [known] = withDelivery([click], [delivered("other", monday), delivered(click.touch, later(5 * minute))]);
      expect(known && isAutomated(known, [known])).toBe(true);
      const [unknown] = withDelivery([click], [activity("mail.delivered", { mailId: "m", touch: click.touch })]);
      expect(unknown && isAutomated(unknown, [unknown])).toBe(false);
    },
  );

  it("before the mail was seen to be sent, by clocks that differ", () => {
    expect(verdicts(followed(-second))).toEqual([true]);
  });
});

describe("a person", () => {
  it.each([minute, 2 * minute, 30 * hours])("follows a link %i ms after the mail went out", (after) => {
    expect(verdicts(followed(after))).toEqual([false]);
    expect(verdicts(followed(hours + after, "prices", { deliveredAt: later(hours) }))).toEqual([false]);
  });

  it("follows two links of a mail quickly", () => {
    expect(verdicts(followed(hours), followed(hours + second, "site"))).toEqual([false, false]);
  });

  it("follows the same link again and again", () => {
    const clicks = [0, 1, 2, 3].map((n) => followed(hours + n * second));
    expect(verdicts(...clicks)).toEqual([false, false, false, false]);
  });

  it("follows three links, one after the other", () => {
    const clicks = [followed(hours), followed(hours + minute, "site"), followed(hours + 2 * minute, "survey")];
    expect(verdicts(...clicks)).toEqual([false, false, false]);
  });

  it("follows links of three mails at once", () => {
    const clicks = ["a", "b", "c"].map((touch, n) => followed(hours + n, touch, { touch }));
    expect(verdicts(...clicks)).toEqual([false, false, false]);
  });
});

describe("judging", () => {
  const spans = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 });
  const pages = fc.infiniteStream(fc.constantFrom("prices", "site", "survey"));

  it("waits until a mail's links have rested for ten seconds, and then judges them all", () => {
    const clicks = [followed(hours), followed(hours + 5 * second, "site"), followed(hours + 9 * second, "survey")];
    expect(evaluationAt(clicks)).toBe(later(hours + 19 * second));
    expect(ripeClicks(clicks, later(hours + 19 * second - 1))).toEqual([]);
    expect(ripeClicks(clicks, later(hours + 19 * second))).toEqual(clicks);
    expect(verdicts(...clicks)).toEqual([true, true, true]);
  });

  it("flags just those that lie with two other links within ten seconds", () => {
    fc.assert(
      fc.property(spans, pages, (offsets, stream) => {
        const all = offsets.map((offset) => followed(hours + offset * second, stream.next().value));
        for (const click of all) {
          const seconds = ({ at }: Click) => (Date.parse(at) - Date.parse(monday) - hours) / second;
          const near = (from: number) => all.filter((one) => seconds(one) >= from && seconds(one) <= from + 10);
          const starts = Array.from({ length: 11 }, (_, back) => seconds(click) - back);
          const many = starts.some((from) => new Set(near(from).map(({ url }) => url)).size >= 3);
          expect(isAutomated(click, all)).toBe(many);
        }
      }),
    );
  });
});
