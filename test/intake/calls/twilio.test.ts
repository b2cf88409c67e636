import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { twilio } from "../../../functions/intake/adapters/calls/twilio.ts";
import type { Delivery } from "../../../functions/intake/wire/adapter.ts";
import { hmac } from "../../../functions/intake/wire/signature.ts";
import { AppError } from "../../../functions/platform/error.ts";
import { minute, plus } from "../../../functions/platform/time.ts";
import { monday } from "../../lead/fixture.ts";
import { arrivedAt, get, inquiryIn, post, sent } from "../chat.ts";

const arrived = arrivedAt(twilio, "twilio", { authToken: ["12345", "test-auth-token"] });
const url = "https://hooks.example/intake/twilio/calls";
const form = "application/x-www-form-urlencoded";

const request = (body: string | Buffer, to = url): Delivery => post(body, { "content-type": form }, to);
const withSignature = (delivery: Delivery, signature: string): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, "x-twilio-signature": signature },
});
/** Signed over exactly that text. */
const signedOver = (delivery: Delivery, text: string) => withSignature(delivery, hmac("12345", text, "sha1", "base64"));
const verified = (delivery: Delivery) => twilio.verify(delivery, arrived);

const fixture = (name: string) => sent(`call/twilio/${name}.txt`);
const parse = (body: string | Buffer) => twilio.parse(request(body), arrived);
const read = (name: string) => parse(fixture(name));
const inquiry = (name: string) => inquiryIn(read(name)[0], arrived);
const changed = (name: string, changes: Record<string, string>) => {
  const parameters = new URLSearchParams(fixture(name).toString("utf8"));
  for (const [parameter, value] of Object.entries(changes)) parameters.set(parameter, value);
  return parse(parameters.toString());
};

const parent = "CA00000000000000000000000000000001";

