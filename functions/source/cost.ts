import * as z from "zod";
import { sayError } from "../language/texts.ts";
import { Currency } from "../lead/model/codes.ts";
import { storedItem } from "../platform/aws/stored-item.ts";

const digits = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const whole = z.union([z.number(), digits], sayError("cost.whole")).pipe(z.int().nonnegative());
const absent = z.literal(["", null]).transform(() => undefined);

/** How programs and people write amounts; a single comma before three digits may be either of its two uses, and is refused. */
const written = /^(\d+(\.\d+)?|\d+,\d{1,2}|\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}(,\d{3})+\.\d{1,2})$/;

/** The last of points and commas stands before the fraction. */
const asNumber = (text: string): number => Number(text.replace(/[.,](?=.*[.,])/g, "").replace(",", "."));

const amountAtMost = 1e12;

const amount = z
  .union([z.number(), z.string().trim().max(40).regex(written).transform(asNumber)], sayError("cost.amount"))
  .pipe(z.number().nonnegative().max(amountAtMost));

/** A day of the calendar. */
export const Day = z.iso.date(sayError("cost.day"));

/** What a source, or one campaign of it, cost from one day to another, both included. */
export const Cost = z
  .strictObject({
    from: Day,
    to: Day,
    amount,
    currency: Currency,
    campaign: absent
      .or(
        z
          .string()
          .trim()
          .regex(/^[^\p{Cc}]*$/u, sayError("cost.line"))
          .max(200),
      )
      .optional(),
    impressions: absent.or(whole).optional(),
    clicks: absent.or(whole).optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: sayError("cost.backwards") });
export type Cost = z.infer<typeof Cost>;

const StoredCost = z.object({
  ...Cost.shape,
  currency: z.string(),
  campaign: z.string().optional(),
});

export const costs = storedItem<Cost>({ kind: "cost", shape: StoredCost });

/** A cost as it is told: without what its item has besides. */
export const costView = (cost: Cost): Cost => StoredCost.parse(cost);
