import * as z from "zod";
import type { Machine } from "./machine-definition.ts";
import type { Walk } from "./machine-walk.ts";

export interface Visit {
  state: string;
  at: number;
}

/** Names stay taken for 90 days after an execution ended (AWS: StartExecution). */
const nameLifetime = 90 * 24 * 3600 * 1000;

const ending = z.object({
  status: z.enum(["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]),
  at: z.number(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
});
export type Ended = z.infer<typeof ending>;

export const journalEntry = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("started"), arn: z.string(), machine: z.string(), input: z.string(), at: z.number() }),
  ending.extend({ kind: z.literal("ended"), arn: z.string() }),
]);
export type JournalEntry = z.infer<typeof journalEntry>;

/** One execution, running or ended. */
export interface Execution {
  arn: string;
  name: string;
  machine: Machine;
  input: string;
  startedAt: number;
  ended?: Ended;
  visits: Visit[];
  /** States entered and tried again: what AWS bills. */
  transitions: number;
  /** Resolves when the start would survive a crash. */
  recorded: Promise<void>;
  walk?: Walk;
}

export function executionArn(machine: Machine, name: string): string {
  return `${machine.arn.replace(":stateMachine:", ":execution:")}:${name}`;
}

/** The status the API shows. */
export function statusOf(execution: Execution): Ended["status"] | "RUNNING" {
  return execution.ended?.status ?? "RUNNING";
}

/** Whether the name of an execution that ended then is free again at `now` (ms). */
export function nameIsFree(ended: Ended | undefined, now: number): boolean {
  return ended !== undefined && now - ended.at > nameLifetime;
}

/** The entries worth keeping: all but those whose names are free again or whose machine (`machineArns`) is gone. */
export function keptEntries(
  entries: readonly JournalEntry[],
  machineArns: ReadonlySet<string>,
  now: number,
): JournalEntry[] {
  const kept = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    if (entry.kind === "ended") kept.get(entry.arn)?.push(entry);
    else if (machineArns.has(entry.machine)) kept.set(entry.arn, [entry]);
  }
  return [...kept.values()].filter(([, end]) => !(end?.kind === "ended" && nameIsFree(end, now))).flat();
}
