import * as z from "zod";

/** What a mail is for; it decides on what basis it may be sent (LIFECYCLE.md section 4). */
export const purposes = ["service", "follow-up", "marketing", "internal"] as const;
export const Purpose = z.enum(purposes);
export type Purpose = z.infer<typeof Purpose>;
