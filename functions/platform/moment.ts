import * as z from "zod";
import { sayFault } from "./text/faults.ts";
import { Instant } from "./time.ts";

/** What a person writes lies in these years: reckoning from the edges of the calendar would lead out of it. */
const [firstYear, lastYear] = ["1970", "2999"];

function stored(text: string, ctx: z.RefinementCtx<string>): Instant {
  const written = new Date(text).toISOString();
  const at = Instant.safeParse(written);
  if (at.success && written >= firstYear && written.slice(0, 4) <= lastYear) return at.data;
  ctx.addIssue({ code: "custom", message: sayFault("moment.years", { first: firstYear, last: lastYear }) });
  return z.NEVER;
}

/** A moment that somebody writes, in any zone; as moments are stored. */
export const Moment = z.iso.datetime({ offset: true, error: sayFault("moment.moment") }).transform(stored);

/** A moment, or a day from its first one in UTC. */
export const DayOrMoment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], sayFault("moment.day"))
  .transform(stored);
