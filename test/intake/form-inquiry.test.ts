import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formInquiry, formOnce } from "../../functions/intake/web-form/form-inquiry.ts";
import { Source } from "../../functions/lead/source.ts";
import { Refusal } from "../../functions/platform/error.ts";
import { monday } from "../lead/fixture.ts";

const website = Source.parse({
  id: "website",
  channel: "form",
  platform: "form",
  name: "Website",
  consent: { by: "submit", text: "I agree" },
});
const fields = (values: Record<string, string>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, [value]]));
const read = (values: Record<string, string>, source = website) =>
  formInquiry(fields(values), source, "203.0.113.7", monday);

describe("a posted form", () => {
  it("is read into an inquiry with its attribution; other fields are kept", () => {
    const inquiry = read({
      name: " Zoë  Smith ",
      email: "Zoe@Example.com",
      phone: "+44 20 7123 4567",
      message: "Hello\r\nthere",
      utm_source: "google",
      utm_campaign: "roofs",
      gclid: "EAIaIQ",
      page_url: "https://example.com/roofs",
      interest: "roof",
    });
    expect(inquiry).toMatchObject({
      name: "Zoë Smith",
      email: "zoe@example.com",
      phone: "+442071234567",
      message: "Hello\nthere",
      consent: { basis: "opt-in", text: "I agree", address: "203.0.113.7" },
      extra: { interest: "roof" },
      unusable: {},
      source: {
        campaign: "roofs",
        page: "https://example.com/roofs",
        attribution: { utm_source: "google", gclid: "EAIaIQ" },
      },
    });
  });

  it("is refused only if neither address nor number is usable, saying how to mend it", () => {
    const refused = (values: Record<string, string>) => {
      try {
        read(values);
      } catch (error) {
        return error instanceof Refusal ? error.errors?.map(({ field }) => field) : error;
      }
      return "accepted";
    };
    expect(refused({ name: "Zoë" })).toEqual(["email"]);
    expect(refused({ email: "zoe@" })).toEqual(["email"]);
    expect(refused({ email: "zoe@", phone: "12" })).toEqual(["email", "phone"]);
    expect(read({ email: "zoe@", phone: "+442071234567" }).unusable).toEqual({ email: "zoe@" });
  });

  it("gains consent as the source says", () => {
    const box = Source.parse({ ...website, consent: { by: "field", text: "Yes, write me" } });
    const none = Source.parse({ ...website, consent: { by: "none" } });
    const basis = (source: Source, consent: string) => read({ email: "a@b.example", consent }, source).consent.basis;
    expect(["on", "true", "yes", "1", "TRUE"].map((value) => basis(box, value))).toEqual(Array(5).fill("opt-in"));
    expect(["", "no", "off", "0"].map((value) => basis(box, value))).toEqual(Array(4).fill("inquiry"));
    expect(basis(none, "on")).toBe("inquiry");
  });

  it("loses marks that turn text around, and controls", () => {
    expect(read({ email: "a@b.example", name: "Eve\u202Egnp\u0000.exe\r\nBcc: x" }).name).toBe("Eve gnp .exe Bcc: x");
  });

  it("never throws anything but a refusal, whatever is posted", () => {
    const names = fc.constantFrom(
      "name",
      "email",
      "phone",
      "message",
      "country",
      "language",
      "consent",
      "__proto__",
      "constructor",
      "utm_source",
      "x",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string({ unit: "binary" }))), (pairs) => {
        try {
          const inquiry = formInquiry(new Map(pairs.map(([name, value]) => [name, [value]])), website, "::1", monday);
          expect(inquiry.email ?? inquiry.phone).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the same inquiry", () => {
  const once = (values: Record<string, string>) => formOnce(fields(values), read(values));
  const base = { name: "Zoë Smith", email: "zoe@example.com", message: "Hello", submission_id: "s-1" };

  it("is known by submission id and content, not by how the form was reached", () => {
    const again = once({
      ...base,
      email: "ZOE@example.com",
      utm_source: "x",
      page_url: "https://b.example",
      "cf-turnstile-response": "t",
    });
    expect(again.hash).toBe(once(base).hash);
    expect(once(base).until).toBeUndefined();
  });

  it("corrected is another", () => {
    expect(once({ ...base, message: "Hello again" }).hash).not.toBe(once(base).hash);
    expect(once({ ...base, submission_id: "s-2" }).hash).not.toBe(once(base).hash);
  });

  it("without a submission id is known for ten minutes", () => {
    const { submission_id: _, ...plain } = base;
    expect(once(plain).until).toBe("2026-11-23T09:10:00.000Z");
  });
});
