import * as z from "zod";
import { Country, Currency, LanguageTag } from "../lead/model/codes.ts";
import { channels } from "../lead/model/inquiry.ts";
import { Pool } from "../lead/model/pool.ts";
import { sortable } from "../platform/id.ts";
import { now } from "../platform/time.ts";
import { isWebPage, SourceId } from "./source.ts";

const confirm = z
  .enum(["link", "none"], 'write "link", or "none" where the source has confirmed addresses itself')
  .default("link");

const shown = (where: string) =>
  z.string(`the text shown at the ${where}`).trim().min(1, `the text shown at the ${where}`).max(5000);

const Consent = z.discriminatedUnion(
  "by",
  [
    z.strictObject({ by: z.literal("submit"), text: shown("button"), confirm }),
    z.strictObject({ by: z.literal("field"), text: shown("box"), confirm }),
    z.strictObject({ by: z.literal("none"), confirm }),
  ],
  'write how it gains consent: {"by": "submit"}, {"by": "field"} or {"by": "none"}',
);

const amount = z.number().positive();

const Targets = z.strictObject({
  /** In a month. */
  leads: amount.optional(),
  costPerLead: amount.optional(),
  costPerCustomer: amount.optional(),
  currency: Currency.optional(),
});

/** Scheme, host and port of a site, as its browsers name it. */
const Origin = z
  .string()
  .max(300)
  .refine((text) => {
    const url = URL.parse(text);
    const isPlain = url !== null && !url.host.includes("*") && text.replace(/\/$/, "").toLowerCase() === url.origin;
    return isPlain && isWebPage(text);
  }, "Write the site's origin alone, such as https://shop.example: no path, and a host in its ASCII form.")
  .transform((text) => new URL(text).origin);

const WebPage = z
  .string()
  .max(2000)
  .refine(isWebPage, "Write the page's whole address, such as https://shop.example/thanks.");

const path = z.string().trim().min(1).max(200);

const mappingsAtMost = 100;
const originsAtMost = 50;

/** What is said of a source when it is made; one that is made here may leave its id to us: one that nobody guesses. */
export const NewSource = z.strictObject({
  id: SourceId.default(() => SourceId.parse(`src-${sortable(now()).toLowerCase()}`)),
  channel: z.enum(channels),
  platform: z.string().trim().min(1).max(60),
  name: z.string().trim().min(1).max(200),
  pool: Pool.default("sales"),
  language: LanguageTag.default("en"),
  country: Country.optional(),
  consent: Consent,
  /** Where a platform puts what: lead field and path in its payload, such as `email: "contact.mail"`. */
  mapping: z
    .record(path, path)
    .refine((all) => Object.keys(all).length <= mappingsAtMost, `at most ${mappingsAtMost} fields`)
    .optional(),
  origins: z.array(Origin).max(originsAtMost).default([]),
  thankYouUrl: WebPage.optional(),
  targets: Targets.optional(),
  secrets: z.record(z.string(), z.string().trim().min(1).max(4000)).default({}),
});
export type NewSource = z.output<typeof NewSource>;
