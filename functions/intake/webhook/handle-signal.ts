import { forgetInquiry, rewriteInquiry } from "../../lead/commands/revise-inquiry.ts";
import { revisionOf, saveRevision } from "../../lead/store/revision.ts";
import { info } from "../../platform/observability/log.ts";
import { hour, type Instant, minute, plus } from "../../platform/time.ts";
import { raise, settle } from "../../source/source-status.ts";
import type { RawDelivery, Reason } from "../deliveries/raw-delivery.ts";
import { prose } from "../inquiry/cleaning.ts";
import type { InquiryDraft } from "../inquiry/inquiry-draft.ts";
import type { Payload } from "../inquiry/payload.ts";
import type { Signal, SourceContext } from "../inquiry/signal.ts";
import { hashOf, isSubmitted, type SignalKey, trySubmit } from "../inquiry/submit.ts";
import { suspicionOfDraft } from "../spam/suspicion.ts";
import type { AnyAdapter, Unfetched } from "../wire/adapter.ts";

/**
 * What became of one signal of a parcel: dealt with; to be tried later, which may go on in vain for a week, or until
 * somebody has mended something; never to become an inquiry as it is.
 */
export type SignalOutcome =
  | { as: "done" }
  | { as: "later"; why: string; at: Instant; forMending?: boolean }
  | { as: "unusable"; why: string; reason: Reason };

const done: SignalOutcome = { as: "done" };

/** How long to wait before a platform is asked again: a minute, then ever longer, with jitter (contracts/meta.md 4). */
export const backoff = (tries: number): number =>
  Math.min(6 * hour, minute * 2 ** Math.min(tries, 20)) * (1 + Math.random() / 4);

/** How often a platform that has refused our token is asked whether it would take it now; a new token is tried at once. */
const untilMended = hour;

/** A parcel that is being opened, and how its payload is kept for its inquiries. */
type Opening = RawDelivery & { lasting: () => Promise<Payload> };

type Asking = Extract<Signal, { kind: "fetch" }>;

/** Takes in what was said, unless it looks like spam; what was suspected before, an operator has looked at. */
async function takeSaid(
  known: SignalKey,
  said: InquiryDraft,
  arrived: SourceContext,
  { lasting, address, receivedAt, inquiryId, reason }: Opening,
): Promise<SignalOutcome> {
  const suspected = reason === "suspect" ? undefined : suspicionOfDraft(said, arrived.source);
  if (suspected) return { as: "unusable", why: suspected, reason: "suspect" };
  const why = await trySubmit(known, said, arrived, { payload: await lasting(), address, receivedAt, id: inquiryId });
  return why === undefined ? done : { as: "unusable", why, reason: "unreadable" };
}

/** What is to be done where a platform has not told what was asked; a token that is refused is its owner's to renew. */
async function untold(
  fetched: Unfetched,
  { source, now }: SourceContext,
  { tries }: RawDelivery,
): Promise<SignalOutcome> {
  if ("later" in fetched)
    return { as: "later", why: fetched.later, at: plus(now, Math.max(backoff(tries), fetched.after ?? 0)) };
  const why = "gone" in fetched ? fetched.gone : fetched.denied;
  const { mend } = fetched;
  if (mend !== undefined) await raise(source.id, { kind: "denied", since: now, why, mend });
  if ("gone" in fetched) return { as: "unusable", why, reason: "gone" };
  return { as: "later", why, at: plus(now, untilMended * (1 + Math.random() / 4)), forMending: true };
}

/** Asks the platform, unless the inquiry is here already, or was taken back before it came. */
async function askFor(
  signal: Asking,
  adapter: AnyAdapter,
  arrived: SourceContext,
  parcel: Opening,
): Promise<SignalOutcome> {
  if (await isSubmitted(signal, arrived)) return done;
  const { forgotten } = await revisionOf(arrived.source.id, hashOf(signal));
  if (forgotten) {
    info("inquiry taken back before it came");
    return done;
  }
  const fetched = await adapter.fetch?.(signal.ask, arrived);
  if (!fetched) return { as: "unusable", why: "Nothing can be asked of this platform.", reason: "unreadable" };
  if (!("said" in fetched)) return untold(fetched, arrived, parcel);
  await settle(arrived.source.id, "denied", arrived.now);
  return takeSaid(signal, { ...signal.said, ...fetched.said }, arrived, parcel);
}

/** Does what one signal of a parcel means. @throws AppError `unavailable` */
export async function handleSignal(
  signal: Signal,
  adapter: AnyAdapter,
  arrived: SourceContext,
  parcel: Opening,
): Promise<SignalOutcome> {
  const { source, now } = arrived;
  switch (signal.kind) {
    case "inquiry": {
      if (signal.notBefore && signal.notBefore > now)
        return { as: "later", why: "It may turn out otherwise.", at: signal.notBefore };
      return takeSaid(signal, signal.said, arrived, parcel);
    }
    case "fetch":
      return askFor(signal, adapter, arrived, parcel);
    case "edited":
      await rewriteInquiry(source.id, hashOf(signal), prose(signal.message, 20_000), now);
      return done;
    case "foretold":
      await saveRevision(source.id, hashOf(signal), signal.said, now);
      return done;
    case "deleted":
      await forgetInquiry(source.id, hashOf(signal), now);
      return done;
    case "tested":
      info("platform's own test", { platform: source.platform });
      return done;
    case "unreadable":
      return { as: "unusable", why: signal.why, reason: "unreadable" };
  }
}
