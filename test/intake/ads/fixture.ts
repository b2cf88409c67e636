import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { type InquiryDraft, normalizeInquiry } from "../../../functions/intake/inquiry/inquiry-draft.ts";
import type { Signal, SourceContext } from "../../../functions/intake/inquiry/signal.ts";
import type { Adapter, Delivery } from "../../../functions/intake/wire/adapter.ts";
import { InquiryId } from "../../../functions/lead/model/inquiry.ts";
import { AppError } from "../../../functions/platform/error.ts";
import { sortable } from "../../../functions/platform/id.ts";
import { type Secrets, Source } from "../../../functions/source/source.ts";
import { monday } from "../../lead/fixture.ts";

const folder = join(import.meta.dirname, "../../fixtures/ad");

/** What a platform sends, byte for byte. */
export const sent = (file: string): Buffer => readFileSync(join(folder, file));

/** What a platform answers. */
export const told = (file: string) => JSON.parse(sent(file).toString("utf8"));

export const sourceOf = (platform: string): Source =>
  Source.parse({ id: `${platform}-ads`, channel: "ad", platform, name: `${platform} ads`, consent: { by: "none" } });

export const arrivedAt = (platform: string, secrets: Secrets): SourceContext => ({
  source: sourceOf(platform),
  secrets,
  now: monday,
});

/** A platform's POST. */
export function posted(bytes: Buffer | string, headers: Record<string, string | undefined> = {}, query = ""): Delivery {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    query: new URLSearchParams(query),
    url: `https://leads.example/intake?${query}`,
    bytes: Buffer.from(bytes),
  };
}

/** A platform's GET. */
export const asked = (query: Record<string, string> | string): Delivery => ({
  ...posted("", {}, new URLSearchParams(query).toString()),
  method: "GET",
});

/** The same bytes but for one of them. */
export function altered(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  const middle = Math.floor(other.length / 2);
  other[middle] = (other[middle] ?? 0) ^ 1;
  return other;
}

/** What a platform's API answers; nothing, as long as one waits, when it is `undefined`. */
type Told = { status?: number; headers?: Record<string, string>; body: unknown } | undefined;

/** A platform's API, as far as a test needs one: it is at the address that the variable says until the test is over. */
export async function fakePlatform(variable: string, answer: (request: IncomingMessage) => Told) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const said = answer(request);
    if (!said) return;
    response.writeHead(said.status ?? 200, { "content-type": "application/json", ...said.headers });
    response.end(typeof said.body === "string" ? said.body : JSON.stringify(said.body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv(variable, `http://127.0.0.1:${port}/`);
  // Nobody gives up a platform because this machine is slow.
  vi.spyOn(AbortSignal, "timeout").mockImplementation(() => new AbortController().signal);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return requests;
}

/** Shortens the time that a platform has for its answer, and says for how long it was meant to be. */
export function impatient() {
  const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(new DOMException("It took too long", "TimeoutError")), 50);
    return abort.signal;
  });
  onTestFinished(() => spy.mockRestore());
  return spy;
}

/** The inquiry that is made of what was said. */
export const inquiryFrom = (said: InquiryDraft, { source, now }: SourceContext) =>
  normalizeInquiry(said, source, { id: InquiryId.parse(`inq_${sortable(now)}`), receivedAt: now });

/** What a delivery tells; in words, why it cannot be read. Whatever else is thrown is a fault. */
export function readBy(adapter: Adapter, delivery: Delivery, arrived: SourceContext): Signal[] | string {
  try {
    const signals = adapter.parse(delivery, arrived);
    for (const signal of signals) if (signal.kind === "inquiry") inquiryFrom(signal.draft, arrived);
    return signals;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
