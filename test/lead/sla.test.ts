import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channels } from "../../functions/lead/model/inquiry.ts";
import {
  closeSla,
  isOpen,
  nextLevelAt,
  openSla,
  raiseLevel,
  responseTime,
  voidSla,
} from "../../functions/lead/rules/sla.ts";
import { day, millis, minute, plus } from "../../functions/platform/time.ts";
import { later, monday } from "./fixture.ts";

const system = { kind: "system" } as const;
const open = (channel: (typeof channels)[number] = "form") => openSla(undefined, channel, monday).sla;

describe("a response promise", () => {
  it("is due by the channel's allowance", () => {
    const { sla, facts } = openSla(undefined, "form", monday);
    expect(sla).toEqual({ openedAt: monday, dueAt: later(5 * minute), channel: "form", level: 0 });
    expect(facts).toMatchObject([
      { type: "sla.opened", data: { channel: "form", level: 0, dueAt: later(5 * minute) } },
    ]);
  });

  it("that is due earlier is kept whole", () => {
    const first = open("form");
    expect(openSla(first, "form", later(minute))).toEqual({ sla: first, facts: [] });
    const slow = open("email");
    expect(openSla(slow, "form", later(minute)).sla).toMatchObject({ channel: "form", dueAt: later(6 * minute) });
  });

  it("is met by a response in time, and only closed by a late one", () => {
    const inTime = closeSla(open(), system, later(5 * minute));
    expect(inTime.facts).toMatchObject([{ type: "sla.met" }]);
    const late = closeSla(open(), system, later(5 * minute + 1));
    expect(late.facts).toEqual([]);
    expect(isOpen(late.sla)).toBe(false);
    expect(closeSla(late.sla, system, later(day)).sla).toEqual(late.sla);
  });

  it("is voided without a word by a stage in which nobody waits", () => {
    expect(voidSla(open(), later(minute))).toMatchObject({ closedAt: later(minute) });
  });

  it("rises at 100 %, 200 %, 400 % of the allowance, then daily", () => {
    let sla = open();
    const seen: number[] = [];
    for (let level = 1; level <= 6; level++) {
      const at = nextLevelAt(sla);
      expect(raiseLevel(sla, plus(at, -1))).toBeUndefined();
      const raised = raiseLevel(sla, at);
      expect(raised?.fact.type).toBe(level === 1 ? "sla.breached" : "sla.escalated");
      seen.push(millis(at) - millis(monday));
      sla = raised?.sla ?? sla;
    }
    const allowed = responseTime.form;
    expect(seen).toEqual(
      [1, 2, 4].map((times) => times * allowed).concat([1, 2, 3].map((days) => 4 * allowed + days * day)),
    );
  });

  it("tells days that went by once, and each earlier level by itself", () => {
    const allowed = responseTime.form;
    const at = later(4 * allowed + 5 * day + 1);
    const seen: number[] = [];
    for (let sla = open(), raised = raiseLevel(sla, at); raised; raised = raiseLevel(sla, at)) {
      sla = raised.sla;
      seen.push(sla.level);
    }
    expect(seen).toEqual([1, 2, 3, 8]);
  });

  it("never gets later or lower, whatever comes", () => {
    const event = fc.record({
      channel: fc.constantFrom(...channels),
      gap: fc.integer({ min: 0, max: day }),
      respond: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        let at = monday;
        let { sla } = openSla(undefined, "form", at);
        for (const { channel, gap, respond } of events) {
          at = plus(at, gap);
          const before = sla;
          sla = respond ? (closeSla(sla, system, at).sla ?? sla) : openSla(sla, channel, at).sla;
          if (isOpen(before) && isOpen(sla)) expect(sla.dueAt <= before.dueAt).toBe(true);
          const raised = raiseLevel(sla, at);
          if (raised) {
            expect(isOpen(sla)).toBe(true);
            expect(raised.sla.level).toBeGreaterThan(sla.level);
            expect(nextLevelAt({ ...sla, level: raised.sla.level - 1 }) <= at).toBe(true);
            sla = raised.sla;
          }
        }
      }),
    );
  });
});
