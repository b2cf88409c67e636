import * as z from "zod";
import { channels } from "./inquiry.ts";

export const SourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "a source id has 1 to 60 lower-case letters, digits and hyphens")
  .brand<"SourceId">();
export type SourceId = z.infer<typeof SourceId>;

/** How a source gains consent (LIFECYCLE section 4): by sending the form, by a box to tick, or not at all. */
const ConsentRule = z.discriminatedUnion("by", [
  z.object({ by: z.literal("submit"), text: z.string().min(1, "the text shown at the button") }),
  z.object({ by: z.literal("field"), text: z.string().min(1, "the text shown at the box") }),
  z.object({ by: z.literal("none") }),
]);

/** A configured place inquiries come from. */
export const Source = z.object({
  id: SourceId,
  channel: z.enum(channels),
  platform: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  pool: z.string().min(1).max(60).default("sales"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "a language tag such as en or pt-BR")
    .default("en"),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "a country code such as IE")
    .optional(),
  consent: ConsentRule,
  origins: z.array(z.url()).default([]),
  thankYouUrl: z.url().optional(),
});
export type Source = z.infer<typeof Source>;
