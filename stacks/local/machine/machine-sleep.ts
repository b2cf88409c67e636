import { ExecutionAbortedError } from "aws-local-stepfunctions";
import type { Clock, Timer } from "../clock/clock.ts";

interface Sleep {
  timer: Timer;
  over: Promise<void>;
  interrupt(reason: Error): void;
}

/** Whether an execution is at work or asleep: always exactly one, so that a manual clock never jumps in between. */
export class Sleeper {
  readonly #clock: Clock;
  #finishWork: (() => void) | undefined;
  #sleep: Sleep | undefined;
  #aborted = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#finishWork = clock.begin();
  }

  /** Sleeps until the clock reaches `at` (ms), joining a sleep under way. @throws ExecutionAbortedError once aborted */
  async sleepUntil(at: number): Promise<void> {
    if (this.#aborted) throw new ExecutionAbortedError();
    await (this.#sleep?.over ?? this.#fallAsleep(at));
  }

  /** Ends any sleep at once, its timer too, and allows no other. */
  abort(): void {
    this.#aborted = true;
    this.#sleep?.timer.cancel();
    this.#sleep?.interrupt(new ExecutionAbortedError());
    this.#sleep = undefined;
  }

  end(): void {
    this.#finishWork?.();
    this.#finishWork = undefined;
  }

  #fallAsleep(at: number): Promise<void> {
    const { promise: over, resolve, reject: interrupt } = Promise.withResolvers<void>();
    const timer = this.#clock.at(at, () => {
      this.#sleep = undefined;
      this.#finishWork = this.#clock.begin();
      resolve();
    });
    this.#sleep = { timer, over, interrupt };
    this.end();
    return over;
  }
}
