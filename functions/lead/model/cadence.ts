import * as z from "zod";
import { sayError } from "../../language/texts.ts";
import { day, hour, minute } from "../../platform/time.ts";
import type { Purpose } from "./purpose.ts";
import type { Stage } from "./stage-name.ts";
import { Temperature } from "./temperature.ts";

const units = { m: minute, h: hour, d: day } as const;

/** Longer spans would leave the calendar. */
const longestSpan = 3650 * day;

/** A span such as `30m`, `4h` or `3d`, in milliseconds. */
const Span = z
  .string(sayError("cadence.span"))
  .regex(/^\d{1,9}[mhd]$/, sayError("cadence.span"))
  .transform((text) => Number(text.slice(0, -1)) * units[z.enum(["m", "h", "d"]).parse(text.slice(-1))])
  .refine((span) => span <= longestSpan, sayError("cadence.longestSpan"));

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, sayError("cadence.name"));

/** What an owner does when no mail can go: the step's no-mail path (LIFECYCLE.md section 4). */
const OwnerTask = z.strictObject({
  channel: z.enum(["call", "messenger"]),
  what: z.string().min(1).max(300),
  text: z.string().min(1).max(2000).optional(),
});

/** One timed step as it is written. `id` is a stable name: it is part of the ledger key, so a renamed step is another one. */
const Step = z.strictObject({
  id: name,
  after: Span,
  mail: name.optional(),
  task: OwnerTask,
});

/** A step with what its mail is for, which the mail says itself. */
export type CadenceStep = z.infer<typeof Step> & { purpose: Purpose };

const begunIn = [
  ...["new", "working", "qualified", "meeting", "proposal", "decision"],
  ...["nurturing", "declined", "dormant", "converted"],
] as const satisfies readonly Stage[];

/** What begins a cadence: a stage (for some temperatures only), or an activity. A sale's command names a customer's. */
const Begin = z
  .strictObject({
    stage: z.enum(begunIn).optional(),
    temperature: z.array(Temperature).min(1).optional(),
    activity: name.optional(),
  })
  .refine(({ stage, activity }) => (stage === undefined) !== (activity === undefined), sayError("cadence.begin"))
  .refine(({ stage, temperature }) => !temperature || stage !== undefined, sayError("cadence.temperature"));
export type Begin = z.infer<typeof Begin>;

export const CadenceFile = z.strictObject({
  name,
  version: z.number().int().positive(),
  title: z.string().min(1).max(200),
  begins: z.array(Begin).min(1),
  /** Whether an activity may begin it in place of the one that runs: the greater wins. */
  priority: z.number().int().min(0).max(100).default(0),
  steps: z.array(Step).min(1).max(100),
  /** How long after the last step the cadence counts as exhausted. */
  patience: Span,
});
export type CadenceFile = z.infer<typeof CadenceFile>;

export interface Cadence extends CadenceFile {
  steps: CadenceStep[];
}
