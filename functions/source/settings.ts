import * as z from "zod";
import { sayError } from "../language/texts.ts";
import { Country, Currency, LanguageTag } from "../lead/model/codes.ts";
import { channels } from "../lead/model/inquiry.ts";
import { Pool } from "../lead/model/pool.ts";
import { sortable } from "../platform/id.ts";
import { now } from "../platform/time.ts";
import { isWebPage, SourceId } from "./source.ts";

const confirm = z.enum(["link", "none"], sayError("source.confirm")).default("link");

const shown = (what: string) => z.string(what).trim().min(1, what).max(5000);

const Consent = z.discriminatedUnion(
  "by",
  [
    z.strictObject({ by: z.literal("submit"), text: shown(sayError("source.shownAtButton")), confirm }),
    z.strictObject({ by: z.literal("field"), text: shown(sayError("source.shownAtBox")), confirm }),
    z.strictObject({ by: z.literal("none"), confirm }),
  ],
  sayError("source.consent", { submit: '{"by": "submit"}', field: '{"by": "field"}', none: '{"by": "none"}' }),
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
  }, sayError("source.origin"))
  .transform((text) => new URL(text).origin);

const WebPage = z.string().max(2000).refine(isWebPage, sayError("source.webPage"));

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
    .refine((all) => Object.keys(all).length <= mappingsAtMost, sayError("source.fields", { most: mappingsAtMost }))
    .optional(),
  origins: z.array(Origin).max(originsAtMost).default([]),
  thankYouUrl: WebPage.optional(),
  targets: Targets.optional(),
  secrets: z.record(z.string(), z.string().trim().min(1).max(4000)).default({}),
});
export type NewSource = z.output<typeof NewSource>;
