import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Signal, SourceContext } from "../../../functions/intake/inquiry/signal.ts";
import type { Delivery } from "../../../functions/intake/wire/adapter.ts";
import { Instant } from "../../../functions/platform/time.ts";
import { Source } from "../../../functions/source/source.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/form");

/** A form tool's payload, byte for byte. */
export const payload = (name: string): Buffer => readFileSync(join(fixtures, name));

export const now = Instant.parse("2026-09-21T14:14:00.000Z");

/** A source of forms that has these secrets. */
export const arrivedAt = (
  secrets: SourceContext["secrets"] = {},
  settings: Record<string, unknown> = {},
): SourceContext => ({
  source: Source.parse({
    id: "quotes",
    channel: "form",
    platform: "webhook",
    name: "Quotes",
    consent: { by: "field", text: "You may write to me." },
    ...settings,
  }),
  secrets,
  now,
});

/** A request as a form tool makes it. */
export function delivered(
  bytes: Buffer | string,
  headers: Record<string, string> = { "content-type": "application/json" },
  query = "",
): Delivery {
  const url = `https://leads.example/intake/webhook/quotes${query && `?${query}`}`;
  return { method: "POST", headers, query: new URLSearchParams(query), url, bytes: Buffer.from(bytes) };
}

/** The only inquiry of some signals. @throws when there is another number of them */
export function onlyInquiry(signals: Signal[]) {
  const [signal] = signals;
  if (signals.length !== 1 || signal?.kind !== "inquiry")
    throw new Error(`Not one inquiry: ${JSON.stringify(signals)}`);
  return signal;
}
