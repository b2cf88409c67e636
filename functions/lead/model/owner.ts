import * as z from "zod";
import { sayError } from "../../language/texts.ts";
import { Instant } from "../../platform/time.ts";

export const OwnerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, sayError("owner.id"))
  .brand<"OwnerId">();
export type OwnerId = z.infer<typeof OwnerId>;

/** Hours of a day, from and to, such as `["09:00","13:00"]`; one that ends before it begins lasts into the next day. */
export const Interval = z.tuple([z.string(), z.string()]);

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Hours of each weekday; one that is missing is closed. */
const Week = z.partialRecord(z.enum(weekdays), z.array(Interval));

/** When somebody is away: dates, the last one included, or moments. */
const Absence = z.object({ from: z.string(), to: z.string(), reason: z.string().optional() });

/** A person responsible for leads, or the manager told when a promise is broken. What one may say of them is narrower. */
export const Owner = z.object({
  id: OwnerId,
  name: z.string().min(1).max(200),
  email: z.string(),
  pool: z.string().min(1).max(60),
  role: z.enum(["owner", "manager"]).default("owner"),
  /** In which they are written to; those that they speak are `languages`. */
  language: z.string().optional(),
  languages: z.array(z.string()).default([]),
  territories: z.array(z.string()).default([]),
  skill: z.number().optional(),
  capacity: z.number().optional(),
  maxOpenPromises: z.number().optional(),
  hours: Week.optional(),
  timeZone: z.string().optional(),
  absences: z.array(Absence).default([]),
  /** Whether they take leads just now; they do, if nothing is said. */
  available: z.boolean().optional(),
  /** A deleted owner is shown nowhere and gets no lead. */
  deletedAt: Instant.optional(),
  /** Every change is conditional on it; 0 was stored before there were any. */
  version: z.int().default(0),
});
export type Owner = z.infer<typeof Owner>;
