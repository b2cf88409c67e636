import { describe, expect, it } from "vitest";
import { webflow } from "../../../functions/intake/adapters/forms/webflow.ts";
import { hmac } from "../../../functions/intake/wire/signature.ts";
import { millis, minute, plus } from "../../../functions/platform/time.ts";
import { arrivedAt, delivered, now, onlyInquiry, payload } from "./delivered.ts";

const arrived = arrivedAt({ secret: ["test-secret"] });
const contact = payload("webflow/contact.json");

function signed(bytes: Buffer, at: number, secret = "test-secret") {
  const signature = hmac(secret, Buffer.concat([Buffer.from(`${at}:`), bytes]));
  return delivered(bytes, { "x-webflow-signature": signature, "x-webflow-timestamp": String(at) });
}

describe("who sent it", () => {
  it("believes the contract's vector in its time", () => {
    const headers = {
      "x-webflow-signature": "c37e72b2584d0e57919b8bb349847a6eb8e578694f6a8b69198f40deb4331665",
      "x-webflow-timestamp": "1790000000000",
    };
    const then = { ...arrived, now: plus(now, 1_790_000_000_000 - millis(now)) };
    expect(webflow.verify(delivered(payload("webflow/vector.txt"), headers), then)).toBeUndefined();
  });

  it.each([
    ["just now", 0, true],
    ["five minutes ago", -5 * minute, true],
    ["five minutes ahead, by a fast clock", 5 * minute, true],
    ["longer ago: a replay", -5 * minute - 1, false],
    ["further ahead", 5 * minute + 1, false],
  ])("takes a signature made %s: %o %s", (_, away, believed) => {
    const fault = webflow.verify(signed(contact, millis(now) + away), arrived);
    expect(fault === undefined).toBe(believed);
  });

  it("believes the token of its own address, for webhooks that are not signed", async () => {
    const query = (await webflow.urlQuery?.(arrived.source, arrived.secrets)) ?? "";
    expect(query).toBe(`token=${hmac("test-secret", "leadwright url token")}`);
    expect(webflow.verify(delivered(contact, {}, query), arrived)).toBeUndefined();
  });

  it.each([
    ["another secret", signed(contact, millis(now), "other")],
    ["another token", delivered(contact, {}, `token=${hmac("other", "leadwright url token")}`)],
    ["an empty token", delivered(contact, {}, "token=")],
    ["a signature without its time", delivered(contact, { "x-webflow-signature": hmac("test-secret", contact) })],
    ["nothing at all", delivered(contact, {})],
  ])("does not believe %s", (_, delivery) => {
    expect(webflow.verify(delivery, arrived)).toBeDefined();
  });
});

describe("what it says", () => {
  it("reads the contract's example", () => {
    const { id, draft: said } = onlyInquiry(webflow.parse(delivered(contact), arrived));
    expect(id).toBe("6321ca84df3949bfc6752327");
    expect(said).toMatchObject({
      name: "Tom Becker",
      email: "tom@example.com",
      phone: "015112345678",
      at: "2026-09-21T14:13:18.000Z",
      attribution: { form_id: "65429eadebe8a9f3a30f62d0" },
      extra: { Rooms: 3 },
    });
  });

  it("goes by the fields' types where labels say nothing", () => {
    const { draft: said } = onlyInquiry(webflow.parse(delivered(payload("webflow/typed.json")), arrived));
    expect(said).toMatchObject({
      email: "mia@example.com",
      phone: "+4930123456",
      extra: { Wunsch: { Tag: "Montag" } },
    });
  });

  it("asks the source's mapping first, by a field's label", () => {
    const body = JSON.parse(contact.toString("utf8"));
    body.payload.data = { "How do we reach you?": "tom@example.com", Rooms: 3 };
    const said = (mapping: Record<string, string>) =>
      onlyInquiry(webflow.parse(delivered(JSON.stringify(body)), arrivedAt({}, { mapping }))).draft;
    expect(said({ email: "How do we reach you?" })).toMatchObject({ email: "tom@example.com", extra: { Rooms: 3 } });
    expect(said({}).email).toBeUndefined();
  });

  it("reads the older shape", () => {
    const { id, draft: said } = onlyInquiry(webflow.parse(delivered(payload("webflow/first-version.json")), arrived));
    expect(id).toBe("58f5223e24d79b0b5bf2e3ed");
    expect(said).toMatchObject({ name: "Tom Becker", email: "tom@example.com", message: "Hello" });
  });

  it("leaves out other events of a site", () => {
    expect(webflow.parse(delivered('{"triggerType":"site_publish","payload":{}}'), arrived)).toEqual([]);
  });

  it("says of a submission without its id what is missing", () => {
    expect(() => webflow.parse(delivered(payload("webflow/vector.txt")), arrived)).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  });
});
