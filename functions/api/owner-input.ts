import * as z from "zod";
import { mailable, UnmailableAddress } from "../email/outbound/address.ts";
import { ownDomainTrouble } from "../intake/inquiry/contact.ts";
import { sayError } from "../language/texts.ts";
import { LanguageTag, TimeZone } from "../lead/model/codes.ts";
import { Owner } from "../lead/model/owner.ts";
import { Pool } from "../lead/model/pool.ts";
import { WeekInput } from "../lead/model/week.ts";
import { day } from "../platform/time.ts";

/** In words, why no mail could go to an address; `undefined` when it could. */
function mailTrouble(address: string): string | undefined {
  try {
    return ownDomainTrouble(mailable(address));
  } catch (error) {
    if (error instanceof UnmailableAddress) return sayError("owner.email", { trouble: error.message });
    throw error;
  }
}

const Email = z
  .string()
  .trim()
  .max(320)
  .check((ctx) => {
    const message = mailTrouble(ctx.value);
    if (message) ctx.issues.push({ code: "custom", input: ctx.value, message });
  });

const isDay = (text: string): boolean => text.length === "2026-12-24".length;

/** The last moment of an absence: of a day its end. */
const endOf = (text: string): number => Date.parse(text) + (isDay(text) ? day - 1 : 0);

const Edge = z.union([z.iso.date(), z.iso.datetime({ offset: true })], sayError("owner.edge"));

const AbsenceInput = z
  .strictObject({ from: Edge, to: Edge, reason: z.string().trim().max(200).optional() })
  .refine(({ from, to }) => Date.parse(from) <= endOf(to), { path: ["to"], message: sayError("owner.beforeItBegins") });

const most = { languages: 50, territories: 200, absences: 200, leads: 100_000 };

const count = z.int().positive().max(most.leads);

/** An owner as one is set up: held to what their mails need, since nobody sees it fail there. */
export const NewOwner = z.strictObject({
  id: Owner.shape.id,
  name: z.string().trim().min(1, sayError("owner.name")).max(200),
  email: Email,
  pool: Pool,
  role: Owner.shape.role,
  language: LanguageTag.optional(),
  languages: z.array(LanguageTag).max(most.languages).default([]),
  territories: z.array(z.string().trim().min(1).max(100)).max(most.territories).default([]),
  skill: z.number().min(0).max(10).optional(),
  capacity: count.optional(),
  maxOpenPromises: count.optional(),
  hours: WeekInput.optional(),
  timeZone: TimeZone.optional(),
  absences: z.array(AbsenceInput).max(most.absences).default([]),
  available: z.boolean().optional(),
});
export type NewOwner = z.output<typeof NewOwner>;

/** An owner as the API answers one. */
export const OwnerView = Owner.omit({ deletedAt: true }).meta({ id: "Owner" });
