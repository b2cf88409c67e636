import { describe, expect, it } from "vitest";
import { webhook } from "../../../functions/intake/adapters/forms/webhook.ts";
import { hmac } from "../../../functions/intake/wire/signature.ts";
import { cpuOf } from "../../cpu.ts";
import { arrivedAt, delivered, onlyInquiry, payload } from "./delivered.ts";

const bytes = payload("webhook/contact-form-7.json");
const withKey = arrivedAt({ hmac: ["key"] });
const withToken = arrivedAt({ token: ["to ken"] });

describe("who sent it", () => {
  const hex = hmac("key", bytes);
  const base64 = hmac("key", bytes, "sha256", "base64");

  it.each<Record<string, string>>([
    { "x-hub-signature-256": `sha256=${hex}` },
    { "x-signature": hex },
    { "x-signature-256": hex.toUpperCase() },
    { "x-webhook-signature": base64 },
    { "x-hmac-sha256": `sha256=${base64}` },
    { "x-leadwright-signature": hex },
    { "webhook-signature": base64 },
  ])("believes %o", (headers) => {
    expect(webhook.verify(delivered(bytes, headers), withKey)).toBeUndefined();
  });

  it.each([
    ["in the address", {}, "token=to%20ken"],
    ["as a bearer", { authorization: "Bearer token2" }, ""],
    ["in a header", { "x-webhook-token": "to ken" }, ""],
    ["as an API key", { "x-api-key": "to ken" }, ""],
    ["in our own header", { "x-leadwright-token": "to ken" }, ""],
  ])("believes a token %s", (_, headers: Record<string, string>, query) => {
    expect(
      webhook.verify(delivered(bytes, headers, query), arrivedAt({ token: ["token2", "to ken"] })),
    ).toBeUndefined();
  });

  it("says where the token goes, and never says the token", () => {
    const steps = webhook.steps(withToken.source, "https://hooks.example/intake/webhook/website").join(" ");
    expect(steps).toContain("?token=");
    expect(steps).not.toContain(withToken.secrets.token?.[0]);
  });

  it("shows the token in the address only to who has just told it", () => {
    const { source, secrets } = withToken;
    expect(webhook.urlQuery?.(source, secrets)).toBe("");
    const query = webhook.urlQuery?.(source, secrets, { token: "to ken&" });
    expect(query).toBe("token=to%20ken%26");
    expect(webhook.steps(source, `https://hooks.example/in?${query}`).join(" ")).not.toContain("you have set");
    const signing = { ...source, secrets: { hmac: [] } };
    expect(webhook.urlQuery?.(signing, secrets, { token: "token" })).toBe("");
  });

  it.each([
    ["a signature of another body", delivered("{}", { "x-signature": hex }), withKey],
    ["a signature made with another key", delivered(bytes, { "x-signature": hmac("other", bytes) }), withKey],
    ["a signature sent twice", delivered(bytes, { "x-signature": `${hex}, ${hex}` }), withKey],
    ["the key itself", delivered(bytes, { "x-signature": "key", "x-api-key": "key" }, "token=key"), withKey],
    ["another token", delivered(bytes, {}, "token=other"), withToken],
    ["nothing", delivered(bytes, {}), withToken],
    ["an empty token where none is set", delivered(bytes, {}, "token="), arrivedAt()],
  ])("does not believe %s", (_, delivery, arrived) => {
    expect(webhook.verify(delivery, arrived)).toBeDefined();
  });
});

const form = { "content-type": "application/x-www-form-urlencoded" };
const parse = (file: string, settings = {}, headers?: Record<string, string>) =>
  onlyInquiry(webhook.parse(delivered(payload(`webhook/${file}`), headers), arrivedAt({}, settings)));

