import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NewOwner } from "../../functions/api/owner-input.ts";
import { mailable } from "../../functions/email/outbound/address.ts";
import { formatMoment } from "../../functions/language/moment.ts";
import { Owner } from "../../functions/lead/model/owner.ts";
import { monday } from "../lead/fixture.ts";

const anna = { id: "owner-1", name: "Anna Reed", email: "anna@team.example", pool: "sales" };

const troubles = (more: object) =>
  NewOwner.safeParse({ ...anna, ...more }).error?.issues.map(({ path, message }) => [path.join("."), message]);

describe("an owner who is set up", () => {
  it.each([
    { timeZone: "Europe/Berlin" },
    { email: "anna@büro.example" },
    { email: " anna.reed+leads@team.example " },
    { name: " Anna Reed " },
  ])("may have %o, and mails can be written to them", (more) => {
    const { name, email, timeZone } = Owner.parse(NewOwner.parse({ ...anna, ...more }));
    expect(name).toBe("Anna Reed");
    expect(mailable(email)).toMatch(/^anna/);
    expect(formatMoment(monday, timeZone)).toMatch(/^Mon 23 Nov, \d\d:00/);
  });

  it.each([
    [{ timeZone: "Berlin" }, "timeZone", /IANA name, such as Europe\/Berlin/],
    [{ timeZone: "" }, "timeZone", /IANA name/],
    [{ name: "  " }, "name", /Write the name/],
    [{ email: `${"a".repeat(65)}@team.example` }, "email", /before the @.*such as anna@example\.com/],
    [{ email: "anna@team-.example" }, "email", /after the @/],
    [{ email: "ännä@team.example" }, "email", /ASCII only/],
    [{ email: "anna" }, "email", /no part before an @/],
    [{ email: "anna@team.example, ben@team.example" }, "email", /cannot be mailed/],
  ])("may not have %o", (more, field, words) => {
    expect(troubles(more)).toEqual([[field, expect.stringMatching(words)]]);
  });

  it("has an address that can be mailed, whatever was written", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (email) => {
        const { data } = NewOwner.safeParse({ ...anna, email });
        if (data) expect(mailable(Owner.parse(data).email)).toContain("@");
      }),
    );
  });
});
