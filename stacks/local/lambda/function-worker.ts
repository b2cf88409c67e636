import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { RivalEdit, RivalStart } from "../table/rival.ts";
import { type FunctionDefinition, handlerFile } from "./function-definition.ts";
import type { FunctionLog } from "./function-log.ts";
import { type Timed, TimeLimit } from "./time-limit.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./worker-message.ts";

/** How a worker's work ended; `payload` is JSON. */
export type InvocationOutcome =
  | { ok: true; payload: string }
  | { ok: false; errorType: string; errorMessage: string; trace?: string[] };

export interface WorkerContext {
  clock: BigInt64Array;
  isKeptWaiting(id: string): boolean;
  /** Hears of what a rival was faster at; without it there is none. */
  rivalled?: ((edit: RivalEdit) => void) | undefined;
  /** Folder in which Node keeps what it has compiled, for the next environment; without it each compiles anew, as on AWS. */
  compileCache?: string;
}

/** Lambda gives module initialisation ten seconds. */
const initLimitMs = 10_000;
/** Short-lived objects of one invocation fit; the default would keep 50 MB for each environment. */
const youngGenerationMegabytes = 8;
/** Lambda's limit for what a synchronous invocation returns. */
const responseLimitBytes = 6_291_556;

/** One execution environment: a worker thread that runs one invocation at a time. */
export class FunctionWorker {
  readonly #definition: FunctionDefinition;
  readonly #thread: Worker;
  readonly #rivalled: ((edit: RivalEdit) => void) | undefined;
  #settle: ((outcome: InvocationOutcome) => void) | undefined;
  readonly #idle = new Int32Array(new SharedArrayBuffer(4));
  #isKeptWaiting: WorkerContext["isKeptWaiting"];
  #log: FunctionLog;
  #limit: TimeLimit | undefined;
  /** CPU time (ms) of the thread, when it was last heard. */
  #cpuMs = 0;
  readonly id: string;
  alive = true;
  /** Milliseconds the module took to initialise; known once it has. */
  initMs = 0;
  /** Settles when the module is initialised, or has failed to. */
  readonly started: Promise<InvocationOutcome>;
  /** Settles when the thread is gone. */
  readonly ended: Promise<void>;

