/** How long each of many acts took, and all of them together, in ms. */
export interface Timings {
  each: number[];
  total: number;
}

/** Acts with a fixed number in flight: the next one starts when one has ended. `more` is asked before each. */
async function closedLoop(
  inFlight: number,
  more: (started: number) => boolean,
  act: () => Promise<unknown>,
): Promise<Timings> {
  const each: number[] = [];
  let started = 0;
  const began = performance.now();
  const lane = async () => {
    while (more(started)) {
      started++;
      const from = performance.now();
      await act();
      each.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { each, total: performance.now() - began };
}

/** Acts this many times, but begins no more after `span` ms: a slow machine measures fewer. */
export function times(
  count: number,
  inFlight: number,
  act: () => Promise<unknown>,
  span = Number.POSITIVE_INFINITY,
): Promise<Timings> {
  const until = performance.now() + span;
  return closedLoop(inFlight, (started) => started < count && performance.now() < until, act);
}

/** Acts for this long (ms). */
export const during = (span: number, inFlight: number, act: () => Promise<unknown>): Promise<Timings> =>
  times(Number.POSITIVE_INFINITY, inFlight, act, span);

export const perSecond = ({ each, total }: Timings): number => (each.length / total) * 1000;

/** The value below which this share (0 to 1) of the others lies. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: number[]): number => percentile(values, 0.5);
