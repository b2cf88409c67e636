import { afterEach, expect, it, vi } from "vitest";
import type { Lead } from "../../functions/lead/model/lead.ts";
import { decide } from "../../functions/lead/rules/decide.ts";
import { day } from "../../functions/platform/time.ts";
import { warnUnnotified } from "../../functions/workflow/unnotified.ts";
import { anna, fresh, later, monday } from "../lead/fixture.ts";

afterEach(() => vi.restoreAllMocks());

/** What is rung when the owner of a lead in talks is to be reminded, by the owners there are. */
function rungAt(at: number, owners: (typeof anna)[]): { stage: Lead["stage"] | undefined; rings: number } {
  const print = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const nextAction = { what: "Call", dueAt: monday };
  const lead = fresh({ stage: "working", owner: anna.id, epoch: 1, nextAction, reminders: 0 });
  const { decision } = decide(lead, { owners }, { name: "remind" }, later(at));
  warnUnnotified(lead, "remind", decision);
  const rings = print.mock.calls.filter(([line]) => String(line).includes("nobody to tell")).length;
  return { stage: decision?.lead.stage, rings };
}

it("a reminder that nobody is there to get rings", () => {
  expect(rungAt(day, [])).toEqual({ stage: "working", rings: 1 });
});

it("a reminder that its owner gets does not ring", () => {
  expect(rungAt(day, [anna])).toEqual({ stage: "working", rings: 0 });
});

it("a lead that was left lying moves on, and does not ring", () => {
  expect(rungAt(11 * day, [anna])).toEqual({ stage: "nurturing", rings: 0 });
});
