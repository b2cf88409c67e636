import { availableParallelism } from "node:os";
import { reasonOf } from "../terminal/reason.ts";
import type { FunctionDefinition } from "./function-definition.ts";
import { FunctionLog } from "./function-log.ts";
import { FunctionWorker, type InvocationOutcome, type WorkerContext } from "./function-worker.ts";
import type { WarmEnvironments } from "./warm-environments.ts";

/** How an invocation ended, and the time (ms) that Lambda would bill for it. */
export type Run = InvocationOutcome & { billedMs: number };

interface Waiting {
  event: string;
  answer(run: Run): void;
}

/** More environments than this only take memory and turns from one another, and none of them gets warm. */
const mostWorkers = Math.min(8, Math.max(2, availableParallelism()));
/** Invocations that wait per environment that is starting: most are done by one that is there, before a new one is up. */
const waitingPerStart = 4;
/** A worker without work ends after this long, but for one that stays warm. */
const idleLimitMs = 30_000;

let made = 0;

interface PoolSurroundings extends WorkerContext {
  /** Environments that another pool of this function has left, and where they are left in the end. */
  warm?: WarmEnvironments | undefined;
}

/** The execution environments of one function: warm ones are used again, new ones come as concurrency asks. */
export class FunctionPool {
  readonly #definition: FunctionDefinition;
  readonly #surroundings: PoolSurroundings;
  readonly #log: FunctionLog;
  readonly #workers = new Set<FunctionWorker>();
  readonly #idle: { worker: FunctionWorker; retire: NodeJS.Timeout }[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #billed = new WeakSet<FunctionWorker>();
  #starting = 0;

  constructor(definition: FunctionDefinition, surroundings: PoolSurroundings, logFolder: string | undefined) {
    this.#definition = definition;
    this.#surroundings = surroundings;
    this.#log = new FunctionLog(definition.logicalId.replace(/[0-9A-F]{8}$/, ""), logFolder);
  }

  /** Runs one invocation as soon as an environment is free. */
  async run(event: string): Promise<Run> {
    const outcome = await new Promise<Run>((answer) => {
      this.#waiting.push({ event, answer });
      this.#dispatch();
    });
    if (!outcome.ok) this.#log.write(`${JSON.stringify({ level: "ERROR", message: "Invoke Error", ...outcome })}\n`);
    return outcome;
  }

  /** Brings an environment up, so that the first invocation waits for none. Resolves when it is up, or cannot be. */
  async warm(): Promise<void> {
    if (this.#workers.size === 0) await this.#start();
  }

  /** Milliseconds module initialisation took in each environment that runs now. */
  get initTimes(): number[] {
    return [...this.#workers].map((worker) => worker.initMs).filter((ms) => ms > 0);
  }

  get environments(): string[] {
    return Array.from(this.#workers, ({ id }) => id);
  }

  get loggedBytes(): number {
    return this.#log.bytes;
  }

  get logLines(): readonly string[] {
    return this.#log.lines;
  }

  /** Ends an environment in the middle of what it does; true if it is one of these. */
  end(id: string, how: "killed" | "timed out"): boolean {
    const worker = [...this.#workers].find((it) => it.id === id);
    worker?.end(how);
    return worker !== undefined;
  }

  async stop(): Promise<void> {
    for (const { answer } of this.#waiting.splice(0)) answer(stopped);
    for (const { worker, retire } of this.#idle.splice(0)) {
      clearTimeout(retire);
      if (this.#leave(worker)) this.#workers.delete(worker);
    }
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
    await this.#log.stop();
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const free = this.#idle.pop();
      if (!free) break;
      clearTimeout(free.retire);
      const next = free.worker.alive ? this.#waiting.shift() : undefined;
      if (next) void this.#work(free.worker, next);
      else this.#drop(free.worker);
    }
    while (this.#waiting.length > this.#starting * waitingPerStart && this.#workers.size < mostWorkers)
      void this.#start();
  }

  async #start(): Promise<void> {
    const worker = this.#create();
    if (!worker) return;
    this.#workers.add(worker);
    void worker.ended.then(() => this.#workers.delete(worker));
    this.#starting++;
    const outcome = await worker.started;
    this.#starting--;
    if (!outcome.ok) this.#waiting.shift()?.answer({ ...outcome, billedMs: worker.initMs });
    this.#release(worker);
  }

  /** Leaves an environment to who comes after; false when there is nobody, or it is not done. */
  #leave(worker: FunctionWorker): boolean {
    const { warm } = this.#surroundings;
    return warm !== undefined && !worker.isKeptWaiting && warm.leave(this.#definition, worker);
  }

  /** An environment; what cannot be one, such as a bundle that is not there, is the answer to the first who waits. */
  #create(): FunctionWorker | undefined {
    const left = this.#surroundings.warm?.take(this.#definition);
    left?.moveTo(this.#surroundings, this.#log);
    if (left) return left;
    const id = `${this.#definition.logicalId}-${++made}`;
    try {
      return new FunctionWorker(id, this.#definition, this.#surroundings, this.#log);
    } catch (error) {
      const broken = { ok: false, errorType: "Runtime.ImportModuleError", errorMessage: reasonOf(error) } as const;
      this.#waiting.shift()?.answer({ ...broken, billedMs: 0 });
      return undefined;
    }
  }

  async #work(worker: FunctionWorker, { event, answer }: Waiting): Promise<void> {
    const began = performance.now();
    const outcome = await worker.run(event);
    const billedMs = performance.now() - began + (this.#billed.has(worker) ? 0 : worker.initMs);
    this.#billed.add(worker);
    this.#release(worker);
    answer({ ...outcome, billedMs });
  }

  #release(worker: FunctionWorker): void {
    if (worker.alive) {
      this.#idle.push({ worker, retire: setTimeout(() => this.#retire(worker), idleLimitMs).unref() });
    } else {
      this.#drop(worker);
    }
    this.#dispatch();
  }

  #retire(worker: FunctionWorker): void {
    if (this.#workers.size <= 1) return;
    const index = this.#idle.findIndex((it) => it.worker === worker);
    if (index < 0) return;
    this.#idle.splice(index, 1);
    this.#drop(worker);
  }

  #drop(worker: FunctionWorker): void {
    this.#workers.delete(worker);
    void worker.stop();
  }
}

const stopped: Run = {
  ok: false,
  billedMs: 0,
  errorType: "Sandbox.Stopped",
  errorMessage: "The local runtime has stopped",
};
