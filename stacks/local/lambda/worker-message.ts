import type { RivalEdit, RivalStart } from "../table/rival.ts";

export interface WorkerStart {
  file: string;
  exportName: string;
  clock: BigInt64Array;
  /** Milliseconds this environment was seen idle in invocations (time-limit.ts). */
  idle: Int32Array;
  /** Who is faster at what it writes; nobody, if not said. */
  rival?: RivalStart;
  /** The part of Lambda's context that never changes. */
  context: Record<string, string>;
}

export interface ToWorker {
  requestId: string;
  timeoutMs: number;
  event: string;
}

/** With the CPU time (ms) of the thread so far. */
export type FromWorker = { cpuMs: number } & Happened;

export type Happened =
  | { kind: "ready"; initMs: number }
  | { kind: "rivalled"; edit: RivalEdit }
  | { kind: "done" /** JSON. */; payload: string }
  | {
      kind: "failed";
      errorType: string;
      errorMessage: string;
      trace: string[] /** The worker ends with it. */;
      fatal: boolean;
    };
