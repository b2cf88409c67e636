import { describe, expect, it } from "vitest";
import type { bases, Lead } from "../../functions/lead/model/lead.ts";
import type { Purpose } from "../../functions/lead/model/purpose.ts";
import { mailRefusal } from "../../functions/lead/rules/mail-permission.ts";
import { day } from "../../functions/platform/time.ts";
import { fresh, later } from "./fixture.ts";

const purposes: Purpose[] = ["service", "follow-up", "marketing", "internal"];
const allowedTo = (lead: Partial<Lead>, at = later(0)): Purpose[] =>
  purposes.filter((purpose) => mailRefusal(purpose, fresh(lead), at) === undefined);
const confirmed: Partial<Lead> = { emailConfirmed: { at: later(0), by: "link" } };
const basis = (name: (typeof bases)[number]): Partial<Lead> => ({ consent: { basis: name, at: later(0) } });

describe("may this mail be sent? (LIFECYCLE.md section 4)", () => {
  it.each([
    ["a bare inquiry", basis("inquiry"), ["service", "follow-up", "internal"]],
    ["a row of a file, without evidence", { ...basis("inquiry"), heardAt: undefined }, ["service", "internal"]],
    ["a row of a file, with evidence", { ...basis("imported"), heardAt: undefined }, purposes],
    ["an opt-in with a confirmed address", { ...basis("opt-in"), ...confirmed }, purposes],
    ["an opt-in with an address that was only typed in", basis("opt-in"), ["service", "follow-up", "internal"]],
    ["a double opt-in of before", basis("double-opt-in"), purposes],
    [
      "an unconfirmed address after two follow-ups",
      { ...basis("opt-in"), unconfirmedMails: 3 },
      ["service", "internal"],
    ],
    ["a customer", basis("customer"), purposes],
    ["an unsubscribe", { ...basis("opt-in"), suppressed: { marketing: true } }, ["service", "internal"]],
    ["a complaint", { ...basis("opt-in"), suppressed: { mail: true, reason: "complaint" } }, ["internal"]],
    ["a block", { ...basis("opt-in"), suppressed: { mail: true, reason: "block" } }, []],
    ["no address", { ...basis("opt-in"), email: undefined }, ["internal"]],
    ["the archive", { ...basis("opt-in"), stage: "archived" as const }, ["internal"]],
  ])("%s", (_, lead, allowed) => expect(allowedTo(lead)).toEqual(allowed));

  it("a bare inquiry is followed up for 30 days", () => {
    expect(allowedTo(basis("inquiry"), later(30 * day))).toContain("follow-up");
    expect(allowedTo(basis("inquiry"), later(30 * day + 1))).not.toContain("follow-up");
  });

  it("says why not", () => {
    expect(mailRefusal("service", fresh({ suppressed: { mail: true, reason: "hard bounce" } }), later(0))).toBe(
      "hard bounce",
    );
    expect(mailRefusal("marketing", fresh(basis("inquiry")), later(0))).toBe("no consent to marketing");
    expect(mailRefusal("marketing", fresh(basis("opt-in")), later(0))).toBe("unconfirmed");
  });
});
