import fc from "fast-check";
import { describe, it } from "vitest";
import { typeform } from "../../../functions/intake/adapters/forms/typeform.ts";
import { webflow } from "../../../functions/intake/adapters/forms/webflow.ts";
import { webhook } from "../../../functions/intake/adapters/forms/webhook.ts";
import { normalizeInquiry } from "../../../functions/intake/inquiry/inquiry-draft.ts";
import type { Adapter } from "../../../functions/intake/wire/adapter.ts";
import { InquiryId } from "../../../functions/lead/model/inquiry.ts";
import { AppError } from "../../../functions/platform/error.ts";
import { sortable } from "../../../functions/platform/id.ts";
import { arrivedAt, delivered, now, payload } from "./delivered.ts";

const arrived = arrivedAt(
  { secret: ["s"], hmac: ["s"], token: ["s"] },
  { mapping: { email: "a.b[0]", name: "x + y" } },
);
const samples = [
  "typeform/titles.json",
  "webflow/contact.json",
  "webhook/hubspot.json",
  "webhook/elementor-advanced.txt",
];

const odd = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "fields[a][b]", "email", "fields", "value", "\u0000", "\ud800", "\u202e"),
  fc.string(),
);
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));
const shaped = fc
  .dictionary(odd, fc.oneof(odd, fc.dictionary(odd, fc.oneof(odd, fc.array(fc.dictionary(odd, odd))))))
  .map((value) => JSON.stringify(value));
const posted = fc.array(fc.tuple(odd, odd)).map((pairs) => new URLSearchParams(pairs).toString());
/** A real payload in which some bytes were changed. */
const damaged = fc
  .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
  .map(([name, changes]) => {
    const bytes = Buffer.from(payload(name));
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return bytes;
  });
/** A real payload in which one value is of another kind. */
const bent = fc
  .tuple(fc.constantFrom(...samples.slice(0, 3)), fc.nat(), fc.jsonValue({ maxDepth: 1 }))
  .map(([name, at, other]) => {
    let place = 0;
    const bend = (_: string, value: unknown) => (place++ === at % 40 ? other : value);
    return JSON.stringify(JSON.parse(payload(name).toString("utf8")), bend);
  });
const bodies = fc.oneof(
  json,
  shaped,
  posted,
  damaged,
  bent,
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
);
const types = fc.constantFrom<Record<string, string>>(
  {},
  { "content-type": "application/json" },
  { "content-type": "multipart/form-data" },
);

function passes(adapter: Adapter, body: string | Buffer, headers: Record<string, string>): void {
  const delivery = delivered(body, headers);
  adapter.verify(delivery, arrived);
  const id = InquiryId.parse(`inq_${sortable(now, 0)}`);
  try {
    for (const signal of adapter.parse(delivery, arrived)) {
      if (signal.kind === "inquiry") normalizeInquiry(signal.draft, arrived.source, { id, receivedAt: now });
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

describe("however broken a body is, it is read or refused", () => {
  it.each(Object.entries({ typeform, webflow, webhook }))("%s", (_, adapter) => {
    fc.assert(
      fc.property(bodies, types, (body, headers) => passes(adapter, body, headers)),
      { numRuns: 1000 },
    );
  });
});
