import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidenceIn, holds } from "../audited.ts";
import { type Doing, type Person, surveys } from "../bench/crowd.ts";
import { arrive, live, type Visitor } from "../bench/visitor.ts";
import { anApp } from "../given.ts";
import { timePasses } from "../when.ts";

const app = anApp();

const [people, events] = [6, 30];
const [minute, hour, day] = [60, 3600, 86_400];

const befalls: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({ what: fc.constant("answers"), outcome: fc.constantFrom("reached", "attempted") }),
  fc.record({
    what: fc.constant("declines"),
    reason: fc.constantFrom("budget", "timing", "no-need", "do-not-contact"),
  }),
  fc.record({ what: fc.constant("converts"), cadence: fc.constantFrom("after-sale" as const, undefined) }),
  fc.record({
    what: fc.constant("moves"),
    to: fc.constantFrom("working", "qualified", "meeting", "proposal", "decision", "nurturing", "archived"),
  }),
  fc.record({ what: fc.constant("notes"), type: fc.constantFrom("no-show", "price-asked", "call") }),
  fc.constantFrom<Doing>({ what: "writes" }, { what: "unsubscribes" }, { what: "clicks" }, { what: "confirms" }),
  fc.record({
    what: fc.constant("answers the survey"),
    fields: fc.constantFrom(...surveys),
  }),
);

/** Seconds until the next events: minutes, hours, or days in which nobody does anything. */
const span = fc.oneof(
  fc.integer({ min: minute, max: 10 * minute }),
  fc.integer({ min: hour, max: 2 * day }),
  fc.integer({ min: 2 * day, max: 12 * day }),
);

const round = fc.record({ befalls: fc.array(befalls, { minLength: people, maxLength: people }), span });

const somebody = (place: number): Person => ({
  fields: {
    name: `Any Body${place}`,
    phone: `+353 1 49600${place + 10}`,
    ...(place > 0 && { email: `anybody${place}@person.example` }),
  },
  source: "website",
  arrives: 0,
  plans: [],
});

describe("thirty events at any times", () => {
  it("leave each lead with one clock, an owner and a next action, and nobody with mail they must not get", async () => {
    const life = fc.asyncProperty(fc.array(round, { minLength: events, maxLength: events }), async (rounds) => {
      const visitors: Visitor[] = [];
      for (let place = 0; place < people; place++) visitors.push(await arrive(app(), somebody(place)));
      for (const { befalls, span } of rounds) {
        await Promise.all(
          visitors.flatMap((visitor, place) => {
            const doing = befalls[place];
            return doing ? [live(app(), visitor, doing)] : [];
          }),
        );
        await timePasses(app(), `PT${span}S`);
        holds(
          await evidenceIn(
            app(),
            visitors.flatMap(({ inquiries }) => inquiries),
          ),
        );
      }
      expect(new Set(visitors.map(({ lead }) => lead)).size).toBe(people);
    });
    await fc.assert(life, { numRuns: 1, endOnFailure: true });
  });
});
