import * as z from "zod";
import { Instant } from "../../platform/time.ts";

/** Where a lead stands in its cadence: by the ids of steps, so that another version of it shifts nobody. */
export const Progress = z.object({
  name: z.string(),
  version: z.number().int(),
  run: z.number().int(),
  /** The id of the next step; none when the last one is done and only patience runs. */
  step: z.string().optional(),
  /** When the step before was done, or the cadence began. */
  since: Instant,
  /** The steps of this run that are done, sent or not. */
  done: z.array(z.string()),
  ahead: z.array(z.string()),
});
export type Progress = z.infer<typeof Progress>;
