import * as z from "zod";
import { day } from "../../platform/time.ts";

/** Why a lead left the main line (LIFECYCLE.md section 2). */
const reasons = [
  "budget",
  "timing",
  "competitor",
  "no-need",
  "silent",
  "missing-feature",
  "stalled",
  "do-not-contact",
  "wrong-person",
  "spam",
  "out-of-area",
  "duplicate",
  "unreachable",
  "complaint",
  "unsubscribed",
] as const;
export const Reason = z.enum(reasons);
export type Reason = z.infer<typeof Reason>;

/** After how long a lead is asked again (LIFECYCLE.md section 6); a reason that is not here is for good. */
const recycleAfter: Partial<Record<Reason, number>> = {
  budget: 90 * day,
  timing: 120 * day,
  competitor: 180 * day,
  "no-need": 180 * day,
  silent: 60 * day,
  "missing-feature": 180 * day,
  stalled: 45 * day,
};

/** Who gives one of these wants no mail from us, not even a farewell. */
const noFarewell: ReadonlySet<Reason> = new Set<Reason>([
  "do-not-contact",
  "wrong-person",
  "spam",
  "duplicate",
  "unreachable",
  "complaint",
  "unsubscribed",
]);

/** How long a lead sleeps in a cycle: each time twice as long; `undefined` for reasons that are never recycled. */
export const sleepFor = (reason: Reason | undefined, cycle: number): number | undefined => {
  const idempotencyKey = recycleAfter[reason ?? "silent"];
  return idempotencyKey === undefined ? undefined : idempotencyKey * 2 ** cycle;
};

export const mayFarewell = (reason: Reason | undefined): boolean => reason === undefined || !noFarewell.has(reason);
