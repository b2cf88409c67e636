import type { Retrier } from "./machine-definition.ts";

export interface Retry {
  retrier: number;
  delay: number;
}

/** Errors that neither `States.ALL` nor a name in a Retry can match (AWS: "Handling errors in Step Functions workflows"). */
const terminal = ["States.Runtime", "States.DataLimitExceeded"];

/** What the first retrier that names the error grants ("Retrying after error"). `taken`: tries so far; `random`: in [0, 1). */
export function nextRetry(
  retriers: readonly Retrier[],
  taken: readonly number[],
  error: string,
  random: () => number,
): Retry | undefined {
  const index = retriers.findIndex((retrier) => retrier.ErrorEquals.some((name) => matches(name, error)));
  const retrier = retriers[index];
  const tries = taken[index] ?? 0;
  if (!retrier || tries >= (retrier.MaxAttempts ?? 3)) return undefined;
  const interval = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** tries;
  const longest = Math.min(interval, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY) * 1000;
  return { retrier: index, delay: retrier.JitterStrategy === "FULL" ? Math.floor(random() * longest) : longest };
}

function matches(name: string, error: string): boolean {
  if (terminal.includes(error)) return false;
  if (name === "States.TaskFailed") return error !== "States.Timeout";
  return name === "States.ALL" || name === error;
}
