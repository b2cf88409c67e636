import { TimerQueue } from "./timer-queue.ts";
import { type Upcoming, WorkInFlight } from "./work-in-flight.ts";

export interface Timer {
  cancel(): void;
}

/** The one virtual clock of the local runtime. */
export interface Clock {
  readonly mode: "real" | "manual";
  now(): number;
  /** Runs `act` once when the clock reaches `at` (ms; any distance, never fires early, past = as soon as possible). What it returns is awaited as work in flight. */
  at(at: number, act: () => unknown): Timer;
  /** Counts `act` as work in flight until it settles: a manual clock never jumps meanwhile. */
  during<T>(act: () => Promise<T>): Promise<T>;
  /** Like `during` for work that has no promise: call the answer exactly once when it is over. */
  begin(): () => void;
}

/** What workers read to tell the time: [0 = real, 1 = manual], the manual instant, the real clock's lead over the wall (ms). */
export type ClockCells = BigInt64Array<SharedArrayBuffer>;

export const clockCells = (): ClockCells => new BigInt64Array(new SharedArrayBuffer(24));

export interface ClockOptions {
  mode: "real" | "manual";
  /** Instant (ms) of a manual clock, or the earliest of a real one, which otherwise shows the wall clock. */
  from: number;
  /** Where the time is shown to workers; cells of its own without it. */
  cells?: ClockCells | undefined;
  failed(error: unknown): void;
}

/** A move that the clock cannot make, whoever asks: it is a real one, is past that instant, or has been stopped. */
export class ClockRefusal extends RangeError {
  readonly why: "real" | "past" | "stopped";

  constructor(why: ClockRefusal["why"], message: string) {
    super(message);
    this.why = why;
  }
}

const longestTimeout = 2 ** 31 - 1;

/** The clock with all that only the runtime itself may do to it. */
export class VirtualClock implements Clock {
  readonly shared: ClockCells;
  readonly #queue = new TimerQueue();
  readonly #work = new WorkInFlight();
  readonly #listeners: (() => void)[] = [];
  readonly #failed: (error: unknown) => void;
  #latest: number;
  #alarm: NodeJS.Timeout | undefined;
  #moving: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(options: ClockOptions) {
    this.#failed = options.failed;
    this.shared = options.cells ?? clockCells();
    this.#latest = options.from;
    this.#show(options.mode, options.from);
  }

  get mode(): "real" | "manual" {
    return this.shared[0] === 0n ? "real" : "manual";
  }

  now(): number {
    if (this.mode === "real") this.#latest = Math.max(this.#latest, Date.now() + Number(this.shared[2]));
    return this.#latest;
  }

  at(at: number, act: () => unknown): Timer {
    if (at <= this.now()) return this.#soon(act);
    const entry = this.#queue.add(at, act);
    if (this.mode === "real") this.#arm();
    return { cancel: () => this.#queue.remove(entry) };
  }

  async during<T>(act: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await act();
    } finally {
      end();
    }
  }

  begin(): () => void {
    return this.#work.begin();
  }

  /** Whether nothing is in flight and, on a manual clock, nothing is sure to come. */
  get idle(): boolean {
    return this.#work.isNone && (this.mode === "real" || !this.#work.isComing);
  }

  get nextAt(): number | undefined {
    return this.#queue.first?.at;
  }

  /** Makes quiet include work that this source knows of before it has begun. */
  expect(upcoming: Upcoming): void {
    this.#work.expect(upcoming);
  }

  /** Calls `act` each time the clock was moved or let go. */
  onMove(act: () => void): void {
    this.#listeners.push(act);
  }

  /** Resolves when nothing is in flight at the moment. */
  drained(): Promise<void> {
    return this.#work.drained();
  }

  /** Resolves when nothing is in flight and nothing is sure to come. */
  quiet(): Promise<void> {
    return this.#work.quiet();
  }

  /** Moves a manual clock to `target` (ms), each instant with its consequences before the next. @throws ClockRefusal */
  moveTo(target: number | ((now: number) => number)): Promise<void> {
    const move = this.#moving.then(() => this.#move(typeof target === "number" ? target : target(this.now())));
    this.#moving = move.catch(() => undefined);
    return move;
  }

  /** Finds out whether nothing is in flight, for those who ask `idle` until it is. */
  lookAgain(): void {
    this.quiet().catch(this.#failed);
  }

  /** Lets a manual clock go on at wall rate from where it stands, or from the wall clock if that is later. */
  release(): void {
    this.#show("real", this.#latest);
    this.#arm();
    this.#moved();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#alarm);
    this.#queue.clear();
  }

  async #move(target: number): Promise<void> {
    if (this.mode === "real") throw new ClockRefusal("real", "A real clock moves by itself");
    if (target < this.#latest)
      throw new ClockRefusal(
        "past",
        `The clock never runs backwards; it shows ${new Date(this.#latest).toISOString()}`,
      );
    await this.quiet();
    for (let next = this.#queue.first; next && next.at <= target && !this.#stopped; next = this.#queue.first) {
      this.#show("manual", Math.max(this.#latest, next.at));
      this.#moved();
      for (; next && next.at <= this.#latest; next = this.#queue.first) {
        this.#queue.remove(next);
        this.#run(next.act);
      }
      await this.quiet();
    }
    if (this.#stopped) throw new ClockRefusal("stopped", "The runtime has been stopped");
    this.#show("manual", target);
    await this.quiet();
    this.#moved();
  }

  #moved(): void {
    for (const act of this.#listeners) {
      try {
        act();
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  #show(mode: "real" | "manual", instant: number): void {
    this.#latest = instant;
    this.shared[1] = BigInt(Math.trunc(instant));
    this.shared[2] = BigInt(Math.max(0, Math.trunc(instant) - Date.now()));
    this.shared[0] = mode === "real" ? 0n : 1n;
  }

  #soon(act: () => unknown): Timer {
    const end = this.begin();
    const immediate = setImmediate(() => {
      this.#run(act);
      end();
    });
    return {
      cancel: () => {
        clearImmediate(immediate);
        end();
      },
    };
  }

  #run(act: () => unknown): void {
    void this.during(async () => act()).catch((error: unknown) => this.#failed(error));
  }

  #arm(): void {
    clearTimeout(this.#alarm);
    const next = this.#queue.first;
    if (!next || this.#stopped) return;
    const wait = Math.min(Math.max(next.at - this.now(), 1), longestTimeout);
    this.#alarm = setTimeout(() => this.#ring(), wait);
  }

  #ring(): void {
    for (let next = this.#queue.first; next && next.at <= this.now(); next = this.#queue.first) {
      this.#queue.remove(next);
      this.#run(next.act);
    }
    this.#arm();
  }
}
