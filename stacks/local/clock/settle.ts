import type { VirtualClock } from "./clock.ts";

const settleMs = 1000;

/** Lets work in flight end, but not for long: what is cut off is taken up again at the next start. */
export async function settle(clock: VirtualClock): Promise<void> {
  clock.stop();
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, settleMs);
  });
  await Promise.race([clock.drained(), enough]);
  clearTimeout(timer);
}
