import { earliest } from "../../platform/time.ts";
import { type DeliveryReason, pendingSignals, type RawDelivery, reasonAmong } from "../deliveries/raw-delivery.ts";
import type { Signal } from "../inquiry/signal.ts";
import type { SignalOutcome } from "./handle-signal.ts";

/** A platform that does not answer is asked ever later (retryDelay), for more than a week. */
const triesAtMost = 40;

type Open = Exclude<SignalOutcome, { as: "done" }>;

const unmet = (done: Open): { reason: DeliveryReason } => (done.outcome === "unusable" ? done : { reason: "gone" });

/** What of it is still to be dealt with, and what is the matter with it. */
export function deliveryAfter(
  rawDelivery: RawDelivery,
  outcomes: readonly (readonly [Signal, SignalOutcome])[],
): RawDelivery {
  const left = outcomes.flatMap(([signal, done]) => (done.outcome === "done" ? [] : [{ signal, done }]));
  const open = left.map(({ done }) => done);
  if (open.length === 0)
    return { ...rawDelivery, state: "unpacked", payload: { text: "" }, detail: "", only: undefined, dueAt: undefined };
  const known: RawDelivery = {
    ...rawDelivery,
    only: pendingSignals(left.map(({ signal }) => signal.id)),
    detail: [...new Set(open.map(({ why }) => why))].join(" ").slice(0, 2000),
  };
  const waiting = open.filter((done) => done.outcome === "later");
  const forMending = waiting.some((done) => done.forMending);
  if (waiting.length === 0 || (rawDelivery.tries >= triesAtMost && !forMending))
    return { ...known, state: "quarantined", reason: reasonAmong(open.map(unmet)), dueAt: undefined };
  const asking = left.some(({ signal }) => signal.kind === "fetch");
  return {
    ...known,
    reason: asking ? "pending fetch" : "to unpack",
    dueAt: earliest(waiting.map((done) => done.at)),
    // A week of waiting for a token is none of the platform's.
    tries: waiting.every((done) => done.forMending) ? rawDelivery.tries : rawDelivery.tries + 1,
  };
}
