import * as z from "zod";

export const OwnerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "an owner id has 1 to 40 lower-case letters, digits and hyphens")
  .brand<"OwnerId">();
export type OwnerId = z.infer<typeof OwnerId>;

/** A person responsible for leads, or the manager told when a promise is broken. */
export const Owner = z.object({
  id: OwnerId,
  name: z.string().min(1).max(200),
  /** One that can be mailed: so it is asked for where owners are set up. */
  email: z.string(),
  pool: z.string().min(1).max(60),
  role: z.enum(["owner", "manager"]).default("owner"),
  languages: z.array(z.string()).default([]),
  territories: z.array(z.string()).default([]),
  skill: z.number().min(0).max(10).optional(),
  capacity: z.number().int().positive().optional(),
  hours: z.string().optional(),
  timeZone: z.string().optional(),
  absences: z.array(z.object({ from: z.iso.date(), to: z.iso.date() })).default([]),
});
export type Owner = z.infer<typeof Owner>;
