import type { Inquiry } from "../../../lead/model/inquiry.ts";
import { type IdempotencyKey, reserve } from "../../../lead/store/idempotency.ts";
import { addLogContext, logInfo } from "../../../platform/observability/log.ts";
import { metric } from "../../../platform/observability/metric.ts";
import { mayKeepUnverified, noteRefused } from "../../../source/source-status.ts";
import { deliveryPayloadKey, newDeliveryId } from "../../deliveries/delivery-id.ts";
import { type DeliveryReason, deliveryWrite, newRawDelivery } from "../../deliveries/raw-delivery.ts";
import { deliveryContentType } from "../../deliveries/store-delivery.ts";
import { storePayload } from "../../inquiry/payload.ts";
import type { SourceContext } from "../../inquiry/signal.ts";
import type { Delivery } from "../../wire/adapter.ts";

export interface HeldForm {
  inquiry: Inquiry;
  idempotencyKey: IdempotencyKey;
  reason: DeliveryReason;
  detail: string;
  address: string;
}

/** A guess: kept whole under the id that its sender hears, up to so many an hour. @throws AppError `unavailable` */
export async function holdForm(
  delivery: Delivery,
  { source, now }: SourceContext,
  { inquiry, idempotencyKey, reason, detail, address }: HeldForm,
): Promise<Inquiry["id"]> {
  if (reason === "suspect" && !(await mayKeepUnverified(source.id, now))) {
    logInfo("too many suspected posts: not kept", metric("InquiriesRefused"));
    return inquiry.id;
  }
  const id = newDeliveryId(now);
  const payload = await storePayload(delivery.bytes, deliveryPayloadKey(id), deliveryContentType(delivery));
  const rawDelivery = newRawDelivery({
    ...{ id, payload, delivery, reason, detail, address },
    ...{ source: source.id, platform: "form", receivedAt: now, state: "quarantined", inquiryId: inquiry.id },
  });
  const { inquiryId, repeat } = await reserve(source.id, idempotencyKey, inquiry.id, deliveryWrite(rawDelivery), now);
  addLogContext({ inquiry: inquiryId, delivery: id });
  if (repeat) {
    logInfo("inquiry that came before");
    return inquiryId;
  }
  await noteRefused(source.id, now);
  logInfo("delivery quarantined", { reason, ...metric("InquiriesRefused") });
  return inquiryId;
}
