import { type Instant, plus } from "../../platform/time.ts";
import type { Cadence } from "../model/cadence.ts";
import type { Progress } from "../model/progress.ts";

/** At the first step of a cadence that has just begun. */
export function atStart({ name, version, steps }: Cadence, run: number, now: Instant): Progress {
  const [step, ...ahead] = steps.map(({ id }) => id);
  return { name, version, run, step, since: now, done: [], ahead };
}

/** The step is done; the one after it comes next. */
export const afterStep = ({ step, ahead: [next, ...ahead], ...progress }: Progress, now: Instant): Progress => ({
  ...progress,
  step: next,
  since: now,
  done: step === undefined ? progress.done : [...progress.done, step],
  ahead,
});

function afterDone(ids: readonly string[], done: readonly string[]): string | undefined {
  const last = Math.max(...done.map((id) => ids.indexOf(id)), -1);
  return ids.slice(last + 1).find((id) => !done.includes(id));
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, place) => id === b[place]);

/** The same progress in today's definition: done steps never come again, and the next step stays so while it is there. */
export function inDefinition(progress: Progress, { name, version, steps }: Cadence): Progress {
  const { done } = progress;
  const ids = steps.map(({ id }) => id);
  const isOpen = (id: string | undefined): id is string => id !== undefined && ids.includes(id) && !done.includes(id);
  const step = [progress.step, ...progress.ahead].find(isOpen) ?? afterDone(ids, done);
  const place = step === undefined ? ids.length : ids.indexOf(step);
  const isAhead = (id: string, at: number): boolean => at > place || (at < place && progress.ahead.includes(id));
  const ahead = ids.filter((id, at) => isOpen(id) && isAhead(id, at));
  const isUnchanged = progress.name === name && progress.version === version && progress.step === step;
  return isUnchanged && isSame(progress.ahead, ahead) ? progress : { ...progress, name, version, step, ahead };
}

/** When the next step is due, or the cadence is exhausted. */
export const stepDueAt = ({ steps, patience }: Cadence, { step, since }: Progress): Instant =>
  plus(since, steps.find(({ id }) => id === step)?.after ?? patience);
