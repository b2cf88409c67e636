/** Shorter waits are left as they are: they are pauses, and nobody's time is up with them. */
const timeoutFromMs = 1000;
const checkEveryMs = 250;

/** What is left of a time, by the count of TimeLimit: CPU time of this thread, and what it was seen idle (ms). */
export function ownTime(idle: Int32Array): () => number {
  return () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000 + Atomics.load(idle, 0);
  };
}

/** Runs the realm's longer timers on its own time, so that a slow machine aborts none of a function's calls. */
export function installOwnTime(now: () => number): void {
  const later = globalThis.setTimeout;
  const patient = (act: (...parameters: unknown[]) => void, ms?: number, ...parameters: unknown[]): NodeJS.Timeout => {
    if (ms === undefined || ms < timeoutFromMs) return later(act, ms, ...parameters);
    const until = now() + ms;
    const timer = later(() => (now() >= until ? act(...parameters) : timer.refresh()), checkEveryMs);
    return timer;
  };
  globalThis.setTimeout = Object.assign(patient, later);
  AbortSignal.timeout = (ms) => {
    const abort = new AbortController();
    const reason = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    globalThis.setTimeout(() => abort.abort(reason), ms).unref();
    return abort.signal;
  };
}
