import * as z from "zod";
import { readCommandLine } from "../../functions/api/cli/command-line.ts";

export const usage = `npm run chaos -- [flags]; everything stays on this machine
  --seed 1         what goes wrong, and who comes
  --leads 1000     how many people live through it
  --days 20        for how long: they come in the first tenth; seven weeks on, those who fell asleep have been asked again
  --strength 1     how often faults strike, beside a storm in which every seventh touch is interrupted
  --calm-for 400   requests between two kills of the runtime, at most; 0: none
  --seeds 20       so many storms, from --seed on, each in a process of its own
  --at-once 2      so many of them at a time
  --story          the story instead of a crowd
  --interleave     the journeys instead, while a rival changes each item between its read and its write
  --json FILE      the tables as JSON, too

In every run of a seed the same people come and do the same at the same time, and each kind of call meets faults at the same
places in its order. Which of several calls under way at once is the first, and so whom a fault or a kill befalls, is not
the same: that is up to the machine.`;

const options = {
  seed: { type: "string", default: "1" },
  leads: { type: "string", default: "1000" },
  days: { type: "string", default: "20" },
  strength: { type: "string", default: "1" },
  "calm-for": { type: "string", default: "400" },
  seeds: { type: "string" },
  "at-once": { type: "string", default: "2" },
  story: { type: "boolean", default: false },
  interleave: { type: "boolean", default: false },
  json: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

const number = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform(Number);
const count = number.pipe(z.int().positive());

const Values = z.object({
  seed: number.pipe(z.int()),
  leads: count,
  days: number.pipe(z.number().positive()),
  strength: number,
  "calm-for": number.pipe(z.int()),
  seeds: count.optional(),
  "at-once": count,
  story: z.boolean(),
  interleave: z.boolean(),
  json: z.string().min(1).optional(),
  help: z.boolean(),
});
export type Flags = z.infer<typeof Values>;

const [whole, some] = ["a whole number", "a whole number, of at least 1"];
const expectations: Record<keyof Flags, string> = {
  ...{ seed: whole, leads: some, days: "a number above 0", strength: "a number, 1 for a whole storm" },
  ...{ "calm-for": `${whole}, 0 for no kills`, seeds: some, "at-once": some },
  ...{ story: "nothing", interleave: "nothing", json: "a file", help: "nothing" },
};

/**
 * Reads the command line.
 *
 * @throws Error naming the flag that is wrong: a storm over nobody would pass for one that was lived through
 */
export function readFlags(argv: string[]): Flags {
  const { values } = readCommandLine({ args: argv, options });
  const parsed = Values.safeParse(values);
  if (parsed.success) return parsed.data;
  const flag = Values.keyof().parse(parsed.error.issues[0]?.path[0]);
  throw new Error(`--${flag} takes ${expectations[flag]}, not "${values[flag]}"`);
}
