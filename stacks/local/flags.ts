import { resolve } from "node:path";
import { DateTime } from "luxon";
import * as z from "zod";
import { readCommandLine, refuseLostFlags } from "../../functions/api/cli/command-line.ts";

/** What the command line asks for (SURFACE.md, Commands). */
export interface Flags {
  empty: boolean;
  once: boolean;
  /** Port of the gateway; its neighbours follow. 0: the system chooses all. */
  port: number;
  /** Absolute path of the folder that keeps everything; undefined when nothing is kept. */
  data: string | undefined;
  dataNamed: boolean;
  clock: "real" | "manual";
  /** Start instant (ms) of a fresh manual clock. */
  start: number;
  startNamed: boolean;
  help: boolean;
}

export const startUsage = `npm start -- [flags]
  --empty            no story: a form source, two owners and a manager, then serve
  --once             exit after the story: 0 if every expected outcome happened, else 1
  --port 4000        port of the gateway (mail inbox +1, SMTP in +2, DynamoDB +3, AWS endpoints +4)
  --data DIR         where everything is kept (default .leadwright)
  --memory           keep nothing (fastest)
  --clock real       or manual: stands still until POST /local/clock moves it
  --start ISO        start of a fresh manual clock (default 2026-11-23T09:00Z)`;

const options = {
  empty: { type: "boolean", default: false },
  once: { type: "boolean", default: false },
  port: { type: "string", default: "4000" },
  data: { type: "string" },
  memory: { type: "boolean", default: false },
  clock: { type: "string", default: "real" },
  start: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

/** The names of all flags. */
export const flagNames: readonly string[] = Object.keys(options);

const highestBase = 65_535 - 4;

const Values = z.object({
  port: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((port) => port <= highestBase),
  data: z
    .string()
    .trim()
    .min(1)
    .refine((path) => !path.startsWith("~"))
    .optional(),
  clock: z.enum(["real", "manual"]),
  start: z
    .string()
    .default("2026-11-23T09:00Z")
    .transform((text) => DateTime.fromISO(text, { zone: "utc" }))
    .refine((instant) => instant.isValid),
});

const expectations: Record<string, string> = {
  port: `--port takes a number from 0 (any free port) to ${highestBase}`,
  data: "--data takes the path of a folder, relative or absolute",
  clock: "--clock takes real or manual",
  start: "--start takes an ISO 8601 instant, such as 2026-11-23T09:00Z",
};

/** Combinations of which one part could not be heeded. */
function refuseContradictions(given: {
  memory: boolean;
  data?: string;
  start?: string;
  empty: boolean;
  clock: string;
}) {
  if (given.memory && given.data !== undefined)
    throw new Error("--memory keeps nothing, so --data has no use with it. Leave one of them out.");
  if (given.start !== undefined && given.empty && given.clock === "real")
    throw new Error(
      "--start is where a manual clock begins, and a real one shows the time of day. Add --clock manual.",
    );
}

/** Reads the command line; `environment` is npm's. @throws Error naming the flag that is wrong or cannot be heeded */
export function readFlags(args: string[], environment: NodeJS.ProcessEnv = {}): Flags {
  refuseLostFlags(flagNames, environment);
  const { values } = readCommandLine({ args, options });
  const parsed = Values.safeParse(values);
  if (!parsed.success) {
    const flag = String(parsed.error.issues[0]?.path[0]);
    throw new Error(`${expectations[flag]}, not "${new Map(Object.entries(values)).get(flag)}"`);
  }
  refuseContradictions(values);
  const { port, data, clock, start } = parsed.data;
  return {
    empty: values.empty,
    once: values.once,
    help: values.help,
    port,
    // Here and nowhere below: the database works from a folder of its own.
    data: values.memory ? undefined : resolve(data ?? ".leadwright"),
    dataNamed: data !== undefined,
    clock,
    start: start.toMillis(),
    startNamed: values.start !== undefined,
  };
}
