import { setTimeout as pause } from "node:timers/promises";

/** How often new acts are begun, in ms. */
const beatMs = 10;

/**
 * Acts at a fixed rate for this long (ms), whatever became of the acts before: a crowd does not wait for one another.
 * Resolves when all have ended; answers how many there were.
 */
export async function openLoop(perSecond: number, span: number, act: () => Promise<unknown>): Promise<number> {
  const acts: Promise<unknown>[] = [];
  const began = performance.now();
  for (;;) {
    const elapsed = Math.min(span, performance.now() - began);
    while (acts.length < (elapsed / 1000) * perSecond) acts.push(act());
    if (elapsed === span) break;
    await pause(beatMs);
  }
  await Promise.all(acts);
  return acts.length;
}
