import * as z from "zod";
import { Instant } from "../platform/clock.ts";
import { channels } from "./inquiry.ts";

export const SourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "a source id has 1 to 60 lower-case letters, digits and hyphens")
  .brand<"SourceId">();
export type SourceId = z.infer<typeof SourceId>;

/** How an address that was typed in is confirmed: by a link in the acknowledgement, or the source vouches for it. */
const confirm = z
  .enum(["link", "none"], 'write "link", or "none" where the source has confirmed addresses itself')
  .default("link");

/** How a source gains consent (LIFECYCLE section 4): by sending the form, by a box to tick, or not at all. */
const ConsentRule = z.discriminatedUnion("by", [
  z.object({ by: z.literal("submit"), text: z.string().min(1, "the text shown at the button"), confirm }),
  z.object({ by: z.literal("field"), text: z.string().min(1, "the text shown at the box"), confirm }),
  z.object({ by: z.literal("none"), confirm }),
]);

/** What a source is to bring in a month, and may cost (PRODUCT 16). */
const Targets = z.object({
  leadsPerMonth: z.number().positive().optional(),
  costPerLead: z.number().positive().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "a currency code such as EUR")
    .optional(),
});

/** A secret as kept: sealed, with the moment from which it no longer counts, if another has taken its place. */
const SealedSecret = z.object({ sealed: z.string(), since: Instant, until: Instant.optional() });

/** What one may say of a source. */
export const SourceSettings = z.object({
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
  /** Where a platform puts what: lead field and path in its payload, such as `email: "contact.mail"`. */
  mapping: z.record(z.string().max(200), z.string().max(200)).optional(),
  origins: z.array(z.url()).default([]),
  thankYouUrl: z.url().optional(),
  targets: Targets.optional(),
  /** A paused source keeps answering; what comes is quarantined. */
  paused: z.boolean().optional(),
});

/** A configured place inquiries come from, as kept. */
export const Source = SourceSettings.extend({ secrets: z.record(z.string(), z.array(SealedSecret)).default({}) });
export type Source = z.infer<typeof Source>;

/** The values of a source's secrets that count now, the newest first. */
export type Secrets = Readonly<Record<string, readonly string[]>>;
