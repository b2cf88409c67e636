import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lead } from "../../functions/lead/model/lead.ts";
import {
  decideBlock,
  decideBounce,
  decideComplaint,
  decideResubscribe,
  decideUnblock,
  decideUnsubscribe,
} from "../../functions/lead/rules/suppression.ts";
import { fresh, later } from "./fixture.ts";

const then = later(60_000);
const ops = { kind: "ops" } as const;
const mail = { mailId: "m1", touch: "t1" };

/** What can happen to what may be sent to somebody, apart from a block. */
const happenings = {
  unsubscribes: (lead: Lead) => decideUnsubscribe(lead, { kind: "lead", id: lead.id }, then),
  bounces: (lead: Lead) => decideBounce(lead, { ...mail, why: "no such user" }, then),
  complains: (lead: Lead) => decideComplaint(lead, mail, then),
};
const kinds = fc.constantFrom(...(Object.keys(happenings) as (keyof typeof happenings)[]));

const through = (lead: Lead, names: (keyof typeof happenings)[]): Lead =>
  names.reduce((at, name) => happenings[name](at)?.lead ?? at, lead);
const block = (lead: Lead): Lead => decideBlock(lead, ops, then)?.lead ?? lead;
const unblock = (lead: Lead): Lead => decideUnblock(lead, ops)?.lead ?? lead;

const flags = ({ suppressed: { mail, marketing } }: Lead) => ({ mail: mail === true, marketing: marketing === true });

const lead: Lead = fresh({ stage: "working", epoch: 3 });

describe("a block that is lifted", () => {
  it("leaves the lead archived, and stopped by all that has stopped its mail before or meanwhile", () => {
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 3 }), fc.array(kinds, { maxLength: 3 }), (before, meanwhile) => {
        const stopped = through(block(through(lead, before)), meanwhile);
        expect(stopped).toMatchObject({ stage: "archived", suppressed: { mail: true, reason: "block" } });
        const free = unblock(stopped);
        expect(free.stage).toBe("archived");
        expect(flags(free)).toEqual(flags(through(lead, [...before, ...meanwhile])));
        expect(free.suppressed.reason).not.toBe("block");
      }),
    );
  });

  it("says why mail is stopped in the words from before", () => {
    expect(unblock(block(through(lead, ["unsubscribes"]))).suppressed).toMatchObject({
      marketing: true,
      reason: "unsubscribed",
    });
    expect(unblock(block(through(lead, ["complains"]))).suppressed).toMatchObject({ mail: true, reason: "complaint" });
    expect(unblock(block(lead)).suppressed).toEqual({});
  });

  it("changes nothing twice; and no unsubscribe is taken back while it lasts", () => {
    const stopped = block(through(lead, ["unsubscribes"]));
    expect(decideBlock(stopped, ops, then)).toBeUndefined();
    expect(decideResubscribe(stopped, ops)).toBeUndefined();
    expect(decideUnblock(lead, ops)).toBeUndefined();
    expect(decideResubscribe(unblock(stopped), ops)?.lead.suppressed).toEqual({});
  });

  it("of one that an earlier release has blocked lifts the block", () => {
    const old: Lead = { ...lead, stage: "archived", suppressed: { mail: true, reason: "block", at: then } };
    expect(unblock(old).suppressed).toEqual({});
  });
});
