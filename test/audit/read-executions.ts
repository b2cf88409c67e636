import * as z from "zod";
import type { Ended, JournalEntry, Execution as Running } from "../../stacks/local/machine/execution.ts";
import type { Execution } from "./evidence.ts";

const Input = z.object({ leadId: z.string(), epoch: z.number() });

type Start = Pick<Running, "arn" | "input"> & { machine: string };

const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1);

function asExecution({ arn, machine, input }: Start, ended: Ended | undefined): Execution {
  const { leadId: lead, epoch } = Input.parse(JSON.parse(input));
  const status = ended?.status ?? "RUNNING";
  return {
    name: lastOf(arn),
    machine: lastOf(machine),
    lead,
    epoch,
    status,
    ...(ended && { stoppedAt: new Date(ended.at).toISOString() }),
  };
}

/** The executions that a runtime has at this moment. */
export const executionsOf = (all: Iterable<Running>): Execution[] =>
  [...all].map(({ ended, machine, ...running }) => asExecution({ ...running, machine: machine.arn }, ended));

/** The executions that a journal tells of: as recorded, whether or not anything runs. */
export function recordedExecutions(journal: readonly JournalEntry[]): Execution[] {
  const ends = new Map<string, Ended>();
  const starts = new Map<string, Start>();
  for (const entry of journal) {
    if (entry.kind === "ended") ends.set(entry.arn, entry);
    else {
      // A name taken again is another execution.
      ends.delete(entry.arn);
      starts.set(entry.arn, entry);
    }
  }
  return [...starts].map(([arn, start]) => asExecution(start, ends.get(arn)));
}
