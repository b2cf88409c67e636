import * as z from "zod";
import { platforms } from "../../../functions/intake/adapters/platforms.ts";
import {
  type DeliveryState,
  deliveryStates,
  type RawDelivery,
} from "../../../functions/intake/deliveries/raw-delivery.ts";
import type { Signal, SourceContext } from "../../../functions/intake/inquiry/signal.ts";
import { hashOf } from "../../../functions/intake/inquiry/submit.ts";
import { signalsOf } from "../../../functions/intake/webhook/accept.ts";
import { findDeliveries } from "../../../functions/intake/webhook/replay.ts";
import type { AnyAdapter, Delivery } from "../../../functions/intake/wire/adapter.ts";
import { deliveryIn } from "../../../functions/intake/wire/delivery.ts";
import { InquiryId } from "../../../functions/lead/model/inquiry.ts";
import { LeadId } from "../../../functions/lead/model/lead.ts";
import { idempotencyItemKey, inquiryKey } from "../../../functions/lead/store/keys.ts";
import { getMany, type Item, type Key } from "../../../functions/platform/aws/table.ts";
import { AppError } from "../../../functions/platform/error.ts";
import type { HttpRequest } from "../../../functions/platform/http/http.ts";
import { instant } from "../../../functions/platform/time.ts";
import { openSecrets } from "../../../functions/source/secrets.ts";
import type { Source } from "../../../functions/source/source.ts";

/** What a request is, by its adapter's own word. */
export type Verdict =
  | { is: "greeting" | "too large" | "no door" }
  | { is: "unverified" | "unreadable"; why: string }
  | { is: "told"; signals: Signal[]; delivery: Delivery };

export async function arrivedAt(source: Source, at: number): Promise<SourceContext> {
  const now = instant(at);
  return { source, secrets: await openSecrets(source, now), now };
}

const adapterFor = ({ platform }: Source): AnyAdapter => {
  const adapter = platforms[platform];
  if (adapter) return adapter;
  throw new Error(`There is no adapter for ${platform}`);
};

/** What a request at a source is to come to. */
export async function verdictOn(request: HttpRequest, arrived: SourceContext): Promise<Verdict> {
  const adapter = adapterFor(arrived.source);
  const { method } = request.requestContext.http;
  if (method === "GET" && arrived.source.platform === "form") return { is: "no door" };
  let delivery: Delivery;
  try {
    delivery = deliveryIn(request);
  } catch (error) {
    if (error instanceof AppError) return { is: "too large" };
    throw error;
  }
  if (delivery.method === "GET" && adapter.challenge) return { is: "greeting" };
  const why = adapter.verify(delivery, arrived);
  if (why !== undefined) return { is: "unverified", why };
  const signals = await signalsOf(adapter, delivery, arrived);
  return typeof signals === "string" ? { is: "unreadable", why: signals } : { is: "told", signals, delivery };
}

/** What a source has kept since a moment. */
export async function parcelsOf(
  { source, now }: SourceContext,
  among: readonly DeliveryState[] = deliveryStates,
): Promise<RawDelivery[]> {
  const found: RawDelivery[] = [];
  for (const state of among)
    for await (const { rawDelivery } of findDeliveries({ state })) {
      // Newest first: what is older came to other doors.
      if (rawDelivery.receivedAt < now) break;
      if (rawDelivery.source === source.id) found.push(rawDelivery);
    }
  return found;
}

const OnceClaim = z.object({ pk: z.string(), inquiryId: InquiryId, leadId: LeadId.optional() });
export type OnceClaim = z.infer<typeof OnceClaim>;

export const claimKey = (signal: Extract<Signal, { kind: "inquiry" | "fetch" }>, { source }: SourceContext): string =>
  idempotencyItemKey(source.id, hashOf(signal)).pk;

async function readAll(keys: Key[]): Promise<Item[]> {
  const found: Item[] = [];
  for (let at = 0; at < keys.length; at += 100) found.push(...(await getMany(keys.slice(at, at + 100))));
  return found;
}

/** The claims of those keys that stand, each with whether its inquiry is there. */
export async function claimsOf(keys: Iterable<string>): Promise<Map<string, OnceClaim & { stored: boolean }>> {
  const items = await readAll(Array.from(new Set(keys), (pk) => ({ pk, sk: "ONCE" })));
  const claims = items.map((item) => OnceClaim.parse(item));
  const owned = claims.flatMap(({ leadId, inquiryId }) => (leadId ? [inquiryKey(leadId, inquiryId)] : []));
  const inquiries = new Set((await readAll(owned)).map(({ pk, sk }) => `${pk} ${sk}`));
  const isThere = ({ leadId, inquiryId }: OnceClaim): boolean => {
    const key = leadId && inquiryKey(leadId, inquiryId);
    return key !== undefined && inquiries.has(`${key.pk} ${key.sk}`);
  };
  return new Map(claims.map((claim) => [claim.pk, { ...claim, stored: isThere(claim) }]));
}
