import { addLogContext, logInfo } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { mayKeepUnverified, noteRefused } from "../../source/source-status.ts";
import { storePayload } from "../inquiry/payload.ts";
import type { SourceContext } from "../inquiry/signal.ts";
import type { AnyAdapter, Delivery } from "../wire/adapter.ts";
import { credentialHashes } from "./credential-hash.ts";
import { deliveryPayloadKey, newDeliveryId } from "./delivery-id.ts";
import { type NewRawDelivery, newRawDelivery, saveDelivery } from "./raw-delivery.ts";

/** The bytes of a delivery as they may be kept: without a secret that the platform writes into them. */
export const keptBytes = (adapter: AnyAdapter, { bytes }: Delivery): Buffer => adapter.withoutSecrets?.(bytes) ?? bytes;

/** What a delivery says its body is. */
export const deliveryContentType = ({ headers }: Delivery): string => headers["content-type"] ?? "";

/** Keeps a delivery whole. */
export async function storeDelivery(
  adapter: AnyAdapter,
  delivery: Delivery,
  { source, now }: SourceContext,
  what: Pick<NewRawDelivery, "state" | "reason" | "detail" | "address"> &
    Partial<Pick<NewRawDelivery, "only" | "signatures" | "presented">>,
): Promise<void> {
  const id = newDeliveryId(now);
  const payload = await storePayload(
    keptBytes(adapter, delivery),
    deliveryPayloadKey(id),
    deliveryContentType(delivery),
  );
  const known = { source: source.id, platform: source.platform, receivedAt: now, id, payload };
  await saveDelivery(newRawDelivery({ ...what, ...known, delivery }));
  addLogContext({ delivery: id });
  const isQuarantined = what.state === "quarantined";
  if (isQuarantined) await noteRefused(source.id, now);
  logInfo(isQuarantined ? "delivery quarantined" : "delivery to be unpacked", {
    reason: what.reason,
    ...(isQuarantined && metric("InquiriesRefused")),
  });
}

/** A mistyped secret must not cost leads: kept, with what may prove it. A hundred an hour: no forger fills a table. */
export async function storeUnverified(
  adapter: AnyAdapter,
  delivery: Delivery,
  context: SourceContext,
  detail: string,
  address: string,
): Promise<void> {
  if (!(await mayKeepUnverified(context.source.id, context.now)))
    return logInfo("too many unverified deliveries: not kept", metric("InquiriesRefused"));
  const { signatures, bearer } = adapter;
  const presented = bearer && (await credentialHashes(bearer.given(delivery), context.source.id));
  const what = { state: "quarantined", reason: "unverified", detail, address } as const;
  await storeDelivery(adapter, delivery, context, { ...what, signatures, ...(presented && { presented }) });
}
