import { ExecutionAbortedError } from "aws-local-stepfunctions";
import { expect, it } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { Sleeper } from "../../stacks/local/machine/machine-sleep.ts";

const failed = (error: unknown) => {
  throw error;
};
const manualClock = () => new VirtualClock({ mode: "manual", from: 0, failed });

it("is work in flight but for its sleep, without a gap between them", async () => {
  const clock = manualClock();
  const sleeper = new Sleeper(clock);
  expect(clock.idle).toBe(false);
  const sleep = sleeper.sleepUntil(1000);
  expect(clock.idle).toBe(true);
  const move = clock.moveTo(5000);
  await sleep;
  expect(clock.idle).toBe(false);
  expect(clock.now()).toBe(1000);
  sleeper.end();
  await move;
  expect(clock.now()).toBe(5000);
});

it("joins a sleep that lasts instead of starting another", async () => {
  const clock = manualClock();
  const sleeper = new Sleeper(clock);
  const sleeps = [sleeper.sleepUntil(1000), sleeper.sleepUntil(9000)];
  const move = clock.moveTo(1000);
  await Promise.all(sleeps);
  sleeper.end();
  await move;
  expect(clock.nextAt).toBeUndefined();
});

it("sleeps no more once aborted", async () => {
  const clock = manualClock();
  const sleeper = new Sleeper(clock);
  const sleep = sleeper.sleepUntil(1000);
  sleeper.abort();
  await expect(sleep).rejects.toBeInstanceOf(ExecutionAbortedError);
  await expect(sleeper.sleepUntil(2000)).rejects.toBeInstanceOf(ExecutionAbortedError);
  expect(clock.nextAt).toBeUndefined();
});
