import { createHash } from "node:crypto";
import { type Inquiry, InquiryId } from "../lead/inquiry.ts";
import { onceKey } from "../lead/keys.ts";
import type { Once } from "../lead/once.ts";
import { type Receipt, receive } from "../lead/receive.ts";
import { type Instant, minute, plus } from "../platform/clock.ts";
import { Refusal } from "../platform/error.ts";
import { sortable } from "../platform/id.ts";
import { info, know } from "../platform/log.ts";
import { counted } from "../platform/metric.ts";
import { get } from "../platform/table.ts";
import type { Arrived, Signal } from "./adapter.ts";
import type { Payload } from "./payload.ts";
import { inquiryOf, type Said } from "./said.ts";

/** How long a hash stands for an inquiry to which its platform gives no id. */
const briefly = 10 * minute;

type Known = Pick<Extract<Signal, { kind: "inquiry" }>, "id" | "hash" | "brief">;

/** By what a platform's inquiry is known when it comes again: the platform's own id, however late (LIFECYCLE section 5). */
export function onceOf({ id, hash = createHash("sha256").update(id).digest("hex"), brief }: Known, now: Instant): Once {
  return brief ? { hash, until: plus(now, briefly) } : { hash };
}

/** What comes with an inquiry: its payload and the sender's address. */
export interface Wrapping {
  payload: Payload;
  address: string;
  receivedAt: Instant;
  /** Its id, if its sender was told one already. */
  id?: InquiryId | undefined;
}

export const newInquiryId = (now: Instant): InquiryId => InquiryId.parse(`inq_${sortable(now, 0)}`);

/**
 * Makes an inquiry of what was said and stores it, once.
 *
 * @throws Refusal `invalid` when there is no way to reach its person, `unavailable`
 */
export function take(
  known: Known,
  said: Said,
  { source, now }: Arrived,
  { payload, address, receivedAt, id = newInquiryId(receivedAt) }: Wrapping,
): Promise<Receipt> {
  const inquiry: Inquiry = inquiryOf(said, source, { id, receivedAt, address });
  return receive({ inquiry, once: onceOf(known, now), payload }, now);
}

/** Whether a platform's inquiry is here already: then nothing need be asked for. */
export async function isTaken(known: Known, { source, now }: Arrived): Promise<boolean> {
  return (await get(onceKey(source.id, onceOf(known, now).hash))) !== undefined;
}

/**
 * As `take`; answers, in words, why no inquiry can be made of it.
 *
 * @throws Refusal `unavailable`
 */
export async function tryToTake(
  known: Known,
  said: Said,
  arrived: Arrived,
  wrapping: Wrapping,
): Promise<string | undefined> {
  try {
    const { inquiryId, leadId, repeat } = await take(known, said, arrived, wrapping);
    know({ inquiry: inquiryId, lead: leadId });
    if (repeat) info("inquiry that came before");
    else info("inquiry accepted", counted("InquiriesAccepted"));
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "invalid") throw error;
    return error.errors?.map(({ message }) => message).join(" ") ?? error.message;
  }
}
