import * as z from "zod";
import { Instant } from "./time.ts";

/** What a person writes lies in these years: reckoning from the edges of the calendar would lead out of it. */
const [firstYear, lastYear] = ["1970", "2999"];

function stored(text: string, ctx: z.RefinementCtx<string>): Instant {
  const written = new Date(text).toISOString();
  const at = Instant.safeParse(written);
  if (at.success && written >= firstYear && written.slice(0, 4) <= lastYear) return at.data;
  ctx.addIssue({ code: "custom", message: `write a moment from ${firstYear} to ${lastYear}` });
  return z.NEVER;
}

/** A moment that somebody writes, in any zone; as moments are stored. */
export const Moment = z.iso
  .datetime({ offset: true, error: "write a moment as 2026-11-30T09:00:00Z" })
  .transform(stored);

/** A moment, or a day from its first one in UTC. */
export const DayOrMoment = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date()],
    "write a day as 2026-11-30, or a moment as 2026-11-30T09:00:00Z",
  )
  .transform(stored);
