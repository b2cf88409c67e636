import * as z from "zod";

const digits = z.string().regex(/^\d+$/).transform(Number);
const whole = z.union([z.number(), digits], "a whole number").pipe(z.int().nonnegative());
const absent = z.literal(["", null]).transform(() => undefined);

/** How programs and people write amounts; a single comma before three digits may be either of its two uses, and is refused. */
const written = /^(\d+(\.\d+)?|\d+,\d{1,2}|\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}(,\d{3})+\.\d{1,2})$/;

/** The last of points and commas stands before the fraction. */
const asNumber = (text: string): number => Number(text.replace(/[.,](?=.*[.,])/g, "").replace(",", "."));

const amount = z
  .union([z.number(), z.string().trim().regex(written).transform(asNumber)], "write an amount as 1250.50")
  .pipe(z.number().nonnegative());

/** What a source, or one campaign of it, cost from one day to another, both included. */
export const Cost = z
  .object({
    from: z.iso.date("write a day as 2026-11-01"),
    to: z.iso.date("write a day as 2026-11-30"),
    amount,
    currency: z.string().regex(/^[A-Z]{3}$/, "write a currency code such as EUR"),
    campaign: absent.or(z.string().trim().max(200)).optional(),
    impressions: absent.or(whole).optional(),
    clicks: absent.or(whole).optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "the last day is before the first" });
export type Cost = z.infer<typeof Cost>;
