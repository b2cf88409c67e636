import { ExecutionError } from "aws-local-stepfunctions";
import * as z from "zod";
import type { Clock } from "../clock/clock.ts";
import type { Functions } from "../lambda/lambda.ts";
import type { Json, Machine, MachineTask } from "./machine-definition.ts";
import { nextRetry } from "./machine-retry.ts";
import { Sleeper } from "./machine-sleep.ts";
import { performTask, StateError } from "./machine-task.ts";

/** How an execution ended by itself. */
export type Ending = { status: "SUCCEEDED"; output: string } | { status: "FAILED"; error: string; cause: string };

export interface WalkContext {
  clock: Clock;
  functions: Functions;
  /** A number in [0, 1) for the wait before a state is tried again. */
  jitter(state: string): number;
  failed(error: unknown): void;
  entered(state: string, again: boolean): void;
  /** Awaited as work in flight. Not called after an abort. */
  ended(ending: Ending): Promise<void>;
}

/** The context object ($$) of a definition, as far as it is known here. */
export type Context = Record<"Execution" | "StateMachine", Record<string, string>>;

type Handler = (input: Json) => Promise<Json>;
type LibraryRun = ReturnType<Machine["walker"]["run"]>;

const waitInput = z.object({
  input: z.json(),
  seconds: z.number().nonnegative().optional(),
  timestamp: z.string().optional(),
});
const rfc3339 = z.iso.datetime({ offset: true });

/** One execution on its way through a machine: asleep in a wait, or work in flight. */
export class Walk {
  readonly #machine: Machine;
  readonly #around: WalkContext;
  readonly #sleeper: Sleeper;
  readonly #run: LibraryRun;
  #trying: Promise<unknown> | undefined;
  #aborted = false;

  /** Starts at once. `context` is the context object ($$) of the definition. */
  constructor(machine: Machine, input: Json, context: Context, around: WalkContext) {
    this.#machine = machine;
    this.#around = around;
    this.#sleeper = new Sleeper(around.clock);
    this.#run = machine.walker.run(input, {
      context,
      overrides: {
        taskResourceLocalHandlers: this.#handlers(),
        retryIntervalOverrides: Object.fromEntries(machine.waits.map((name) => [name, 0])),
      },
    });
    this.#finish(this.#run).catch(around.failed);
  }

  /** Nothing follows: a sleep ends, a running function is left to finish. */
  abort(): void {
    this.#aborted = true;
    this.#run.abort();
    this.#sleeper.abort();
  }

  #handlers(): Record<string, Handler> {
    const tasks = [...this.#machine.tasks].map(([name, task]): [string, Handler] => [
      name,
      (input) => this.#perform(name, task, input),
    ]);
    const waits = this.#machine.waits.map((name): [string, Handler] => [name, (input) => this.#wait(input)]);
    return Object.fromEntries([...tasks, ...waits]);
  }

  async #perform(name: string, task: MachineTask, input: Json): Promise<Json> {
    const taken = task.retriers.map(() => 0);
    for (;;) {
      const attempt = performTask(task, input, this.#around);
      this.#trying = attempt;
      try {
        return await attempt;
      } catch (error) {
        const errorName = error instanceof Error ? error.name : String(error);
        const retry = nextRetry(task.retriers, taken, errorName, () => this.#around.jitter(name));
        if (!retry) throw error;
        taken[retry.retrier] = (taken[retry.retrier] ?? 0) + 1;
        await this.#sleeper.sleepUntil(this.#around.clock.now() + retry.delay);
        this.#around.entered(name, true);
      }
    }
  }

  async #wait(parameters: Json): Promise<Json> {
    const { input, seconds, timestamp } = waitInput.parse(parameters);
    const at = timestamp === undefined ? this.#around.clock.now() + (seconds ?? 0) * 1000 : instantOf(timestamp);
    await this.#sleeper.sleepUntil(at);
    return input;
  }

  async #finish(run: LibraryRun): Promise<void> {
    try {
      const [ending] = await Promise.all([endingOf(run), this.#watch(run)]);
      if (!this.#aborted) await this.#around.ended(ending);
      // An abort does not wait for the function it came upon, but the clock does.
      await Promise.allSettled([this.#trying]);
    } finally {
      this.#sleeper.end();
    }
  }

  async #watch(run: LibraryRun): Promise<void> {
    for await (const event of run.eventLogs) {
      if (event.type === "StateEntered") this.#around.entered(event.state.name, false);
    }
  }
}

async function endingOf(run: LibraryRun): Promise<Ending> {
  try {
    return { status: "SUCCEEDED", output: JSON.stringify(await run.result) };
  } catch (error) {
    const reason = error instanceof ExecutionError && error.cause instanceof Error ? error.cause : error;
    if (!(reason instanceof Error)) throw error;
    return { status: "FAILED", error: reason.name, cause: reason.message };
  }
}

function instantOf(timestamp: string): number {
  if (!rfc3339.safeParse(timestamp).success) {
    throw new StateError("States.Runtime", `"${timestamp}" is no RFC 3339 timestamp`);
  }
  return Date.parse(timestamp);
}
