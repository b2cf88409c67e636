import { flushCompileCache } from "node:module";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { installClock } from "./worker-clock.ts";
import type { FromWorker, Happened, ToWorker, WorkerStart } from "./worker-message.ts";
import { installOwnTime, ownTime } from "./worker-time.ts";

type Handler = (event: unknown, context: unknown) => unknown;

const start: WorkerStart = workerData;
const port = parentPort;
if (!port) throw new Error("worker.ts runs in a worker thread");

// It is the thread's, and has done its work: the function's environment is what the template says.
delete process.env.NODE_COMPILE_CACHE;
installClock(start.clock);
const timeUsed = ownTime(start.idle);
installOwnTime(timeUsed);

function tell(happened: Happened): void {
  const { user, system } = process.threadCpuUsage();
  const message: FromWorker = { ...happened, cpuMs: (user + system) / 1000 };
  port?.postMessage(message);
}

async function letRivalIn(): Promise<void> {
  if (!start.rival) return;
  const { installRival } = await import("../table/rival.ts");
  installRival(start.rival, (edit) => tell({ kind: "rivalled", edit }));
}

function failure(error: unknown, fatal: boolean, errorType?: string): Happened {
  const known = error instanceof Error;
  return {
    kind: "failed",
    errorType: errorType ?? (known ? error.name : typeof error),
    errorMessage: known ? error.message : String(error),
    trace: known ? (error.stack?.split("\n") ?? []) : [],
    fatal,
  };
}

async function loadHandler(): Promise<Handler> {
  const module: Record<string, unknown> = await import(pathToFileURL(start.file).href);
  const handler = module[start.exportName];
  if (typeof handler !== "function") {
    throw Object.assign(new Error(`${start.exportName} is undefined or not exported`), {
      name: "Runtime.HandlerNotFound",
    });
  }
  return (event, context) => handler(event, context);
}

function contextOf({ requestId, timeoutMs }: ToWorker): Record<string, unknown> {
  const deadline = timeUsed() + timeoutMs;
  return {
    ...start.context,
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - timeUsed())),
  };
}

let isFirst = true;

async function invoke(handler: Handler, message: ToWorker): Promise<void> {
  try {
    const result = await handler(JSON.parse(message.event), contextOf(message));
    tell({ kind: "done", payload: JSON.stringify(result) ?? "null" });
  } catch (error) {
    tell(failure(error, false));
  }
  // What the first invocation has compiled, the next environment need not.
  if (isFirst) flushCompileCache();
  isFirst = false;
}

process.on("unhandledRejection", (error) => {
  tell(failure(error, true, "Runtime.UnhandledPromiseRejection"));
  process.exit(128);
});

const began = performance.now();
try {
  await letRivalIn();
  const handler = await loadHandler();
  port.on("message", (message: ToWorker) => void invoke(handler, message));
  tell({ kind: "ready", initMs: performance.now() - began });
} catch (error) {
  tell(failure(error, true));
  process.exit(1);
}
