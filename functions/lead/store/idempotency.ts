import * as z from "zod";
import { storedItem } from "../../platform/aws/stored-item.ts";
import { get } from "../../platform/aws/table.ts";
import { type Condition, type FailedConditions, transact, type Write } from "../../platform/aws/write.ts";
import { expiry, type Instant, plus } from "../../platform/time.ts";
import { InquiryId } from "../model/inquiry.ts";
import { LeadId } from "../model/lead.ts";
import { idempotencyItemKey } from "./keys.ts";
import { heldFor } from "./revision.ts";

/** By what an inquiry is known when it comes again, and until when that counts (for ever, if not said). */
export interface IdempotencyKey {
  hash: string;
  until?: Instant;
}

export const StoredIdempotencyKey = z.object({
  inquiryId: InquiryId,
  leadId: LeadId.optional(),
  validFrom: z.string().optional(),
  validUntil: z.string().optional(),
});
export type StoredIdempotencyKey = z.infer<typeof StoredIdempotencyKey>;

export const idempotencyKeys = storedItem<StoredIdempotencyKey>({ kind: "once", shape: StoredIdempotencyKey });

/** An inquiry that may have come before: by what it is known, its id, and when it came, however late it is looked at. */
interface Coming {
  idempotencyKey: IdempotencyKey;
  id: InquiryId;
  at: Instant;
}

const never = "~";

/** Whether what was claimed stands in the way of an inquiry: one that waited in quarantine has claimed its id already, without a lead. */
export function isDuplicate(
  { inquiryId, leadId, validFrom = "", validUntil = never }: StoredIdempotencyKey,
  coming: Coming,
) {
  const { idempotencyKey, id, at } = coming;
  const isTimely = validUntil > at && validFrom < (idempotencyKey.until ?? never);
  return isTimely && (inquiryId !== id || leadId !== undefined);
}

/** The write by which an inquiry claims that it is the first of its kind. */
export function claimIdempotencyKey(source: string, { idempotencyKey, id, at }: Coming, leadId?: LeadId): Write {
  const unclaimed: Condition = {
    expression:
      "attribute_not_exists(pk) OR validUntil <= :at OR validFrom >= :until OR (inquiryId = :id AND attribute_not_exists(leadId))",
    values: { ":at": at, ":until": idempotencyKey.until ?? never, ":id": id },
  };
  return {
    put: {
      ...idempotencyItemKey(source, idempotencyKey.hash),
      kind: "once",
      inquiryId: id,
      leadId,
      validFrom: idempotencyKey.until && at,
      validUntil: idempotencyKey.until,
      // As long as a raw delivery that tells of it may be opened.
      expiresAt: idempotencyKey.until && expiry(plus(idempotencyKey.until, heldFor)),
    },
    when: unclaimed,
  };
}

export function duplicateAmong(
  failedConditions: FailedConditions,
): Pick<StoredIdempotencyKey, "inquiryId" | "leadId"> | undefined {
  const { item } = failedConditions.find((failed) => failed.item?.kind === "once") ?? {};
  if (!item) return undefined;
  const { inquiryId, leadId } = idempotencyKeys.read(item);
  return { inquiryId, leadId };
}

/** Claims the id of an inquiry that is no lead's for now; answers the first one's id if any. @throws AppError `unavailable` */
export async function reserve(
  source: string,
  idempotencyKey: IdempotencyKey,
  id: InquiryId,
  kept: Write,
  now: Instant,
): Promise<{ inquiryId: InquiryId; repeat: boolean }> {
  const coming = { idempotencyKey, id, at: now };
  const before = idempotencyKeys.find(await get(idempotencyItemKey(source, idempotencyKey.hash)));
  if (before && isDuplicate(before, coming)) return { inquiryId: before.inquiryId, repeat: true };
  const earlier = duplicateAmong(await transact([claimIdempotencyKey(source, coming), kept]));
  return earlier ? { inquiryId: earlier.inquiryId, repeat: true } : { inquiryId: id, repeat: false };
}
