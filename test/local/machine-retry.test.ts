import { expect, it } from "vitest";
import { nextRetry } from "../../stacks/local/machine/machine-retry.ts";

const half = () => 0.5;

it("backs off until MaxDelaySeconds and stops after MaxAttempts", () => {
  const retrier = {
    ErrorEquals: ["States.ALL"],
    IntervalSeconds: 2,
    MaxAttempts: 4,
    BackoffRate: 3,
    MaxDelaySeconds: 20,
  };
  const delays = [0, 1, 2, 3, 4].map((taken) => nextRetry([retrier], [taken], "Error", half)?.delay);
  expect(delays).toEqual([2000, 6000, 18_000, 20_000, undefined]);
});

it("has the defaults of the States Language: 1 s, doubling, three tries", () => {
  const delays = [0, 1, 2, 3].map((taken) => nextRetry([{ ErrorEquals: ["E"] }], [taken], "E", half)?.delay);
  expect(delays).toEqual([1000, 2000, 4000, undefined]);
});

it("jitters between nothing and the whole delay", () => {
  const retrier = { ErrorEquals: ["States.ALL"], IntervalSeconds: 10, JitterStrategy: "FULL" as const };
  expect(nextRetry([retrier], [0], "E", half)?.delay).toBe(5000);
});

it("asks only the first retrier that names the error, each with its own count", () => {
  const retriers = [{ ErrorEquals: ["A"], MaxAttempts: 1 }, { ErrorEquals: ["States.ALL"] }];
  expect(nextRetry(retriers, [0, 0], "B", half)?.retrier).toBe(1);
  expect(nextRetry(retriers, [1, 0], "A", half)).toBeUndefined();
  expect(nextRetry([{ ErrorEquals: ["States.ALL"], MaxAttempts: 0 }], [0], "A", half)).toBeUndefined();
});

it("knows what the wildcards leave out", () => {
  const failed = [{ ErrorEquals: ["States.TaskFailed"] }];
  expect(nextRetry(failed, [0], "Lambda.ServiceException", half)).toBeDefined();
  expect(nextRetry(failed, [0], "States.Timeout", half)).toBeUndefined();
  expect(nextRetry([{ ErrorEquals: ["States.ALL"] }], [0], "States.DataLimitExceeded", half)).toBeUndefined();
});
