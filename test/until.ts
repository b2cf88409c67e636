import { setTimeout as pause } from "node:timers/promises";

/** Waits until something is so, however long that takes on this machine: only the suite's backstop ends it. */
export async function until(isSo: () => unknown): Promise<void> {
  while (!(await isSo())) await pause(20);
}
