import { describe, expect, it } from "vitest";
import { typeform } from "../../../functions/intake/adapters/forms/typeform.ts";
import { hmac } from "../../../functions/intake/wire/signature.ts";
import { arrivedAt, delivered, onlyInquiry, payload } from "./delivered.ts";

const secrets = { secret: ["test-secret"] };
const signed = (bytes: Buffer, secret = "test-secret") =>
  delivered(bytes, { "typeform-signature": `sha256=${hmac(secret, bytes, "sha256", "base64")}` });

describe("who sent it", () => {
  const vector = "sha256=ZqPDQoqg1eOEiJmycYpcQa9H68nHVziYDODsWgZ8tic=";

  it("believes the contract's vector", () => {
    const delivery = delivered(payload("typeform/vector.txt"), { "typeform-signature": vector });
    expect(typeform.verify(delivery, arrivedAt(secrets))).toBeUndefined();
  });

  it("believes a secret that is on its way out as well", () => {
    const rotated = arrivedAt({ secret: ["new", "test-secret"] });
    expect(typeform.verify(signed(payload("typeform/quote.json")), rotated)).toBeUndefined();
  });

  it.each([
    ["another secret", signed(payload("typeform/quote.json"), "other")],
    ["a body that was changed", delivered("{}", { "typeform-signature": vector })],
    ["no signature", delivered(payload("typeform/vector.txt"), {})],
    [
      "a signature sent twice",
      delivered(payload("typeform/vector.txt"), { "typeform-signature": `${vector}, ${vector}` }),
    ],
  ])("does not believe %s", (_, delivery) => {
    expect(typeform.verify(delivery, arrivedAt(secrets))).toMatch(/signature/i);
  });

  it("believes nobody where no secret is set", () => {
    const vectorDelivery = delivered(payload("typeform/vector.txt"), { "typeform-signature": vector });
    expect(typeform.verify(vectorDelivery, arrivedAt())).toBeDefined();
  });
});

describe("what it says", () => {
  it("reads the contract's example", () => {
    const { id, draft: said } = onlyInquiry(typeform.parse(signed(payload("typeform/quote.json")), arrivedAt(secrets)));
    expect(id).toBe("a3a12ec67a1365927098a606107fac15");
    expect(said).toMatchObject({
      name: "Laura Bianchi",
      email: "laura@example.com",
      agreed: true,
      at: "2026-09-21T14:13:18.000Z",
      attribution: { utm_source: "google", form_id: "lT4Z3j" },
      extra: { interest: ["Roof", "Battery"] },
    });
  });

  it("reads answers by their questions' titles where the refs say nothing", () => {
    const { draft: said } = onlyInquiry(typeform.parse(signed(payload("typeform/titles.json")), arrivedAt(secrets)));
    expect(said).toMatchObject({
      firstName: "Jürgen",
      lastName: "Groß",
      phone: "+4915112345678",
      message: "Bitte rufen Sie an.",
      agreed: false,
      agreedTo: "Ich möchte Angebote per E-Mail erhalten.",
      attribution: { gclid: "EAIaIQexample" },
    });
    expect(said.extra).toEqual({ "Wie groß ist Ihr Dach?": "über 80 m²", partner: "north" });
  });

  it("asks the source's mapping first, by a question's ref, its title or a hidden field's name", () => {
    const mapping = { company: "partner", message: "Wie groß ist Ihr Dach?" };
    const titled = typeform.parse(signed(payload("typeform/titles.json")), arrivedAt(secrets, { mapping }));
    expect(onlyInquiry(titled).draft).toMatchObject({ company: "north", message: "über 80 m²" });
    const form = JSON.parse(payload("typeform/quote.json").toString("utf8"));
    form.form_response.answers[1] = { type: "text", text: "laura@example.com", field: { id: "SM", ref: "reach" } };
    const bytes = Buffer.from(JSON.stringify(form));
    const said = (settings: object) =>
      onlyInquiry(typeform.parse(signed(bytes), arrivedAt(secrets, { ...settings }))).draft;
    expect(said({}).email).toBeUndefined();
    expect(said({ mapping: { email: "reach", message: "k6TP9oLGgHjl" } })).toMatchObject({
      email: "laura@example.com",
      message: "Roof, Battery",
      extra: {},
    });
  });

  it("tells what was agreed to of a question that the mapping names", () => {
    const form = JSON.parse(payload("typeform/quote.json").toString("utf8"));
    form.form_response.answers.at(-1).type = "text";
    form.form_response.answers.at(-1).text = "yes";
    form.form_response.answers.at(-1).field = { id: "box", ref: "ok" };
    const arrived = arrivedAt(secrets, { mapping: { consent: "ok" } });
    const { draft: said } = onlyInquiry(typeform.parse(signed(Buffer.from(JSON.stringify(form))), arrived));
    // Nobody knows what stood at it: a question without a title claims no text.
    expect(said).toMatchObject({ agreed: true, agreedTo: undefined });
  });

  it("leaves out what is no finished answer", () => {
    const partial = signed(Buffer.from('{"event_type":"form_response_partial","form_response":{}}'));
    expect(typeform.parse(partial, arrivedAt(secrets))).toEqual([]);
  });

  it("says of a response without its token what is missing", () => {
    expect(() => typeform.parse(signed(payload("typeform/vector.txt")), arrivedAt(secrets))).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  });
});
