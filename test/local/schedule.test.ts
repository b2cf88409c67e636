import { expect, onTestFinished, test } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { startSchedules } from "../../stacks/local/event/schedule.ts";
import type { InvocationNote } from "../../stacks/local/lambda/lambda.ts";
import { readApp } from "./fixture-app.ts";

const monday = Date.parse("2026-11-23T09:00:30Z");
const minute = 60_000;

function rule(ScheduleExpression: string, target: object = { Input: "{}" }, State = "ENABLED") {
  const Targets = [{ Arn: { "Fn::GetAtt": ["Fn", "Arn"] }, Id: "Target0", ...target }];
  return { Type: "AWS::Events::Rule", Properties: { ScheduleExpression, State, Targets } };
}

/** Runs a schedule whose function answers with `respond`. */
function schedule(properties: ReturnType<typeof rule>, respond: () => unknown = () => null) {
  const assembly = readApp({ functions: { Fn: "" }, resources: { Rule: properties } });
  const failed = (error: unknown) => {
    throw error;
  };
  const clock = new VirtualClock({ mode: "manual", from: monday, failed });
  const ticks: string[] = [];
  const events: unknown[] = [];
  const listeners: ((note: InvocationNote) => void)[] = [];
  const own = assembly.ofType("AWS::Lambda::Function")[0]?.arn ?? "";
  const invoked = (logicalId: string) => {
    const arn = logicalId === "Fn" ? own : "";
    for (const hear of listeners) hear({ arn, logicalId, memoryMegabytes: 128, ms: 1, billedMs: 1, ok: true });
  };
  const invokeAsync = async (_: string, event: unknown) => {
    ticks.push(new Date(clock.now()).toISOString().slice(11, 19));
    events.push(event);
    const payload = respond();
    invoked("Fn");
    return { ok: true, payload } as const;
  };
  const schedules = startSchedules({
    assembly,
    clock,
    functions: { invokeAsync, onInvocation: (it) => listeners.push(it) },
  });
  onTestFinished(() => schedules.stop());
  return { clock, ticks, events, invoked };
}

test("a rate ticks at whole multiples of its period", async () => {
  const { clock, ticks, events } = schedule(rule("rate(1 minute)"));
  await clock.moveTo(monday + 3 * minute);
  expect(ticks).toEqual(["09:01:00", "09:02:00", "09:03:00"]);
  expect(events[0]).toEqual({});
});

test("without an input the function gets EventBridge's scheduled event", async () => {
  const { clock, events } = schedule(rule("rate(5 minutes)", {}));
  await clock.moveTo(monday + 5 * minute);
  expect(events).toEqual([
    expect.objectContaining({
      "detail-type": "Scheduled Event",
      source: "aws.events",
      time: "2026-11-23T09:05:00Z",
      resources: ["arn:aws:events:eu-west-1:123456789012:rule/test-Rule"],
      detail: {},
    }),
  ]);
});

test("ticks are left out until the instant the function names", async () => {
  const { clock, ticks } = schedule(rule("rate(1 minute)"), () => ({ idleUntil: "2026-11-23T09:10:00.000Z" }));
  await clock.moveTo(monday + 10 * minute);
  expect(ticks).toEqual(["09:01:00", "09:10:00"]);
});

test("a function that is idle for good ticks again when something else has run", async () => {
  const { clock, ticks, invoked } = schedule(rule("rate(1 minute)"), () => ({ idleUntil: null }));
  await clock.moveTo(monday + 60 * minute);
  expect(ticks).toEqual(["09:01:00"]);
  expect(clock.nextAt).toBeUndefined();

  invoked("Other");
  await clock.moveTo(monday + 120 * minute);

  expect(ticks).toEqual(["09:01:00", "10:01:00"]);
});

test("what runs during a tick counts as something else", async () => {
  const { clock, ticks, invoked } = schedule(rule("rate(1 minute)"), () => {
    if (clock.now() < Date.parse("2026-11-23T09:02:00Z")) invoked("Other");
    return { idleUntil: null };
  });
  await clock.moveTo(monday + 60 * minute);
  expect(ticks).toEqual(["09:01:00", "09:02:00"]);
});

test("functions that run by the clock do not wake each other", async () => {
  const { clock, ticks, invoked } = schedule(rule("rate(1 minute)"), () => ({ idleUntil: null }));
  await clock.moveTo(monday + 60 * minute);
  invoked("Fn");
  await clock.moveTo(monday + 120 * minute);
  expect(ticks).toEqual(["09:01:00"]);
});

test("a disabled rule does not tick", async () => {
  const { clock, ticks } = schedule(rule("rate(1 minute)", {}, "DISABLED"));
  await clock.moveTo(monday + 5 * minute);
  expect(ticks).toEqual([]);
});

test("a schedule that is not known stops the start", () => {
  expect(() => schedule(rule("cron(0 9 * * ? *)"))).toThrow(/Rule has the schedule "cron/);
});
