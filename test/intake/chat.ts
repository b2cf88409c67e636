import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { normalizeInquiry } from "../../functions/intake/inquiry/inquiry-draft.ts";
import type { Signal, SourceContext } from "../../functions/intake/inquiry/signal.ts";
import type { Adapter, Delivery } from "../../functions/intake/wire/adapter.ts";
import { hmac } from "../../functions/intake/wire/signature.ts";
import { type Inquiry, InquiryId } from "../../functions/lead/model/inquiry.ts";
import { AppError } from "../../functions/platform/error.ts";
import { sortable } from "../../functions/platform/id.ts";
import { type Secrets, Source } from "../../functions/source/source.ts";
import { monday } from "../lead/fixture.ts";

const folder = join(import.meta.dirname, "../fixtures");

/** What a platform sends, byte for byte. */
export const sent = (file: string): Buffer => readFileSync(join(folder, file));

/** A source of a platform, with secrets of which the former still counts. */
export function arrivedAt({ channel }: Adapter, platform: string, secrets: Secrets): SourceContext {
  const source = Source.parse({ id: `${platform}-1`, channel, platform, name: platform, consent: { by: "none" } });
  return { source, secrets, now: monday };
}

export const post = (
  bytes: Buffer | string,
  headers: Delivery["headers"] = {},
  url = "https://hooks.example/in",
): Delivery => ({
  method: "POST",
  headers,
  query: new URL(url).searchParams,
  url,
  bytes: Buffer.from(bytes),
});

export const get = (url: string, headers: Delivery["headers"] = {}): Delivery => ({
  ...post("", headers, url),
  method: "GET",
});

/** A body signed as Meta does. */
export const signed = (bytes: Buffer | string, secret: string): Delivery =>
  post(bytes, { "x-hub-signature-256": `sha256=${hmac(secret, bytes)}` });

/** The inquiry that a signal becomes. */
export function inquiryIn(signal: Signal | undefined, { source, now }: SourceContext): Inquiry {
  if (signal?.kind !== "inquiry") throw new Error(`no inquiry but ${signal?.kind ?? "nothing"}`);
  return normalizeInquiry(signal.draft, source, { id: InquiryId.parse(`inq_${sortable(now)}`), receivedAt: now });
}

/** Signals in short: what kind, of which id, in which words. */
export const inShort = (signals: Signal[]): (string | undefined)[][] =>
  signals.map((signal) => {
    if (signal.kind === "inquiry") return [signal.id, signal.draft.message];
    return signal.kind === "edited" ? ["edited", signal.id, signal.message] : [signal.kind, signal.id];
  });

const oddities = fc.constantFrom<unknown>(
  null,
  "",
  " ",
  "x",
  "\u0000",
  "\ud800",
  "9".repeat(400),
  0,
  -1,
  1e300,
  true,
  [],
  [[1]],
  {},
  { id: {} },
);

/** Puts odd values at some places of a payload, so that the rest of its shape is as it should be. */
const broken = (payload: unknown): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(fc.nat(80), oddities), { maxLength: 6 }).map((pairs) => {
    const odd = new Map(pairs);
    let place = 0;
    const walk = (value: unknown): unknown => {
      const here = place++;
      if (odd.has(here)) return odd.get(here);
      if (Array.isArray(value)) return value.map(walk);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, walk(part)]));
    };
    return walk(payload);
  });

/** Whatever comes, an adapter answers or refuses; what it says has an id and can be made an inquiry or refused. */
export function survives(
  adapter: Adapter,
  arrived: SourceContext,
  examples: Buffer[],
  sign: (body: string) => Delivery,
): void {
  const payloads = examples.map((example) => broken(JSON.parse(example.toString("utf8"))));
  const bodies = fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...payloads).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  );
  const tried = (act: () => void) => {
    try {
      act();
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
    }
  };
  fc.assert(
    fc.property(bodies, (body) => {
      const delivery = sign(body);
      expect(adapter.verify(delivery, arrived)).toBeUndefined();
      tried(() => {
        for (const signal of adapter.parse(delivery, arrived)) {
          expect(signal.id).not.toBe("");
          if (signal.kind === "inquiry") tried(() => inquiryIn(signal, arrived));
        }
      });
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.uint8Array(), fc.dictionary(fc.string(), fc.string()), fc.string(), (bytes, headers, query) => {
      const url = `https://hooks.example/in?${encodeURIComponent(query)}`;
      expect(adapter.verify(post(Buffer.from(bytes), headers, url), arrived)).toEqual(expect.any(String));
    }),
  );
}
