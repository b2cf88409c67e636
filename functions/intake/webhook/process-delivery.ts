import { randomUUID } from "node:crypto";
import { sayDelivery } from "../../language/texts.ts";
import type { Actor } from "../../lead/model/activity.ts";
import { invokeAsync } from "../../platform/aws/invoke.ts";
import { config, text } from "../../platform/config.ts";
import { addLogContext, logInfo } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { type Instant, minute, now, plus } from "../../platform/time.ts";
import { sources } from "../../source/registry.ts";
import { openSecrets } from "../../source/secrets.ts";
import { noteRefused } from "../../source/source-status.ts";
import { adapterOf } from "../adapters/platforms.ts";
import type { DeliveryId } from "../deliveries/delivery-id.ts";
import { extendPayload, lastingPayload } from "../deliveries/lasting-payload.ts";
import {
  asDelivery,
  type DeliveryState,
  isAwaiting,
  markVerified,
  type RawDelivery,
  readDelivery,
} from "../deliveries/raw-delivery.ts";
import { updateDelivery } from "../deliveries/update-delivery.ts";
import { sideBySide } from "../inquiry/side-by-side.ts";
import type { Signal, SourceContext } from "../inquiry/signal.ts";
import type { Delivery } from "../wire/adapter.ts";
import { signalsOf } from "./accept.ts";
import { handleSignal, retryDelay } from "./handle-signal.ts";
import { deliveryAfter } from "./outcome.ts";

const env = config({ MAIL_FUNCTION: text });

/** How many signals are dealt with side by side: platforms limit the calls one may make. */
const atOnce = 5;

/** Time for one go; who takes longer is taken for dead, and another goes on. */
const patience = 5 * minute;

async function tell({ reason, source }: RawDelivery, done: RawDelivery, at: Instant): Promise<void> {
  const isRefused = done.state === "quarantined" && isAwaiting(reason);
  if (isRefused) await noteRefused(source, at);
  logInfo("delivery processed", {
    ...{ state: done.state, left: done.only?.length ?? 0 },
    ...(done.state === "quarantined" && { reason: done.reason }),
    ...(isRefused && metric("InquiriesRefused")),
  });
}

/** Mail is opened by the function that takes mail in: it alone may read it, and knows whose it is. */
async function handOver(
  id: DeliveryId,
  { among, by }: { among: readonly DeliveryState[]; by: Actor | undefined },
  at: Instant,
): Promise<RawDelivery | undefined> {
  const changed = await updateDelivery(id, (rawDelivery) => {
    const dueAt = plus(at, patience + retryDelay(rawDelivery.tries));
    return among.includes(rawDelivery.state)
      ? { ...rawDelivery, state: "waiting", dueAt, tries: rawDelivery.tries + 1, askedBy: by ?? rawDelivery.askedBy }
      : undefined;
  });
  if (!changed) return undefined;
  await invokeAsync(env.MAIL_FUNCTION, { delivery: id });
  logInfo("mail handed over to be opened");
  return changed.after;
}

/** @param by who asks for one in quarantine: vouches for it @returns undefined: another began @throws AppError `unavailable` */
export async function processDelivery(id: DeliveryId, by?: Actor): Promise<RawDelivery | undefined> {
  const at = now();
  const among: readonly DeliveryState[] = by ? ["quarantined", "waiting"] : ["waiting"];
  const rawDelivery = await readDelivery(id);
  if (!rawDelivery || !among.includes(rawDelivery.state)) return rawDelivery;
  addLogContext({ source: rawDelivery.source, platform: rawDelivery.platform });
  if (rawDelivery.received) return handOver(id, { among, by }, at);
  const opening = randomUUID();
  const claimed = await updateDelivery(id, (found) =>
    among.includes(found.state)
      ? { ...markVerified(found), state: "waiting", dueAt: plus(at, patience), opening, askedBy: by ?? found.askedBy }
      : undefined,
  );
  if (!claimed) return readDelivery(id);
  const { before, after: mine } = claimed;
  const delivery = await asDelivery(mine);
  const done = await opened(mine, delivery, at);
  const kept = await updateDelivery(id, (found) =>
    found.opening === opening ? { ...found, ...outcomeOf(done), keptSince: at, opening: undefined } : undefined,
  );
  if (!kept) return undefined;
  await extendPayload(mine, delivery.bytes, kept.after);
  await tell(before, kept.after, at);
  return kept.after;
}

const outcomeOf = ({ state, reason, detail, payload, only, dueAt, tries }: RawDelivery) => ({
  ...{ state, reason, detail, payload, only, dueAt, tries },
});

/** What of a raw delivery is still to be dealt with; all, where a mended mapping gives them other ids. */
function leftIn({ only }: RawDelivery, signals: Signal[]): Signal[] {
  const ids = new Set(signals.map(({ id }) => id));
  return only?.every((id) => ids.has(id)) ? signals.filter(({ id }) => only.includes(id)) : signals;
}

/** Changes come first and one after the other: what they change, if it is here too, comes as it was at last. */
const isChange = ({ kind }: Signal): boolean => kind === "edited" || kind === "deleted";

async function opened(rawDelivery: RawDelivery, delivery: Delivery, at: Instant): Promise<RawDelivery> {
  // What an operator has just mended counts at once: no door's minute of memory.
  const source = await sources.find(rawDelivery.source);
  if (!source)
    return {
      ...rawDelivery,
      state: "quarantined",
      reason: "gone",
      detail: sayDelivery("aside.gone"),
      dueAt: undefined,
    };
  const context: SourceContext = { source, secrets: await openSecrets(source, at), now: at };
  const adapter = adapterOf(rawDelivery.platform);
  // What is told to wait, waits from when it came: by today's clock it would wait for ever.
  const signals = await signalsOf(adapter, delivery, { ...context, now: rawDelivery.receivedAt });
  if (typeof signals === "string")
    return { ...rawDelivery, state: "quarantined", reason: "unreadable", detail: signals, dueAt: undefined };
  const opening = { ...rawDelivery, lasting: lastingPayload(rawDelivery, delivery.bytes) };
  const handleAll = async (signal: Signal) => [signal, await handleSignal(signal, adapter, context, opening)] as const;
  const { news = [], changes = [] } = Object.groupBy(leftIn(rawDelivery, signals), (it) =>
    isChange(it) ? "changes" : "news",
  );
  return deliveryAfter(rawDelivery, [
    ...(await sideBySide(changes, 1, handleAll)),
    ...(await sideBySide(news, atOnce, handleAll)),
  ]);
}
