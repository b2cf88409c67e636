/** How often (ms) an environment is looked at that takes long. */
const lookEveryMs = 200;
/** An environment that has used less CPU (ms) since the last look was not at work. */
const atWorkMs = 2;
/** Of how many looks at which it only waited for the runtime itself one counts: a call that is never answered ends, too. */
const patience = 20;

export interface Timed {
  /** CPU time (ms) of its thread so far. Rejects when that has ended. */
  cpuMs(): Promise<number>;
  /** Whether an answer is due to it from the runtime, which a busy machine keeps it waiting for. */
  isKeptWaiting(): boolean;
  /** Milliseconds it was seen idle; shared with its thread, which tells from it how much time is left. */
  idle: Int32Array;
}

/** Counts an invocation's time as an idle machine would: CPU time, and looks (not wall time) at which nothing was due to it. */
export class TimeLimit {
  readonly #timed: Timed;
  readonly #limitMs: number;
  readonly #over: () => void;
  readonly #cpuBefore: number;
  readonly #idleBefore: number;
  #cpu: number;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** `cpuMs`: CPU time of the thread before. `over` is called when the time is up. */
  constructor(timed: Timed, limit: { ms: number; cpuMs: number; over(): void }) {
    this.#timed = timed;
    this.#limitMs = limit.ms;
    this.#over = () => limit.over();
    this.#cpuBefore = limit.cpuMs;
    this.#cpu = limit.cpuMs;
    this.#idleBefore = this.#idle;
    this.#lookLater();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  get #idle(): number {
    return Atomics.load(this.#timed.idle, 0);
  }

  #lookLater(): void {
    this.#timer = setTimeout(() => void this.#look(), lookEveryMs);
  }

  async #look(): Promise<void> {
    const cpu = await this.#timed.cpuMs().catch(() => undefined);
    // A thread that has ended says so itself.
    if (cpu === undefined || this.#stopped) return;
    if (cpu - this.#cpu < atWorkMs) this.#noteIdle();
    this.#cpu = cpu;
    if (cpu - this.#cpuBefore + this.#idle - this.#idleBefore >= this.#limitMs) this.#over();
    else this.#lookLater();
  }

  #noteIdle(): void {
    Atomics.add(this.#timed.idle, 0, this.#timed.isKeptWaiting() ? lookEveryMs / patience : lookEveryMs);
  }
}
