import { join } from "node:path";
import type { VirtualClock } from "../clock/clock.ts";
import type { RivalEdit } from "../table/rival.ts";
import type { Assembly } from "../template/template.ts";
import type { AsyncFailures } from "./async-failure.ts";
import { bundleBytes, defineFunction, type Endpoints, type FunctionDefinition } from "./function-definition.ts";
import { FunctionPool } from "./function-pool.ts";
import type { InvocationOutcome } from "./function-worker.ts";
import type { WarmEnvironments } from "./warm-environments.ts";

export type Invocation = { ok: true; payload: unknown } | { ok: false; errorType: string; errorMessage: string };

export interface Functions {
  invoke(arn: string, payload: unknown): Promise<Invocation>;
  stop(): Promise<void>;
}

export interface InvocationNote {
  arn: string;
  logicalId: string;
  memoryMegabytes: number;
  ms: number;
  /** Wall time Lambda would bill: of the run itself, and of the initialisation before an environment's first (since August 2025). */
  billedMs: number;
  ok: boolean;
}

export interface LoadFigures {
  logicalId: string;
  bundleBytes: number;
  /** Module initialisation in ms, one per environment that runs now. */
  initMs: number[];
}

export interface FunctionsOptions {
  assembly: Assembly;
  clock: VirtualClock;
  endpoints: Endpoints;
  /** Whether an environment, by its id, waits for an answer of the runtime: that is no time of its own. Never without it. */
  isKeptWaiting?(environment: string): boolean;
  /** Folder for the functions' logs; without it their latest lines stay in memory. */
  logFolder?: string;
  /** Hears of what a rival was faster at between the functions' reads and writes; without it there is none. */
  rivalled?: (edit: RivalEdit) => void;
  /** Environments that another has left, and where they are left in the end; all are fresh, and end, without it. */
  warm?: WarmEnvironments | undefined;
  /** What becomes of events that a function fails at; without it they are tried three times and dropped. */
  failures?: AsyncFailures;
  report(line: string): void;
}

/** Lambda's waits before the second and third attempt of an asynchronous invocation (docs: invocation-async-error-handling). */
const retryWaitsMs = [60_000, 120_000];

/** Starts the functions of the assembly; an environment comes up when it is first needed. */
export function startFunctions(options: FunctionsOptions): LocalFunctions {
  return new LocalFunctions(options);
}

/** Lambda as it is here: bundled assets in worker threads, by ARN or name. */
export class LocalFunctions implements Functions {
  readonly #options: FunctionsOptions;
  readonly #definitions: readonly FunctionDefinition[];
  readonly #pools = new Map<string, FunctionPool>();
  readonly #listeners: ((note: InvocationNote) => void)[] = [];

  constructor(options: FunctionsOptions) {
    // Lambda runs in UTC, and a worker thread shares its process's time zone.
    process.env.TZ = "UTC";
    this.#options = options;
    const { assembly, endpoints } = options;
    this.#definitions = assembly
      .ofType("AWS::Lambda::Function")
      .map((resource) => defineFunction(resource, assembly, endpoints));
  }

  async invoke(arn: string, payload: unknown): Promise<Invocation> {
    return parsed(await this.invokeRaw(arn, JSON.stringify(payload) ?? "null"));
  }

  invokeRaw(arn: string, event: string): Promise<InvocationOutcome> {
    return this.#options.clock.during(async () => {
      const { definition, pool } = this.#find(arn);
      const began = performance.now();
      const outcome = await pool.run(event);
      this.#note({ ...definition, ms: performance.now() - began, billedMs: outcome.billedMs, ok: outcome.ok });
      if (!outcome.ok) {
        this.#options.report(`${definition.logicalId} failed: ${outcome.errorType}: ${outcome.errorMessage}`);
      }
      return outcome;
    });
  }

  /** Runs a function for whom nobody waits: tried thrice, then kept as failed. `over` is called after the last attempt. */
  async invokeAsync(arn: string, payload: unknown, over?: () => Promise<void>, attempt = 0): Promise<Invocation> {
    const { clock, failures } = this.#options;
    const invocation = await this.invoke(arn, payload);
    if (invocation.ok) {
      await over?.();
      return invocation;
    }
    const { definition } = this.#find(arn);
    const retries = failures?.retries(definition.name) ?? retryWaitsMs.length;
    const wait = attempt < retries ? retryWaitsMs[attempt] : undefined;
    if (wait !== undefined) {
      clock.at(clock.now() + wait, () => this.invokeAsync(arn, payload, over, attempt + 1));
    } else {
      const { ok: _, ...error } = invocation;
      await failures?.keep({ function: definition, payload, error, attempts: attempt + 1, now: clock.now() });
      await over?.();
    }
    return invocation;
  }

  /** Brings an environment of each of these functions up, by ARN. */
  async warm(arns: Iterable<string>): Promise<void> {
    await Promise.all([...arns].map((arn) => this.#find(arn).pool.warm()));
  }

  knows(arnOrName: string): boolean {
    return this.#definitions.some(({ arn, name }) => arn === arnOrName || name === arnOrName);
  }

  onInvocation(listener: (note: InvocationNote) => void): void {
    this.#listeners.push(listener);
  }

  /** Bundle size and initialisation time of each function that has run. */
  get loadFigures(): LoadFigures[] {
    return this.#definitions
      .filter(({ arn }) => this.#pools.has(arn))
      .map((it) => ({
        logicalId: it.logicalId,
        bundleBytes: bundleBytes(it),
        initMs: this.#pools.get(it.arn)?.initTimes ?? [],
      }));
  }

  get loggedBytes(): number {
    return [...this.#pools.values()].reduce((sum, pool) => sum + pool.loggedBytes, 0);
  }

  /** The latest lines a function printed, when they are not kept in a file. */
  logLines(arn: string): readonly string[] {
    return this.#find(arn).pool.logLines;
  }

  environments(arn: string): string[] {
    return this.#find(arn).pool.environments;
  }

  /** Ends an execution environment in the middle of what it does, as AWS may, or as when its time is up. */
  readonly end = (environment: string, how: "killed" | "timed out"): void => {
    for (const pool of this.#pools.values()) if (pool.end(environment, how)) return;
  };

  async stop(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.stop()));
  }

  #find(arnOrName: string) {
    const definition = this.#definitions.find(({ arn, name }) => arn === arnOrName || name === arnOrName);
    if (!definition) throw new Error(`No function ${arnOrName} is in the template`);
    const { assembly, clock, logFolder, isKeptWaiting = () => false, rivalled, warm } = this.#options;
    const compileCache = join(assembly.directory, "compiled");
    const pool =
      this.#pools.get(definition.arn) ??
      new FunctionPool(
        definition,
        { clock: clock.shared, isKeptWaiting, rivalled, compileCache, warm: rivalled ? undefined : warm },
        logFolder,
      );
    this.#pools.set(definition.arn, pool);
    return { definition, pool };
  }

  #note(note: InvocationNote): void {
    for (const listener of this.#listeners) listener(note);
  }
}

function parsed(outcome: InvocationOutcome): Invocation {
  if (outcome.ok) return { ok: true, payload: JSON.parse(outcome.payload) };
  return { ok: false, errorType: outcome.errorType, errorMessage: outcome.errorMessage };
}
