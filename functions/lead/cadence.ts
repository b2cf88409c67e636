import * as z from "zod";
import { day, hour, type Instant, minute, plus } from "../platform/clock.ts";

const units = { m: minute, h: hour, d: day } as const;

/** A span such as `30m`, `4h` or `3d`, in milliseconds. */
const Span = z
  .string()
  .regex(/^\d+[mhd]$/, "write a span such as 30m, 4h or 3d")
  .transform((text) => Number(text.slice(0, -1)) * units[z.enum(["m", "h", "d"]).parse(text.slice(-1))]);

/** What an owner does when no mail can go: the step's no-mail path (LIFECYCLE section 4). */
const OwnerTask = z.object({ channel: z.string(), what: z.string().min(1), text: z.string().optional() });

/** One timed step. `id` is a stable name: it is part of the ledger key, so a step that is renamed is sent again. */
export const CadenceStep = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** How long after the step before, or after the cadence began. */
  after: Span,
  mail: z.string().optional(),
  /** What its mail is for, which the mail says itself. */
  purpose: z.string().default("marketing"),
  task: OwnerTask,
});
export type CadenceStep = z.infer<typeof CadenceStep>;

/** A versioned list of timed steps that ops define. */
export const Cadence = z.object({
  name: z.string(),
  version: z.number().int().positive(),
  /** What the next step is called on the lead's card. */
  title: z.string(),
  steps: z.array(CadenceStep).min(1),
  /** How long after the last step the cadence counts as exhausted. */
  patience: Span,
});
export type Cadence = z.infer<typeof Cadence>;

/** Where a lead stands in its cadence. */
export const Progress = z.object({
  name: z.string(),
  version: z.number().int(),
  run: z.number().int(),
  /** The step that comes next, from 0. */
  step: z.number().int(),
  /** When the step before was done, or the cadence began. */
  since: z.custom<Instant>((value) => typeof value === "string"),
});
export type Progress = z.infer<typeof Progress>;

/** A behaviour of higher priority replaces the cadence that runs; everything else is a stage's default (LIFECYCLE section 1). */
const priorities = ["price-asked", "proposal-sent", "no-show"];
const priority = (name: string): number => priorities.indexOf(name);

export const mayReplace = (name: string, running: Progress | undefined): boolean =>
  running === undefined || priority(name) > priority(running.name);

/** When the next step is due, or the cadence is exhausted. */
export function stepDueAt(cadence: Cadence, { step, since }: Progress): Instant {
  return plus(since, cadence.steps[step]?.after ?? cadence.patience);
}