describe("Twilio's signature", () => {
  const vectors = [
    {
      to: "https://mycompany.com/myapp.php?foo=1&bar=2",
      body: "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309&From=%2B14158675309",
      signature: "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    },
    {
      to: "https://hooks.example.com/twilio/voice/status?tenant=t1",
      body: fixture("number-missed").toString("utf8"),
      signature: "PTDcU8DZkL46OxeQjAGgHl0qZ24=",
    },
  ];

  it.each(vectors)("is the contract's for $to, each under one of two tokens", ({ to, body, signature }) => {
    expect(verified(withSignature(request(body, to), signature))).toBeUndefined();
    expect(verified(withSignature(request(body, `${to}&x=1`), signature))).toBeDefined();
    expect(verified(withSignature(request(`${body}&Digits=1`, to), signature))).toBeDefined();
    expect(verified(withSignature(request(body.replace("From=%2B1", "From=%2B2"), to), signature))).toBeDefined();
    expect(verified(request(body, to))).toMatch("missing");
  });

  it("covers empty, unknown and repeated parameters, these once and sorted, with no value trimmed", () => {
    const delivery = request("b=2&a=+x+&b=1&b=2&Empty=&B=3");
    expect(verified(signedOver(delivery, `${url}B3Emptya x b1b2`))).toBeUndefined();
    expect(verified(signedOver(delivery, `${url}B3Emptyaxb1b2`))).toBeDefined();
    expect(verified(signedOver(delivery, `${url}B3Emptya x b2b1b2`))).toBeDefined();
  });

  it("is one of the URL with or without its default port", () => {
    const port = "https://hooks.example:443/intake/twilio/calls";
    expect(verified(signedOver(request("a=1"), `${port}a1`))).toBeUndefined();
    expect(verified(signedOver(request("a=1", port), `${url}a1`))).toBeUndefined();
    expect(
      verified(signedOver(request("a=1", "http://localhost:4000/x"), "http://localhost:4000/xa1")),
    ).toBeUndefined();
    expect(verified(signedOver(request("a=1", "http://localhost:4000/x"), "http://localhost/xa1"))).toBeDefined();
    expect(verified(signedOver(request("a=1", "http://h.example/x"), "http://h.example:80/xa1"))).toBeUndefined();
  });

  it("of a GET is one of the URL alone, its query written as it came or as older signers write it", () => {
    const asked = `${url}?CallSid=CA1&Name=Ann%20O%27Hara`;
    expect(verified(signedOver(get(asked), asked))).toBeUndefined();
    expect(verified(signedOver(get(asked), `${url}?CallSid=CA1&Name=Ann%20O'Hara`))).toBeUndefined();
    expect(verified(signedOver(get(asked), `${asked}CallSidCA1`))).toBeDefined();
  });

  it("of JSON is one of the URL, which names the body's hash", () => {
    const body = '{"CallSid":"CA1"}';
    const to = `${url}?bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
    const delivery = post(body, { "content-type": "application/json" }, to);
    expect(verified(signedOver(delivery, to))).toBeUndefined();
    expect(verified(signedOver({ ...delivery, bytes: Buffer.from(`${body} `) }, to))).toMatch("hash");
    expect(verified(signedOver({ ...delivery, query: new URLSearchParams() }, to))).toBeDefined();
  });

  it("is refused with 403, where no token is set as well", () => {
    const forged = withSignature(request("a=1"), hmac("", `${url}a1`, "sha1", "base64"));
    expect(twilio.verify(forged, { ...arrived, secrets: { authToken: [""] } })).toBeDefined();
    expect(twilio.verify(forged, { ...arrived, secrets: {} })).toBeDefined();
    expect(twilio.refuse?.("no").statusCode).toBe(403);
  });
});

describe("a call", () => {
  it("that nobody took is an inquiry at once, of the number it came from", () => {
    const [signal, ...others] = read("dial-missed");
    expect([signal?.id, others]).toEqual([parent, []]);
    expect(signal).not.toHaveProperty("notBefore");
    expect(signal).not.toHaveProperty("said.answered");
    expect(inquiry("dial-missed")).toMatchObject({
      phone: "+14155550100",
      phoneIsTheirs: true,
      message: "(missed call)",
      country: "US",
      source: { channel: "call" },
      extra: { called: "+14155550199", city: "SAN FRANCISCO", state: "CA" },
    });
  });

  it("that was answered says so, and for how long", () => {
    expect(read("dial-answered")).toMatchObject([
      {
        kind: "inquiry",
        id: parent,
        draft: { name: "ZOE SMITH", message: "(answered call)", answered: { seconds: 94 } },
      },
    ]);
    expect(read("dial-answered")[0]).not.toHaveProperty("notBefore");
    expect(changed("dial-answered", { DialCallDuration: "" })).toMatchObject([{ draft: { answered: {} } }]);
  });

  it("is missed when it was picked up but never bridged, answered when nothing is said of that", () => {
    const message = (changes: Record<string, string>) =>
      inquiryIn(changed("dial-answered", changes)[0], arrived).message;
    expect(message({ DialBridged: "false" })).toBe("(missed call)");
    expect(message({ DialBridged: "" })).toBe("(answered call)");
    expect(message({ DialBridged: "", DialCallStatus: "answered" })).toBe("(answered call)");
    for (const status of ["no-answer", "busy", "failed", "canceled"])
      expect(message({ DialBridged: "", DialCallStatus: status }), status).toBe("(missed call)");
  });

  it("that never reached anybody is told by the number itself", () => {
    expect(read("number-missed")).toMatchObject([{ id: parent, draft: { message: "(missed call)" } }]);
    expect(read("number-missed")[0]).not.toHaveProperty("notBefore");
  });

  it("that only ended waits for who knows how", () => {
    expect(read("number-completed")).toMatchObject([{ id: parent, notBefore: plus(monday, 2 * minute) }]);
    expect(inquiry("number-completed")).toMatchObject({ message: "(missed call)", saidAt: "2026-09-21T14:13:20.000Z" });
  });

  it("is answered as soon as one leg is, whatever another has said of it", () => {
    const told = (answered: object) => ({
      kind: "foretold",
      id: parent,
      draft: { message: "(answered call)", answered },
    });
    expect(read("leg-answered")).toMatchObject([
      told({ seconds: 94 }),
      { kind: "inquiry", id: parent, notBefore: plus(monday, minute), draft: { answered: { seconds: 94 } } },
    ]);
    expect(changed("leg-missed", { CallStatus: "in-progress", CallDuration: "" })).toEqual([told({})]);
  });

  it("is missed when a leg rang to its end; any other leg waits, for it may be talked at another", () => {
    const waits = (status: string) =>
      changed("leg-missed", { CallStatus: status }).map((signal) =>
        signal.kind === "inquiry" ? [signal.id, signal.draft.message, signal.notBefore] : signal.kind,
      );
    expect(waits("no-answer")).toEqual([[parent, "(missed call)", plus(monday, 2 * minute)]]);
    for (const status of ["busy", "canceled", "failed"])
      expect(waits(status), status).toEqual([[parent, "(missed call)", plus(monday, 30 * minute)]]);
    for (const status of ["queued", "initiated", "ringing"]) expect(waits(status), status).toEqual([]);
  });

  it("of which only a leg tells is nobody's by its number alone: that may be ours", () => {
    expect(inquiryIn(changed("leg-missed", { CallStatus: "busy" })[0], arrived)).not.toHaveProperty(
      "phoneIsTheirs",
      true,
    );
    expect(inquiry("dial-missed")).toHaveProperty("phoneIsTheirs", true);
  });

  it("that goes on, or that we made, is no news", () => {
    for (const status of ["queued", "initiated", "ringing", "in-progress"])
      expect(changed("ringing", { CallStatus: status }), status).toEqual([]);
    expect(changed("number-missed", { Direction: "outbound-api" })).toEqual([]);
    expect(changed("dial-missed", { Direction: "outbound-api" })).toEqual([]);
  });

  it.each([
    "anonymous",
    "+266696687",
    "+86282452253",
    "client:anna",
    "sip:+14155550100@pbx.example",
    "",
    "Restricted",
    "+1",
  ])("from %j is nobody's who could be called back", (from) => {
    expect(changed("dial-missed", { From: from })).toEqual([]);
  });

  it("says the same when it comes again, by GET and as JSON too", () => {
    expect(read("dial-missed")).toEqual(read("dial-missed"));
    expect(twilio.parse(get(`${url}?${fixture("dial-missed")}`), arrived)).toEqual(read("dial-missed"));
    const body = JSON.stringify(Object.fromEntries(new URLSearchParams(fixture("dial-missed").toString("utf8"))));
    expect(twilio.parse(post(body, { "content-type": "application/json" }), arrived)).toEqual(read("dial-missed"));
  });
});

describe("what Twilio hears", () => {
  const heard = (name: string) => twilio.acknowledge?.(request(fixture(name)));

  it("is TwiML wherever a caller may be waiting for it, and nothing else after the call", () => {
    for (const name of ["ringing", "dial-missed", "number-missed"]) {
      expect(heard(name)).toMatchObject({ statusCode: 200, body: expect.stringContaining("<Response/>") });
      expect(heard(name)?.headers?.["content-type"]).toMatch("text/xml");
    }
    for (const name of ["number-completed", "leg-missed"]) expect(heard(name)).toEqual({ statusCode: 204 });
    expect(twilio.acknowledge?.(get(`${url}?${fixture("number-completed")}`))).toEqual({ statusCode: 204 });
  });
});

it("Twilio's steps have it try again, and are TwiML that it can read", () => {
  const steps = twilio.steps(arrived.source, url).join("\n");
  expect(steps).toContain(`paste ${url}#rc=3&rp=all with HTTP POST`);
  expect(steps).toContain(`action="${url}#rc=3&amp;rp=all"`);
});

describe("a Twilio request", () => {
  it("that is no call is refused", () => {
    expect(() => parse("MessageSid=SM1&Body=Hello")).toThrow("CallSid");
    expect(() => twilio.parse(post("[", { "content-type": "application/json" }), arrived)).toThrow("not JSON");
  });

  it("never makes it throw anything but a refusal, and is never signed by chance", () => {
    const names = fc.constantFrom(
      "CallSid",
      "ParentCallSid",
      "CallStatus",
      "From",
      "Direction",
      "Timestamp",
      "DialCallStatus",
      "DialCallDuration",
      "DialBridged",
      "__proto__",
    );
    const values = fc.oneof(
      fc.constantFrom(
        "completed",
        "no-answer",
        "inbound",
        "false",
        "+14155550100",
        parent,
        "Mon, 21 Sep 275760 14:13:20 +0000",
        "9".repeat(400),
      ),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    const written = (pairs: [string, string][]) => {
      const all = new URLSearchParams();
      for (const [name, value] of pairs) all.append(name, value.toWellFormed());
      return all.toString();
    };
    const parameters = fc.array(fc.tuple(names, values)).map(written);
    const types = fc.constantFrom(form, "application/json", undefined);
    fc.assert(
      fc.property(
        fc.oneof(parameters, fc.string({ unit: "binary", maxLength: 40 })),
        types,
        fc.string({ unit: "binary", maxLength: 40 }),
        (body, type, query) => {
          const delivery: Delivery = {
            ...post(body, { "content-type": type }),
            url: `${url}?${query}`,
            query: new URLSearchParams(query),
          };
          expect(verified(withSignature(delivery, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))).toEqual(expect.any(String));
          expect(twilio.acknowledge?.(delivery).statusCode).toBeLessThan(300);
          try {
            for (const signal of twilio.parse(delivery, arrived))
              if (signal.kind !== "foretold") expect(inquiryIn(signal, arrived).phone).toMatch(/^\+\d+$/);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
