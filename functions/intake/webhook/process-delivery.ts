import { randomUUID } from "node:crypto";
import { invokeAsync } from "../../platform/aws/invoke.ts";
import { config, text } from "../../platform/config.ts";
import { addLogContext, info } from "../../platform/observability/log.ts";
import { counted } from "../../platform/observability/metric.ts";
import { type Instant, minute, now, plus } from "../../platform/time.ts";
import { sources } from "../../source/registry.ts";
import { openSecrets } from "../../source/secrets.ts";
import { noteRefused } from "../../source/source-status.ts";
import { adapterOf } from "../adapters/platforms.ts";
import { extendPayload, lastingPayload } from "../deliveries/lasting-payload.ts";
import {
  asDelivery,
  type DeliveryId,
  isAwaiting,
  markVerified,
  type RawDelivery,
  readDelivery,
  type State,
} from "../deliveries/raw-delivery.ts";
import { updateDelivery } from "../deliveries/update-delivery.ts";
import { sideBySide } from "../inquiry/side-by-side.ts";
import type { Signal, SourceContext } from "../inquiry/signal.ts";
import type { Delivery } from "../wire/adapter.ts";
import { signalsOf } from "./accept.ts";
import { backoff, handleSignal } from "./handle-signal.ts";
import { deliveryAfter } from "./outcome.ts";

const env = config({ MAIL_FUNCTION: text });

/** How many signals are dealt with side by side: platforms limit the calls one may make. */
const atOnce = 5;

/** Time for one go; who takes longer is taken for dead, and another goes on. */
const patience = 5 * minute;

/** Counts and logs what became of a parcel; one that comes to quarantine only now was not counted at its door. */
async function tell({ reason, source }: RawDelivery, done: RawDelivery, at: Instant): Promise<void> {
  const isRefused = done.state === "quarantined" && isAwaiting(reason);
  if (isRefused) await noteRefused(source, at);
  info("parcel opened", {
    ...{ state: done.state, left: done.only?.length ?? 0 },
    ...(done.state === "quarantined" && { reason: done.reason }),
    ...(isRefused && counted("InquiriesRefused")),
  });
}

/** Mail is opened by the function that takes mail in: it alone may read it, and knows whose it is. */
async function handOver(id: DeliveryId, among: readonly State[], at: Instant): Promise<RawDelivery | undefined> {
  const changed = await updateDelivery(id, (parcel) => {
    const dueAt = plus(at, patience + backoff(parcel.tries));
    return among.includes(parcel.state) ? { ...parcel, state: "waiting", dueAt, tries: parcel.tries + 1 } : undefined;
  });
  if (!changed) return undefined;
  await invokeAsync(env.MAIL_FUNCTION, { parcel: id });
  info("mail handed over to be opened");
  return changed.after;
}

/**
 * Opens a parcel: makes inquiries of what it tells, asking its platform where it must. What cannot be done now waits, and
 * what cannot be done at all is quarantined. May be repeated at any point: each inquiry comes once.
 *
 * @param among states in which it may be opened: an operator opens one in quarantine, too
 * @returns the parcel as it is then; undefined when somebody else has begun to open it meanwhile
 * @throws AppError `unavailable`
 */
export async function processDelivery(
  id: DeliveryId,
  among: readonly State[] = ["waiting"],
): Promise<RawDelivery | undefined> {
  const at = now();
  const parcel = await readDelivery(id);
  if (!parcel || !among.includes(parcel.state)) return parcel;
  addLogContext({ source: parcel.source, platform: parcel.platform });
  if (parcel.received) return handOver(id, among, at);
  const opening = randomUUID();
  const claimed = await updateDelivery(id, (found) =>
    among.includes(found.state)
      ? { ...markVerified(found), state: "waiting", dueAt: plus(at, patience), opening }
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

/** What opening a parcel changes of it. */
const outcomeOf = ({ state, reason, detail, payload, only, dueAt, tries }: RawDelivery) => ({
  ...{ state, reason, detail, payload, only, dueAt, tries },
});

/** What of a parcel is still to be dealt with; all, where a mended mapping gives them other ids. */
function leftIn({ only }: RawDelivery, signals: Signal[]): Signal[] {
  const ids = new Set(signals.map(({ id }) => id));
  return only?.every((id) => ids.has(id)) ? signals.filter(({ id }) => only.includes(id)) : signals;
}

/** Changes come first and one after the other: what they change, if it is here too, comes as it was at last. */
const isChange = ({ kind }: Signal): boolean => kind === "edited" || kind === "deleted";

async function opened(parcel: RawDelivery, delivery: Delivery, at: Instant): Promise<RawDelivery> {
  // What an operator has just mended counts at once: no door's minute of memory.
  const source = await sources.find(parcel.source);
  if (!source)
    return { ...parcel, state: "quarantined", reason: "gone", detail: "The source is gone.", dueAt: undefined };
  const arrived: SourceContext = { source, secrets: await openSecrets(source, at), now: at };
  const adapter = adapterOf(parcel.platform);
  // What is told to wait, waits from when it came: by today's clock it would wait for ever.
  const signals = await signalsOf(adapter, delivery, { ...arrived, now: parcel.receivedAt });
  if (typeof signals === "string")
    return { ...parcel, state: "quarantined", reason: "unreadable", detail: signals, dueAt: undefined };
  const opening = { ...parcel, lasting: lastingPayload(parcel, delivery.bytes) };
  const dealWith = async (signal: Signal) => [signal, await handleSignal(signal, adapter, arrived, opening)] as const;
  const { news = [], changes = [] } = Object.groupBy(leftIn(parcel, signals), (it) =>
    isChange(it) ? "changes" : "news",
  );
  return deliveryAfter(parcel, [
    ...(await sideBySide(changes, 1, dealWith)),
    ...(await sideBySide(news, atOnce, dealWith)),
  ]);
}
