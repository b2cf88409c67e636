import * as z from "zod";
import { Instant } from "../../platform/time.ts";

/** One visit of a link in a mail. `hot` links show that somebody wants to buy. */
export const Click = z.object({
  at: Instant,
  touch: z.string(),
  url: z.string(),
  hot: z.boolean(),
  sentAt: Instant,
  /** When it reached them, as far as that is known. */
  deliveredAt: Instant.optional(),
});
export type Click = z.infer<typeof Click>;
