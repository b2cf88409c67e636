import { sayDelivery } from "../../language/texts.ts";
import { forgetInquiry, rewriteInquiry } from "../../lead/commands/revise-inquiry.ts";
import { revisionOf, saveRevision } from "../../lead/store/revision.ts";
import { logInfo } from "../../platform/observability/log.ts";
import { hour, type Instant, minute, plus } from "../../platform/time.ts";
import { raiseAlert, settleAlert } from "../../source/source-status.ts";
import type { DeliveryReason, RawDelivery } from "../deliveries/raw-delivery.ts";
import { cleanProse } from "../inquiry/cleaning.ts";
import type { InquiryDraft } from "../inquiry/inquiry-draft.ts";
import type { Payload } from "../inquiry/payload.ts";
import type { Signal, SourceContext } from "../inquiry/signal.ts";
import { hashOf, isSubmitted, type SignalKey, trySubmit } from "../inquiry/submit.ts";
import { suspicionOfDraft } from "../spam/suspicion.ts";
import type { AnyAdapter, Unfetched } from "../wire/adapter.ts";

/** Dealt with; to be tried later, for a week or until something is mended; never to become an inquiry as it is. */
export type SignalOutcome =
  | { outcome: "done" }
  | { outcome: "later"; why: string; at: Instant; forMending?: boolean }
  | { outcome: "unusable"; why: string; reason: DeliveryReason };

const done: SignalOutcome = { outcome: "done" };

/** How long to wait before a platform is asked again: a minute, then ever longer, with jitter (contracts/meta.md 4). */
export const retryDelay = (tries: number): number =>
  Math.min(6 * hour, minute * 2 ** Math.min(tries, 20)) * (1 + Math.random() / 4);

/** How often a platform that has refused our token is asked whether it would take it now; a new token is tried at once. */
const untilMended = hour;

type Opening = RawDelivery & { lasting: () => Promise<Payload> };

type Asking = Extract<Signal, { kind: "fetch" }>;

async function submitDraft(
  known: SignalKey,
  draft: InquiryDraft,
  context: SourceContext,
  { lasting, address, receivedAt, inquiryId, reason }: Opening,
): Promise<SignalOutcome> {
  const suspected = reason === "suspect" ? undefined : suspicionOfDraft(draft, context.source);
  if (suspected) return { outcome: "unusable", why: suspected, reason: "suspect" };
  const why = await trySubmit(known, draft, context, { payload: await lasting(), address, receivedAt, id: inquiryId });
  return why === undefined ? done : { outcome: "unusable", why, reason: "unreadable" };
}

async function unfetched(
  fetched: Unfetched,
  { source, now }: SourceContext,
  { tries }: RawDelivery,
): Promise<SignalOutcome> {
  if ("later" in fetched)
    return { outcome: "later", why: fetched.later, at: plus(now, Math.max(retryDelay(tries), fetched.after ?? 0)) };
  const why = "gone" in fetched ? fetched.gone : fetched.denied;
  const { remedy: mend } = fetched;
  if (mend !== undefined) await raiseAlert(source.id, { kind: "denied", since: now, why, mend });
  if ("gone" in fetched) return { outcome: "unusable", why, reason: "gone" };
  return { outcome: "later", why, at: plus(now, untilMended * (1 + Math.random() / 4)), forMending: true };
}

async function askFor(
  signal: Asking,
  adapter: AnyAdapter,
  context: SourceContext,
  rawDelivery: Opening,
): Promise<SignalOutcome> {
  if (await isSubmitted(signal, context)) return done;
  const { forgotten } = await revisionOf(context.source.id, hashOf(signal));
  if (forgotten) {
    logInfo("inquiry taken back before it came");
    return done;
  }
  const fetched = await adapter.fetch?.(signal.ask, context);
  if (!fetched) return { outcome: "unusable", why: sayDelivery("unreadable.nothingToAsk"), reason: "unreadable" };
  if (!("draft" in fetched)) return unfetched(fetched, context, rawDelivery);
  await settleAlert(context.source.id, "denied", context.now);
  return submitDraft(signal, { ...signal.draft, ...fetched.draft }, context, rawDelivery);
}

/** Does what one signal of a raw delivery means. @throws AppError `unavailable` */
export async function handleSignal(
  signal: Signal,
  adapter: AnyAdapter,
  context: SourceContext,
  rawDelivery: Opening,
): Promise<SignalOutcome> {
  const { source, now } = context;
  switch (signal.kind) {
    case "inquiry": {
      if (signal.notBefore && signal.notBefore > now)
        return { outcome: "later", why: sayDelivery("unreadable.mayTurnOut"), at: signal.notBefore };
      return submitDraft(signal, signal.draft, context, rawDelivery);
    }
    case "fetch":
      return askFor(signal, adapter, context, rawDelivery);
    case "edited":
      await rewriteInquiry(source.id, hashOf(signal), cleanProse(signal.message, 20_000), now);
      return done;
    case "foretold":
      await saveRevision(source.id, hashOf(signal), signal.draft, now);
      return done;
    case "deleted":
      await forgetInquiry(source.id, hashOf(signal), now);
      return done;
    case "tested":
      logInfo("platform's own test", { platform: source.platform });
      return done;
    case "unreadable":
      return { outcome: "unusable", why: signal.why, reason: "unreadable" };
  }
}
