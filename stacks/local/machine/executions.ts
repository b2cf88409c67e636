import type { Clock, Timer } from "../clock/clock.ts";
import type { Functions } from "../lambda/lambda.ts";
import { type Ended, type Execution, executionArn, type JournalEntry, nameIsFree } from "./execution.ts";
import type { Journal } from "./journal.ts";
import type { Machine } from "./machine-definition.ts";
import { StatesFault } from "./machine-fault.ts";
import { Walk } from "./machine-walk.ts";

export interface ExecutionStats {
  /** Started since this process began, those taken up again included. */
  started: number;
  open: number;
  peak: number;
  /** States entered and tried again, as AWS bills them. */
  transitions: number;
}

export interface ExecutionsOptions {
  clock: Clock;
  functions: Functions;
  journal: Journal<JournalEntry>;
  machines: readonly Machine[];
  /** A number in [0, 1) for the wait before a state is tried again. */
  jitter(state: string): number;
  failed(error: unknown): void;
}

/** Every execution by its ARN: which names are taken, what runs, how it ended. */
export class Executions {
  readonly #options: ExecutionsOptions;
  readonly #machines: ReadonlyMap<string, Machine>;
  readonly #byArn = new Map<string, Execution>();
  readonly #timeouts = new Map<Execution, Timer>();
  readonly #stats: ExecutionStats = { started: 0, open: 0, peak: 0, transitions: 0 };

  constructor(options: ExecutionsOptions) {
    this.#options = options;
    this.#machines = new Map(options.machines.map((machine) => [machine.arn, machine]));
  }

  stats(): ExecutionStats {
    return { ...this.#stats };
  }

  all(): IterableIterator<Execution> {
    return this.#byArn.values();
  }

  /** @throws StatesFault ExecutionDoesNotExist */
  find(arn: string): Execution {
    const execution = this.#byArn.get(arn);
    if (!execution) throw new StatesFault("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  /** @throws StatesFault StateMachineDoesNotExist */
  machine(arn: string): Machine {
    const machine = this.#machines.get(arn);
    if (!machine) throw new StatesFault("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  /** Starts an execution, or answers the running one of the same name and input. @throws StatesFault ExecutionAlreadyExists */
  async start(machine: Machine, name: string, input: string): Promise<Execution> {
    const arn = executionArn(machine, name);
    const taken = this.#byArn.get(arn);
    if (taken && !nameIsFree(taken.ended, this.#options.clock.now())) {
      if (taken.ended || taken.input !== input) {
        throw new StatesFault("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
      }
      await taken.recorded;
      return taken;
    }
    return this.#begin(machine, arn, input);
  }

  /** Ends an execution now; one that has ended stays as it is. Resolves when that is recorded. */
  async abort(execution: Execution, reason: Pick<Ended, "error" | "cause">): Promise<void> {
    await this.#end(execution, { status: "ABORTED", ...reason });
  }

  /** Takes up what the journal tells: ended executions keep their names, running ones start again from their input. */
  restore(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      if (entry.kind === "started") this.#recall(entry);
      else this.#recallEnd(entry);
    }
    for (const execution of this.#byArn.values()) if (!execution.ended) this.#walk(execution);
  }

  /** Leaves running executions as they are recorded: running. */
  async stop(): Promise<void> {
    for (const execution of this.#byArn.values()) execution.walk?.abort();
    for (const timer of this.#timeouts.values()) timer.cancel();
    await this.#options.journal.stop();
  }

  #recall({ arn, machine, input, at }: Extract<JournalEntry, { kind: "started" }>): void {
    this.#add(this.machine(machine), arn, input, at, Promise.resolve());
  }

  #recallEnd({ kind, arn, ...ended }: Extract<JournalEntry, { kind: "ended" }>): void {
    this.find(arn).ended = ended;
  }

  async #begin(machine: Machine, arn: string, input: string): Promise<Execution> {
    const at = this.#options.clock.now();
    const recorded = this.#options.journal.append({ kind: "started", arn, machine: machine.arn, input, at });
    const execution = this.#add(machine, arn, input, at, recorded);
    try {
      await recorded;
    } catch (error) {
      this.#byArn.delete(arn);
      throw error;
    }
    if (!execution.ended) this.#walk(execution);
    return execution;
  }

  #add(machine: Machine, arn: string, input: string, startedAt: number, recorded: Promise<void>): Execution {
    const name = arn.slice(arn.lastIndexOf(":") + 1);
    const execution: Execution = { arn, name, machine, input, startedAt, recorded, visits: [], transitions: 0 };
    // A name taken again moves to the end, so that the map stays in order of start.
    this.#byArn.delete(arn);
    this.#byArn.set(arn, execution);
    return execution;
  }

  #walk(execution: Execution): void {
    const { clock, functions, jitter, failed } = this.#options;
    const { machine, arn, name } = execution;
    this.#stats.started++;
    this.#stats.open++;
    this.#stats.peak = Math.max(this.#stats.peak, this.#stats.open);
    execution.walk = new Walk(
      machine,
      JSON.parse(execution.input),
      {
        Execution: { Id: arn, Name: name, RoleArn: machine.roleArn },
        StateMachine: { Id: machine.arn, Name: machine.name },
      },
      {
        clock,
        functions,
        jitter,
        failed,
        entered: (state, again) => this.#entered(execution, state, again),
        ended: (ending) => this.#end(execution, ending),
      },
    );
    if (machine.timeoutSeconds === undefined) return;
    const timeOut = () => this.#end(execution, { status: "TIMED_OUT" });
    this.#timeouts.set(execution, clock.at(execution.startedAt + machine.timeoutSeconds * 1000, timeOut));
  }

  #entered(execution: Execution, state: string, again: boolean): void {
    this.#stats.transitions++;
    execution.transitions++;
    if (!again) execution.visits.push({ state, at: this.#options.clock.now() });
  }

  async #end(execution: Execution, ending: Omit<Ended, "at">): Promise<void> {
    if (execution.ended) return;
    execution.ended = { ...ending, at: this.#options.clock.now() };
    if (execution.walk) this.#stats.open--;
    execution.walk?.abort();
    execution.walk = undefined;
    this.#timeouts.get(execution)?.cancel();
    this.#timeouts.delete(execution);
    await this.#options.journal.append({ kind: "ended", arn: execution.arn, ...execution.ended });
  }
}
