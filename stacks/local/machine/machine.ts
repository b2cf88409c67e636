import { join } from "node:path";
import type { AwsService } from "../aws/aws.ts";
import type { Clock } from "../clock/clock.ts";
import { Faults } from "../fault/faults.ts";
import type { LocalRoute } from "../http/local-route.ts";
import { faultyFunctions } from "../lambda/faulty-functions.ts";
import type { Functions } from "../lambda/lambda.ts";
import type { Assembly } from "../template/template.ts";
import { type Execution, journalEntry, keptEntries } from "./execution.ts";
import { type ExecutionStats, Executions } from "./executions.ts";
import { noJournal, openJournal, readJournal } from "./journal.ts";
import { readMachines } from "./machine-definition.ts";
import { executionRoute } from "./machine-route.ts";
import { machineService } from "./machine-service.ts";

export interface Machines {
  service: AwsService;
  routes: LocalRoute[];
  stats(): ExecutionStats;
  all(): Iterable<Execution>;
  stop(): Promise<void>;
}

/** What the state machines of the assembly run on. Without a `folder` nothing outlives the process. */
export interface MachineHost {
  assembly: Assembly;
  clock: Clock;
  functions: Functions;
  folder?: string;
  /** What goes wrong; nothing without it. */
  faults?: Faults;
  failed(error: unknown): void;
}

/** Step Functions: the assembly's state machines. What ran when the last process ended starts again from its input. */
export async function startMachines({
  assembly,
  clock,
  functions,
  folder,
  faults = new Faults(),
  failed,
}: MachineHost): Promise<Machines> {
  const machines = readMachines(assembly);
  const file = folder && join(folder, "executions.jsonl");
  const arns = new Set(machines.map((machine) => machine.arn));
  const entries = file ? keptEntries(await readJournal(file, journalEntry), arns, clock.now()) : [];
  const journal = file ? await openJournal(file, entries) : noJournal;
  const executions = new Executions({
    ...{ clock, journal, machines, failed },
    functions: faultyFunctions(functions, faults),
    jitter: (state) => faults.chance(`jitter ${state}`),
  });
  executions.restore(entries);
  return {
    service: machineService(executions, clock.now()),
    routes: [executionRoute(executions)],
    stats: () => executions.stats(),
    all: () => executions.all(),
    stop: () => executions.stop(),
  };
}