describe("what it says", () => {
  it("reads Contact Form 7", () => {
    const { draft: said, brief } = parse("contact-form-7.json");
    expect(said).toMatchObject({
      name: "Eva Novak",
      email: "eva@example.com",
      phone: "+420601123456",
      message: "Hello",
    });
    expect(said.extra).toEqual({ "your-subject": ["Roof"] });
    expect(brief).toBe(true);
  });

  it("reads a form in the encoding that it says, and none that it does not", () => {
    const body = Buffer.from("email=eva%40example.com&your-name=%CF%E0%E2%E5%EB", "latin1");
    const told = { "content-type": "application/x-www-form-urlencoded; charset=windows-1251" };
    expect(onlyInquiry(webhook.parse(delivered(body, told), arrivedAt())).draft.name).toBe("Павел");
    expect(() => webhook.parse(delivered(body, form), arrivedAt())).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  });

  it("keeps every answer where several questions have one label", () => {
    const fields = ["Flat", ["South", "West"]].map((value, at) => ({ id: `roof_${at}`, label: "Roof", value }));
    const body = JSON.stringify({ email: "eva@example.com", fields });
    expect(onlyInquiry(webhook.parse(delivered(body), arrivedAt())).draft.extra).toEqual({
      Roof: ["Flat", "South", "West"],
    });
  });

  it("reads Elementor's advanced data by the types of its fields", () => {
    const { draft: said } = parse("elementor-advanced.txt", {}, form);
    expect(said).toMatchObject({ name: "Eva Novak", phone: "+420601123456", page: "https://example.com/kontakt" });
    expect(said.extra).toEqual({ "form.id": "a1b2c3d", "form.name": "Contact" });
  });

  it("reads Elementor's plain data by its labels", () => {
    const { draft: said } = parse("elementor-plain.txt", {}, form);
    expect(said).toMatchObject({
      name: "Eva Novák",
      email: "eva@example.com",
      phone: "+420601123456",
      message: "Guten Tag,\nbitte ein Angebot.",
      page: "https://example.com/kontakt",
      extra: { Dachfläche: "80 m²", form_name: "Kontakt" },
    });
  });

  it("reads Gravity Forms with a mapping of its numbers, and knows its entry by form and id", () => {
    const {
      id,
      draft: said,
      brief,
    } = parse("gravity.json", { mapping: { name: "1.3 + 1.6", email: "2", "4": "message" } });
    expect(said).toMatchObject({
      name: "Eva Novak",
      email: "eva@example.com",
      phone: "+420601123456",
      message: "Roof",
    });
    expect(said.page).toBe("https://example.com/quote");
    expect(said.extra).not.toHaveProperty("4");
    expect([id, brief]).toEqual(["3/2471", undefined]);
  });

  it("reads of Gravity Forms without a mapping who can be reached", () => {
    const { draft: said } = parse("gravity.json");
    expect(said).toMatchObject({
      email: "eva@example.com",
      phone: "+420601123456",
      extra: { "1.3": "Eva", "4": "Roof" },
    });
  });

  it("reads HubSpot's forms, consent and all", () => {
    const { draft: said } = parse("hubspot.json");
    expect(said).toMatchObject({
      firstName: "Ida",
      email: "ida@example.com",
      phone: "+4520123456",
      page: "https://example.com/demo",
      agreed: true,
      agreedTo: "I agree to …\nNews",
      at: "2026-09-21T14:13:20.000Z",
    });
  });

  it("takes a box of HubSpot's that was left empty for no consent", () => {
    const body = JSON.parse(payload("webhook/hubspot.json").toString("utf8"));
    body.legalConsentOptions.consent.communications[0].value = false;
    const { draft: said } = onlyInquiry(webhook.parse(delivered(JSON.stringify(body)), arrivedAt()));
    expect(said.agreed).toBe(false);
  });

  it("takes HubSpot's consent to deal with the data for no consent to mail", () => {
    const body = JSON.parse(payload("webhook/hubspot.json").toString("utf8"));
    body.legalConsentOptions.consent.communications = [];
    const { draft: said } = onlyInquiry(webhook.parse(delivered(JSON.stringify(body)), arrivedAt()));
    expect(said.agreed).toBe(false);
  });

  it("reads fields that carry their names and types", () => {
    const { id, draft: said } = parse("wpforms.json");
    expect(id).toBe("12/881");
    expect(said).toMatchObject({
      name: "Eva Novak",
      email: "eva@example.com",
      extra: { Interests: ["Roof", "Battery"] },
    });
  });

  it("follows a mapping's paths, and keeps ids beyond 2^53", () => {
    const mapping = {
      email: "contact.mail",
      first_name: "contact.given",
      message: "entry.answers[0].text",
      id: "entry.id",
    };
    const { id, draft: said } = parse("nested.json", { mapping });
    expect(id).toBe("98765432109876543210");
    expect(said).toMatchObject({ email: "eva@example.com", firstName: "Eva", message: "80 m²" });
    expect(said.phone).toBeUndefined();
    expect(said.extra).toMatchObject({ tags: ["a", "b"], "owner.phone": "+4930999999", "form.name": "Quote" });
  });

  it("takes a key that is written like a path before the path", () => {
    const body = JSON.stringify({ "1.3": "Eva", 1: { 3: "Novak" }, email: "eva@example.com" });
    const { draft: said } = onlyInquiry(webhook.parse(delivered(body), arrivedAt({}, { mapping: { name: "1.3" } })));
    expect(said.name).toBe("Eva");
  });

  it("takes of two answers the one that looks like what it is, and keeps the other", () => {
    const body = JSON.stringify({ "E-mail": "yes, please", "Your e-mail": "eva@example.com", country: "Germany" });
    const { draft: said } = onlyInquiry(webhook.parse(delivered(body), arrivedAt()));
    expect(said).toMatchObject({ email: "eva@example.com", extra: { "E-mail": "yes, please", country: "Germany" } });
    expect(said.country).toBeUndefined();
  });

  it.each([
    ["ticked", "yes", true],
    ["left empty", "", false],
    ["declined", "no", false],
  ])("takes a box of consent that was %s", (_, box, agreed) => {
    const body = JSON.stringify({ email: "eva@example.com", "Marketing consent": box });
    expect(onlyInquiry(webhook.parse(delivered(body), arrivedAt())).draft.agreed).toBe(agreed);
  });

  const onlyNewsletter = { mapping: { consent: "newsletter" } };
  it.each([
    ["ticked", { newsletter: "on" }, {}, true],
    ["empty beside a ticked privacy box", { newsletter: "", privacy_policy: "on" }, {}, false],
    ["empty beside a ticked box of offers", { newsletter: "", offers: "on" }, {}, false],
    ["mapped and empty beside a ticked privacy box", { newsletter: "", privacy_policy: "on" }, onlyNewsletter, false],
    ["mapped and absent beside a ticked box of offers", { offers: "on" }, onlyNewsletter, false],
    ["mapped and null", { newsletter: null, offers: "on" }, onlyNewsletter, false],
    ["mapped and an empty list", { newsletter: [], offers: "on" }, onlyNewsletter, false],
    ["mapped and ticked beside an empty box of offers", { newsletter: true, offers: "" }, onlyNewsletter, true],
    ["of terms, cookies and data alone", { terms: "on", cookies: true, "GDPR consent": "yes" }, {}, false],
    ["called consent beside an unticked box of offers", { consent: "on", offers: "" }, {}, true],
  ])("gains consent by the consent field alone: %s", (_, boxes, settings, agreed) => {
    const body = JSON.stringify({ email: "eva@example.com", ...boxes });
    expect(onlyInquiry(webhook.parse(delivered(body), arrivedAt({}, settings))).draft.agreed).toBe(agreed);
  });

  it("makes an inquiry of each object in a list", () => {
    const list = JSON.stringify([{ email: "a@example.com" }, { email: "b@example.com" }]);
    const signals = webhook.parse(delivered(list), arrivedAt());
    expect(signals.map((signal) => signal.kind === "inquiry" && signal.draft.email)).toEqual([
      "a@example.com",
      "b@example.com",
    ]);
  });

  it("knows the same content again, in whatever order", () => {
    const [first, second, third] = [
      '{"email":"a@b.example","x":{"p":1,"q":2}}',
      '{"x":{"q":2,"p":1},"email":"a@b.example"}',
      '{"email":"c@b.example"}',
    ].map((body) => onlyInquiry(webhook.parse(delivered(body), arrivedAt())).id);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("is not held up by what is made to hold it up", async () => {
    const long = 4_000_000;
    const made = [
      `{"1":"a@${".".repeat(long)} "}`,
      `{"phone":"${"1 ".repeat(long / 2)}x"}`,
      `{"${"(".repeat(long)}":1}`,
      `a=${"b&a=".repeat(400)}`,
    ];
    const cpu = await cpuOf(() => {
      for (const body of made) webhook.parse(delivered(body, {}), arrivedAt());
      expect(() => webhook.parse(delivered("a[b][c]=1&".repeat(long / 10), {}), arrivedAt())).toThrow("fields");
    });
    expect(cpu).toBeLessThan(5000);
  });

  it.each(["", "hello", "[1]", '"text"', "{", "null", "\u0000"])("refuses %j", (body) => {
    expect(() => webhook.parse(delivered(body, {}), arrivedAt())).toThrow(expect.objectContaining({ code: "invalid" }));
  });
});
