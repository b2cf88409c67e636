import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formIdempotencyKey, formInquiry, readForm } from "../../functions/intake/adapters/web-form/form-inquiry.ts";
import type { FormFields } from "../../functions/intake/wire/body.ts";
import { AppError } from "../../functions/platform/error.ts";
import { Source } from "../../functions/source/source.ts";
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
const inquiryIn = (posted: FormFields, source = website) =>
  formInquiry(readForm(posted, source).draft, source, "203.0.113.7", monday);
const read = (values: Record<string, string>, source = website) => inquiryIn(fields(values), source);

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
        return error instanceof AppError ? error.errors?.map(({ field }) => field) : error;
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
    expect(["", "no", "off", "0", "checked"].map((value) => basis(box, value))).toEqual(Array(5).fill("inquiry"));
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
          const inquiry = inquiryIn(new Map(pairs.map(([name, value]) => [name, [value]])));
          expect(inquiry.email ?? inquiry.phone).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a form of other names", () => {
  const mapped = (mapping: Record<string, string>) => Source.parse({ ...website, mapping });

  it("is read by what they mean", () => {
    expect(
      read({ "E-Mail": "zoe@example.com", your_name: "Zoë Smith", Telefon: "+442071234567", budget: "9" }),
    ).toMatchObject({
      email: "zoe@example.com",
      name: "Zoë Smith",
      phone: "+442071234567",
      extra: { budget: "9" },
    });
  });

  it("is read by the source's mapping, which counts before any name", () => {
    const source = mapped({ email: "field_7", "field_8[]": "message", id: "entry" });
    const posted = { field_7: "zoe@example.com", "field_8[]": "Hello", email: "info@example.com", entry: "77" };
    expect(read(posted, source)).toMatchObject({
      email: "zoe@example.com",
      message: "Hello",
      extra: { email: "info@example.com" },
    });
    const { submission } = readForm(fields(posted), source);
    expect(submission).toBe("77");
  });

  it("changes nothing of what our own names mean", () => {
    const posted = { email: "zoe@example.com", "E-Mail": "other@example.com", Nachricht: "Moin", language: "pt-BR" };
    expect(read(posted)).toMatchObject({
      email: "zoe@example.com",
      message: "Moin",
      language: "pt-BR",
      extra: { "E-Mail": "other@example.com" },
    });
    expect(read({ email: "zoe@example.com", id: "7" }).extra).toEqual({ id: "7" });
    expect(read({ email: "zoe@example.com", consent: "on" }).extra).toEqual({});
  });

  it("takes a box for the one of consent only if its words mean news, offers or contact", () => {
    const box = Source.parse({ ...website, consent: { by: "field", text: "Yes, write me" } });
    const posted = { email: "zoe@example.com", privacy_policy: "on" };
    expect(read(posted, box)).toMatchObject({ consent: { basis: "inquiry" }, extra: { privacy_policy: "on" } });
    const told = Source.parse({ ...box, mapping: { consent: "privacy_policy" } });
    expect(read(posted, told).consent.basis).toBe("opt-in");
  });

  it("keeps every value of a name of ours; the first one counts", () => {
    const posted = new Map([["email", ["", "zoe@example.com", "smith@example.com"]]]);
    expect(inquiryIn(posted)).toMatchObject({ email: "zoe@example.com", extra: { email: ["smith@example.com"] } });
  });
});

describe("the same inquiry", () => {
  const once = (values: Record<string, string>, source = website) =>
    formIdempotencyKey(readForm(fields(values), source).submission, read(values, source));
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
