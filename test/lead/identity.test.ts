import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailable } from "../../functions/email/outbound/address.ts";
import { namesAgree, normalizeEmail, normalizePhone } from "../../functions/lead/rules/identity.ts";

describe("a mail address", () => {
  it.each([
    ["  Zoe@Example.COM ", "zoe@example.com"],
    ["zoe+roof@münchen.example", "zoe+roof@xn--mnchen-3ya.example"],
    ["a.b@sub.example.co.uk.", "a.b@sub.example.co.uk"],
  ])("%s is known as %s", (raw, known) => expect(normalizeEmail(raw)).toBe(known));

  it.each([
    "",
    "zoe",
    "zoe@",
    "@example.com",
    "zoe@example",
    "zoe..x@example.com",
    "zoë@example.com",
    "zoe@exa mple.com",
    "zoe@ex%61mple.com",
    "zoe@example\t.com",
    "a@b@c",
  ])("%j is none", (raw) => expect(normalizeEmail(raw)).toBeUndefined());

  it("is spelled one way: spelling it again changes nothing", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const known = normalizeEmail(address);
        if (known === undefined) return;
        expect(normalizeEmail(known)).toBe(known);
        expect(normalizeEmail(address.toUpperCase())).toBe(known);
        expect(mailable(known)).toBe(known);
      }),
    );
  });
});

describe("a phone number", () => {
  it("is E.164, with the country's prefix where it has none", () => {
    expect(normalizePhone("+44 20 7123 4567")).toBe("+442071234567");
    expect(normalizePhone("020 7123 4567", "GB")).toBe("+442071234567");
    expect(normalizePhone("020 7123 4567")).toBeUndefined();
    expect(normalizePhone("12", "GB")).toBeUndefined();
    expect(normalizePhone("call me")).toBeUndefined();
  });
});

describe("names agree", () => {
  it.each([
    ["Zoë Smith", "zoe smith", true],
    ["Smith, Zoë", "Zoë Smith", true],
    ["Zoë Smith", "Zoë Ann Smith", true],
    ["Zoë", "Zoë", true],
    ["Zoë", "Zoë Smith", false],
    ["Zoë Smith", "Tom Smith", false],
    ["", "", false],
    [undefined, "Zoë", false],
    ["Анна Петрова", "петрова анна", true],
  ])("%s and %s: %s", (first, second, agree) => {
    expect(namesAgree(first, second)).toBe(agree);
    expect(namesAgree(second, first)).toBe(agree);
  });
});
