import * as z from "zod";
import { sayError } from "../language/texts.ts";
import { channels } from "../lead/model/inquiry.ts";
import { Instant } from "../platform/time.ts";

export const SourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, sayError("source.id"))
  .brand<"SourceId">();
export type SourceId = z.infer<typeof SourceId>;

/** How an address that was typed in is confirmed: by a link in the acknowledgement, or the source vouches for it. */
const confirm = z.enum(["link", "none"]).default("link");

/** How a source gains consent (LIFECYCLE.md section 4): by sending the form, by a box to tick, or not at all. */
const ConsentRule = z.discriminatedUnion("by", [
  z.object({ by: z.literal("submit"), text: z.string(), confirm }),
  z.object({ by: z.literal("field"), text: z.string(), confirm }),
  z.object({ by: z.literal("none"), confirm }),
]);

const Targets = z.object({
  leads: z.number().optional(),
  costPerLead: z.number().optional(),
  costPerCustomer: z.number().optional(),
  currency: z.string().optional(),
});

/** A secret as kept: sealed, with the moment from which it no longer counts, if another has taken its place. */
const SealedSecret = z.object({ sealed: z.string(), since: Instant, until: Instant.optional() });

/** Whether an address is one that a browser may be sent to. */
export const isWebPage = (address: string): boolean => {
  const url = URL.parse(address);
  return (url?.protocol === "https:" || url?.protocol === "http:") && url.username === "" && url.password === "";
};

/** A configured place inquiries come from, as kept. What one may say of it is narrower: functions/source/settings.ts. */
export const Source = z.object({
  id: SourceId,
  channel: z.enum(channels),
  platform: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  pool: z.string().min(1).max(60).default("sales"),
  language: z.string().default("en"),
  country: z.string().optional(),
  consent: ConsentRule,
  /** Where a platform puts what: lead field and path in its payload, such as `email: "contact.mail"`. */
  mapping: z.record(z.string(), z.string()).optional(),
  origins: z.array(z.string()).default([]),
  thankYouUrl: z.string().refine(isWebPage).optional(),
  targets: Targets.optional(),
  secrets: z.record(z.string(), z.array(SealedSecret)).default({}),
  /** A paused source keeps answering; what comes is quarantined. */
  paused: z.boolean().optional(),
  /** A deleted source is shown nowhere; its door answers as one that is paused. */
  deletedAt: Instant.optional(),
  /** Every change is conditional on it; 0 was stored before there were any. */
  version: z.int().default(0),
});
export type Source = z.infer<typeof Source>;

/** The values of a source's secrets that count now, the newest first. */
export type Secrets = Readonly<Record<string, readonly string[]>>;
