import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import { logInfo } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { mayKeepUnverified } from "../../source/source-status.ts";
import { type NewRawDelivery, pendingSignals, reasonAmong } from "../deliveries/raw-delivery.ts";
import { deliveryContentType, keptBytes, storeDelivery } from "../deliveries/store-delivery.ts";
import { inquiryPayloadKey, storePayload } from "../inquiry/payload.ts";
import type { Signal, SourceContext } from "../inquiry/signal.ts";
import { newInquiryId, trySubmit } from "../inquiry/submit.ts";
import { suspicionOfDraft } from "../spam/suspicion.ts";
import type { AnyAdapter, Delivery } from "../wire/adapter.ts";

/** More than these are unpacked behind the stream: platforms give up on a slow answer, some after three seconds. */
const atTheDoor = 10;

type Inquiring = Extract<Signal, { kind: "inquiry" }>;

const isReady = (signal: Signal): signal is Inquiring => signal.kind === "inquiry" && signal.notBefore === undefined;

interface Left {
  reason: "suspect" | "unreadable";
  why: string;
}

async function submitAll(
  adapter: AnyAdapter,
  delivery: Delivery,
  context: SourceContext,
  signals: Inquiring[],
  address: string,
): Promise<Map<string, Left>> {
  const left = new Map<string, Left>();
  const key = inquiryPayloadKey(newInquiryId(context.now));
  const payload = await storePayload(keptBytes(adapter, delivery), key, deliveryContentType(delivery));
  for (const signal of signals) {
    const suspected = suspicionOfDraft(signal.draft, context.source);
    const meta = { payload, address, receivedAt: context.now };
    const why = suspected ?? (await trySubmit(signal, signal.draft, context, meta));
    if (why !== undefined) left.set(signal.id, { reason: suspected ? "suspect" : "unreadable", why });
  }
  return left;
}

/** What a delivery tells; or, in words, why it cannot be read. */
export async function signalsOf(
  adapter: AnyAdapter,
  delivery: Delivery,
  context: SourceContext,
): Promise<Signal[] | string> {
  try {
    return await adapter.parse(delivery, context);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Few and complete: inquiries at once; else unpacked later or quarantined. @throws AppError `unavailable`: sent again */
export async function acceptDelivery(
  adapter: AnyAdapter,
  delivery: Delivery,
  context: SourceContext,
  address: string,
): Promise<void> {
  const quarantine = (reason: NewRawDelivery["reason"], detail: string, only?: string[]) =>
    storeDelivery(adapter, delivery, context, { state: "quarantined", reason, detail, address, ...(only && { only }) });
  const signals = await signalsOf(adapter, delivery, context);
  if (typeof signals === "string") return quarantine("unreadable", signals);
  if (signals.length === 0) return logInfo("delivery without news");
  if (context.source.paused) return quarantine("paused", sayDelivery("aside.paused"));
  const ready = signals.filter(isReady);
  if (ready.length < signals.length || ready.length > atTheDoor) {
    const asking = signals.some(({ kind }) => kind === "fetch");
    const reason = asking ? "pending fetch" : "to unpack";
    return storeDelivery(adapter, delivery, context, { state: "waiting", reason, detail: "", address });
  }
  const left = await submitAll(adapter, delivery, context, ready, address);
  const whys = [...left.values()];
  if (whys.length === 0) return;
  const reason = reasonAmong(whys);
  if (reason === "suspect" && !(await mayKeepUnverified(context.source.id, context.now)))
    return logInfo("too many suspected deliveries: not kept", metric("InquiriesRefused"));
  await quarantine(reason, whys.map(({ why }) => why).join(" "), pendingSignals(left.keys()));
}
