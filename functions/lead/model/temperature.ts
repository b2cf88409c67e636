import * as z from "zod";

/** How likely a lead is to buy, by its score. */
export const temperatures = ["cold", "warm", "hot"] as const;
export const Temperature = z.enum(temperatures);
export type Temperature = z.infer<typeof Temperature>;
