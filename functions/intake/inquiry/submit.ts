import { type InquirySubmission, type Receipt, receiveInquiry } from "../../lead/commands/receive-inquiry.ts";
import { InquiryId } from "../../lead/model/inquiry.ts";
import type { IdempotencyKey } from "../../lead/store/idempotency.ts";
import { idempotencyItemKey } from "../../lead/store/keys.ts";
import { get } from "../../platform/aws/table.ts";
import { AppError } from "../../platform/error.ts";
import { sortable } from "../../platform/id.ts";
import { addLogContext, logInfo } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import { type Instant, minute, plus } from "../../platform/time.ts";
import { type InquiryDraft, normalizeInquiry } from "./inquiry-draft.ts";
import { withMapping } from "./mapping.ts";
import type { Payload } from "./payload.ts";
import type { Signal, SourceContext } from "./signal.ts";

/** How long a hash stands for an inquiry to which its platform gives no id. */
const briefly = 10 * minute;

export type SignalKey = Pick<Extract<Signal, { kind: "inquiry" }>, "id" | "hash" | "brief">;

/** The hash of what a platform's inquiry is known by: of the platform's own id. */
export const hashOf = ({ id, hash = fingerprint(id) }: Omit<SignalKey, "brief">): string => hash;

/** By what a platform's inquiry is known when it comes again: the platform's own id, however late (LIFECYCLE.md section 5). */
export function idempotencyKeyOf(known: SignalKey, receivedAt: Instant): IdempotencyKey {
  const hash = hashOf(known);
  return known.brief ? { hash, until: plus(receivedAt, briefly) } : { hash };
}

export interface DeliveryMeta {
  payload: Payload;
  address: string;
  receivedAt: Instant;
  /** Its id, if its sender was told one already. */
  id?: InquiryId | undefined;
}

export const newInquiryId = (now: Instant): InquiryId => InquiryId.parse(`inq_${sortable(now, 0)}`);

/** Stores an inquiry, once, and says so. @throws AppError `unavailable` */
export async function submitAndLog(submission: InquirySubmission, now: Instant): Promise<Receipt> {
  const receipt = await receiveInquiry(submission, now);
  addLogContext({ inquiry: receipt.inquiryId, lead: receipt.leadId });
  if (receipt.repeat) logInfo("inquiry that came before");
  else if (receipt.odd) logInfo("inquiry beyond a limit");
  else if (receipt.forgotten) logInfo("inquiry taken back before it came");
  else logInfo("inquiry accepted", metric("InquiriesAccepted"));
  return receipt;
}

function submissionOf(
  known: SignalKey,
  draft: InquiryDraft,
  { source, now }: SourceContext,
  { payload, address, receivedAt, id = newInquiryId(receivedAt) }: DeliveryMeta,
): InquirySubmission {
  const isOfAds = source.channel === "ad" && source.platform !== "webhook" && source.mapping !== undefined;
  const inquiry = normalizeInquiry(isOfAds ? withMapping(draft, source) : draft, source, { id, receivedAt, address });
  const admittedAt = receivedAt < now ? now : undefined;
  return { inquiry: { ...inquiry, admittedAt }, idempotencyKey: idempotencyKeyOf(known, receivedAt), payload };
}

/** Stores an inquiry, once. @throws AppError `invalid` when there is no way to reach its person, `unavailable` */
export const submit = async (
  known: SignalKey,
  draft: InquiryDraft,
  context: SourceContext,
  meta: DeliveryMeta,
): Promise<Receipt> => receiveInquiry(submissionOf(known, draft, context, meta), context.now);

/** Whether a platform's inquiry is here already: then nothing need be asked for. */
export const isSubmitted = async (known: SignalKey, { source }: SourceContext): Promise<boolean> =>
  (await get(idempotencyItemKey(source.id, hashOf(known)))) !== undefined;

/** As `submit`, and says so in the log; answers why no inquiry can be made of it. @throws AppError `unavailable` */
export async function trySubmit(
  known: SignalKey,
  draft: InquiryDraft,
  context: SourceContext,
  meta: DeliveryMeta,
): Promise<string | undefined> {
  try {
    await submitAndLog(submissionOf(known, draft, context, meta), context.now);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return error.words;
  }
}