  /** @param id the session token that its requests to AWS carry */
  constructor(
    id: string,
    definition: FunctionDefinition,
    { clock, isKeptWaiting, rivalled, compileCache }: WorkerContext,
    log: FunctionLog,
  ) {
    this.id = id;
    this.#rivalled = rivalled;
    this.#definition = definition;
    this.#isKeptWaiting = isKeptWaiting;
    this.#log = log;
    this.#thread = new Worker(new URL("./worker.ts", import.meta.url), {
      env: {
        ...definition.environment,
        AWS_SESSION_TOKEN: id,
        ...(compileCache && { NODE_COMPILE_CACHE: compileCache }),
      },
      workerData: startOf(definition, clock, this.#idle, rivalled && id),
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMegabytes },
    });
    this.#thread.stdout.on("data", (chunk: Buffer) => this.#log.write(chunk));
    this.#thread.stderr.on("data", (chunk: Buffer) => this.#log.write(chunk));
    this.#thread.on("message", (message: FromWorker) => this.#hear(message));
    this.#thread.on("error", (error: Error) => this.#end(crash(error)));
    this.ended = new Promise((resolve) => {
      this.#thread.on("exit", (code) => {
        this.#end(exited(code));
        resolve();
      });
    });
    this.started = this.#expect(initLimitMs);
  }

  /** Runs one invocation; the worker may be dead afterwards. */
  run(event: string): Promise<InvocationOutcome> {
    const outcome = this.#expect(this.#definition.timeoutMs);
    const message: ToWorker = { requestId: randomUUID(), timeoutMs: this.#definition.timeoutMs, event };
    this.#thread.postMessage(message);
    return outcome;
  }

  /** From now on it runs for another pool of the same function, on the same clock. */
  moveTo({ isKeptWaiting }: Pick<WorkerContext, "isKeptWaiting">, log: FunctionLog): void {
    this.#isKeptWaiting = isKeptWaiting;
    this.#log = log;
  }

  get isKeptWaiting(): boolean {
    return this.#isKeptWaiting(this.id);
  }

  /** Ends it in the middle of what it does. */
  end(how: "killed" | "timed out"): void {
    this.#end(how === "killed" ? exited(137) : timedOut(this.#definition.timeoutMs));
  }

  async stop(): Promise<void> {
    this.alive = false;
    this.#limit?.stop();
    await this.#thread.terminate();
  }

  #expect(limitMs: number): Promise<InvocationOutcome> {
    const over = () => this.#end(timedOut(limitMs));
    this.#limit = new TimeLimit(this.#timed, { ms: limitMs, cpuMs: this.#cpuMs, over });
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  get #timed(): Timed {
    return {
      idle: this.#idle,
      isKeptWaiting: () => this.isKeptWaiting,
      cpuMs: async () => {
        const { user, system } = await this.#thread.cpuUsage();
        return (user + system) / 1000;
      },
    };
  }

  #hear(message: FromWorker): void {
    this.#cpuMs = message.cpuMs;
    if (message.kind === "ready") {
      this.initMs = message.initMs;
      this.#answer({ ok: true, payload: "null" });
    } else if (message.kind === "rivalled") {
      this.#rivalled?.(message.edit);
    } else if (message.kind === "failed") {
      const { errorType, errorMessage, trace } = message;
      const outcome: InvocationOutcome = { ok: false, errorType, errorMessage, trace };
      if (message.fatal) this.#end(outcome);
      else this.#answer(outcome);
    } else {
      this.#answer(withinLimit(message.payload));
    }
  }

  #end(outcome: InvocationOutcome): void {
    if (this.alive) {
      this.alive = false;
      void this.#thread.terminate();
    }
    this.#answer(outcome);
  }

  #answer(outcome: InvocationOutcome): void {
    this.#limit?.stop();
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }
}

function startOf(
  definition: FunctionDefinition,
  clock: BigInt64Array,
  idle: Int32Array,
  rival: string | undefined,
): WorkerStart {
  return {
    file: handlerFile(definition),
    exportName: definition.handler.slice(definition.handler.lastIndexOf(".") + 1),
    clock,
    idle,
    ...(rival && { rival: rivalOf(definition, rival) }),
    context: {
      functionName: definition.name,
      functionVersion: "$LATEST",
      invokedFunctionArn: definition.arn,
      memoryLimitInMB: String(definition.memoryMegabytes),
      logGroupName: `/aws/lambda/${definition.name}`,
      logStreamName: "local",
    },
  };
}

const rivalOf = ({ environment }: FunctionDefinition, name: string): RivalStart => ({
  port: Number(new URL(environment.AWS_ENDPOINT_URL_DYNAMODB ?? "").port),
  region: environment.AWS_REGION ?? "",
  name,
});

function withinLimit(payload: string): InvocationOutcome {
  if (Buffer.byteLength(payload) <= responseLimitBytes) return { ok: true, payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`;
  return { ok: false, errorType: "Function.ResponseSizeTooLarge", errorMessage };
}

function timedOut(limitMs: number): InvocationOutcome {
  const seconds = (limitMs / 1000).toFixed(2);
  return { ok: false, errorType: "Sandbox.Timedout", errorMessage: `Task timed out after ${seconds} seconds` };
}

function crash(error: Error): InvocationOutcome {
  return { ok: false, errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") };
}

function exited(code: number): InvocationOutcome {
  const errorMessage = `Runtime exited ${code === 0 ? "without providing a reason" : `with error: exit status ${code}`}`;
  return { ok: false, errorType: "Runtime.ExitError", errorMessage };
}
