import { setTimeout as realSleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { functionArn, type Host, hostMachine, machineArn, monday, type Step } from "./machine-host.ts";

const hour = 3_600_000;
const day = 24 * hour;
const hosts: Host[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) {
    expect(host.failures).toEqual([]);
    await host.stop();
  }
});

/** Bytes of the heap that something still needs: what may be collected depends on when one looks. */
function memoryHeld(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

async function given(
  definition: object,
  step: Step = async (payload) => ({ ok: true, payload }),
  options: Parameters<typeof hostMachine>[2] = {},
): Promise<Host> {
  const host = await hostMachine(definition, step, options);
  hosts.push(host);
  return host;
}

async function start(host: Host, name: string, input: object = {}): Promise<string> {
  const { answer } = await host.call("StartExecution", {
    stateMachineArn: machineArn,
    name,
    input: JSON.stringify(input),
  });
  await host.clock.quiet();
  return String(answer.executionArn);
}

async function describeExecution(host: Host, executionArn: string) {
  return (await host.call("DescribeExecution", { executionArn })).answer;
}

const wait = (field: object) => ({
  StartAt: "Wait",
  States: { Wait: { Type: "Wait", ...field, Next: "Done" }, Done: { Type: "Succeed" } },
});
const task = (field: object) => ({
  StartAt: "Act",
  States: { Act: { Type: "Task", Resource: functionArn, ...field, End: true } },
});
const failing =
  (errorType: string): Step =>
  async () => ({ ok: false, errorType, errorMessage: "no" });

const loop = {
  StartAt: "Act",
  States: {
    Act: {
      Type: "Task",
      Resource: functionArn,
      Parameters: { contract: 1, "leadId.$": "$.leadId" },
      Next: "What next?",
    },
    "What next?": {
      Type: "Choice",
      Choices: [{ Variable: "$.next", StringEquals: "wait", Next: "Wait" }],
      Default: "Done",
    },
    Wait: { Type: "Wait", TimestampPath: "$.at", Next: "Act" },
    Done: { Type: "Succeed" },
  },
};

describe("a machine", () => {
  it("acts, waits until the moment its input names, and acts again", async () => {
    const answers = [{ leadId: "ld_1", next: "wait", at: new Date(monday + 40 * day).toISOString() }, { next: "end" }];
    const host = await given(loop, async () => ({ ok: true, payload: answers.shift() }));
    const arn = await start(host, "ld_1-1", { leadId: "ld_1" });
    expect(host.calls).toEqual([{ contract: 1, leadId: "ld_1" }]);

    await host.advance(40 * day - 1);
    expect(host.calls).toHaveLength(1);
    await host.advance(1);
    expect(host.calls).toHaveLength(2);
    expect(await describeExecution(host, arn)).toMatchObject({
      status: "SUCCEEDED",
      output: '{"next":"end"}',
      stopDate: (monday + 40 * day) / 1000,
    });
    expect(host.machines.stats()).toEqual({ started: 1, open: 0, peak: 1, transitions: 6 });
  });

  it.each([
    ["Seconds", wait({ Seconds: 3600 })],
    ["SecondsPath", wait({ SecondsPath: "$.seconds" })],
    ["Timestamp", wait({ Timestamp: "2026-11-23T10:00:00Z" })],
    ["TimestampPath", wait({ TimestampPath: "$.at" })],
  ])("waits by %s and hands its input on", async (_field, definition) => {
    const host = await given(definition);
    const arn = await start(host, "a", { seconds: 3600, at: "2026-11-23T11:00:00+01:00" });
    await host.advance(hour - 1);
    expect(await describeExecution(host, arn)).toMatchObject({ status: "RUNNING" });
    await host.advance(1);
    expect(await describeExecution(host, arn)).toMatchObject({
      status: "SUCCEEDED",
      output: '{"seconds":3600,"at":"2026-11-23T11:00:00+01:00"}',
    });
  });

  it("goes on at once when the moment is past", async () => {
    const host = await given(wait({ Timestamp: "2020-01-01T00:00:00Z" }));
    const arn = await start(host, "a");
    expect(await describeExecution(host, arn)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("fails on a moment that is none", async () => {
    const host = await given(wait({ TimestampPath: "$.at" }));
    const arn = await start(host, "a", { at: "tomorrow" });
    expect(await describeExecution(host, arn)).toMatchObject({ status: "FAILED", error: "States.Runtime" });
  });

  it("survives the library's own time-out during a wait", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const host = await given(wait({ Seconds: 3600 }));
      const arn = await start(host, "a");
      await vi.advanceTimersByTimeAsync(60 * day);
      expect(await describeExecution(host, arn)).toMatchObject({ status: "RUNNING" });
      await host.advance(hour);
      expect(await describeExecution(host, arn)).toMatchObject({ status: "SUCCEEDED" });
    } finally {
      vi.useRealTimers();
    }
  });

  it("never lets a manual clock jump while a function runs", async () => {
    const host = await given(loop, async () => {
      await realSleep(20);
      return { ok: true, payload: { leadId: "l", next: "wait", at: new Date(host.clock.now() + hour).toISOString() } };
    });
    await start(host, "a", { leadId: "l" });
    await host.advance(10 * hour);
    expect(host.calls).toHaveLength(11);
  });

  it("times out as a whole on the virtual clock", async () => {
    const host = await given({ ...wait({ Seconds: 10 * 86_400 }), TimeoutSeconds: 40 * 86_400 });
    const slow = await given({ ...wait({ Seconds: 50 * 86_400 }), TimeoutSeconds: 40 * 86_400 });
    const [quick, late] = [await start(host, "a"), await start(slow, "a")];
    await host.advance(60 * day);
    await slow.advance(60 * day);
    expect(await describeExecution(host, quick)).toMatchObject({ status: "SUCCEEDED" });
    expect(await describeExecution(slow, late)).toMatchObject({
      status: "TIMED_OUT",
      stopDate: (monday + 40 * day) / 1000,
    });
  });

  it("parks ten thousand executions cheaply", async () => {
    const host = await given(wait({ Seconds: 3600 }));
    const before = memoryHeld();
    const names = Array.from({ length: 10_000 }, (_, index) => `lead-${index}`);
    await Promise.all(names.map((name) => host.call("StartExecution", { stateMachineArn: machineArn, name })));
    await host.clock.quiet();
    expect(host.machines.stats()).toMatchObject({ open: 10_000, transitions: 10_000 });
    expect((memoryHeld() - before) / 2 ** 20).toBeLessThan(150);
    await host.advance(hour);
    expect(host.machines.stats()).toMatchObject({ open: 0, peak: 10_000, transitions: 20_000 });
  });
});

describe("a failing task", () => {
  it("is tried again on the virtual clock, then fails under its own name", async () => {
    const Retry = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 6 }];
    const host = await given(task({ Retry }), failing("Sandbox.Timedout"));
    const arn = await start(host, "a");
    await host.advance(10_000);
    expect(host.calls).toHaveLength(2);
    await host.advance(59_999);
    expect(host.calls).toHaveLength(2);
    await host.advance(1);
    expect(host.calls).toHaveLength(3);
    expect(await describeExecution(host, arn)).toMatchObject({
      status: "FAILED",
      error: "Sandbox.Timedout",
      cause: '{"errorMessage":"no","errorType":"Sandbox.Timedout"}',
    });
    expect(host.machines.stats().transitions).toBe(3);
  });

  it("goes where its Catch says", async () => {
    const definition = task({ Catch: [{ ErrorEquals: ["Lambda.ServiceException"], Next: "Sorry" }] });
    const States = { ...definition.States, Sorry: { Type: "Pass", End: true } };
    const host = await given({ ...definition, States }, failing("Lambda.ServiceException"));
    const arn = await start(host, "a");
    expect(await describeExecution(host, arn)).toMatchObject({
      status: "SUCCEEDED",
      output: expect.stringContaining('"Error":"Lambda.ServiceException"'),
    });
  });

  it("is given up after its own TimeoutSeconds", async () => {
    const { promise: answer, resolve } = Promise.withResolvers<void>();
    const step: Step = () => answer.then(() => ({ ok: true, payload: null }));
    const host = await given(task({ TimeoutSeconds: 1 }), step, { mode: "real" });
    host.clock.at(host.clock.now() + 1001, resolve);
    const arn = await start(host, "a");
    expect(await describeExecution(host, arn)).toMatchObject({ status: "FAILED", error: "States.Timeout" });
  });

  it("is never given up because a function takes long while the clock stands", async () => {
    const host = await given(task({ TimeoutSeconds: 1 }), async () => {
      await realSleep(1200);
      return { ok: true, payload: null };
    });
    const arn = await start(host, "a");
    expect(await describeExecution(host, arn)).toMatchObject({ status: "SUCCEEDED" });
  });

  it("answers within Lambda's envelope when called by the optimized integration", async () => {
    const Parameters = { FunctionName: functionArn, "Payload.$": "$" };
    const host = await given(task({ Resource: "arn:aws:states:::lambda:invoke", Parameters }));
    const arn = await start(host, "a", { leadId: "l" });
    expect(host.calls).toEqual([{ leadId: "l" }]);
    expect(JSON.parse(String((await describeExecution(host, arn)).output))).toMatchObject({
      StatusCode: 200,
      Payload: { leadId: "l" },
    });
  });
});

describe("StopExecution", () => {
  it("ends a wait at once, with its timer", async () => {
    const host = await given(wait({ Seconds: 3600 }));
    const executionArn = await start(host, "a");
    expect(host.clock.nextAt).toBe(monday + hour);
    const { answer } = await host.call("StopExecution", { executionArn, error: "Superseded", cause: "epoch 2" });
    expect(answer).toEqual({ stopDate: monday / 1000 });
    expect(host.clock.nextAt).toBeUndefined();
    await host.advance(2 * hour);
    expect(await describeExecution(host, executionArn)).toMatchObject({
      status: "ABORTED",
      error: "Superseded",
      cause: "epoch 2",
      stopDate: monday / 1000,
    });
    expect(host.machines.stats()).toMatchObject({ open: 0, transitions: 1 });
  });

  it("ends a retry's delay at once", async () => {
    const host = await given(task({ Retry: [{ ErrorEquals: ["States.ALL"] }] }), failing("Error"));
    const executionArn = await start(host, "a");
    await host.call("StopExecution", { executionArn });
    await host.advance(hour);
    expect(host.calls).toHaveLength(1);
    expect(await describeExecution(host, executionArn)).toMatchObject({ status: "ABORTED" });
  });

  it("lets a running function end, and nothing follow", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let ended = false;
    const host = await given(loop, async () => {
      await gate;
      ended = true;
      return { ok: true, payload: { leadId: "l", next: "wait", at: new Date(monday + hour).toISOString() } };
    });
    const { answer } = await host.call("StartExecution", {
      stateMachineArn: machineArn,
      name: "a",
      input: '{"leadId":"l"}',
    });
    const executionArn = String(answer.executionArn);
    await host.call("StopExecution", { executionArn });
    expect(await describeExecution(host, executionArn)).toMatchObject({ status: "ABORTED" });
    expect(host.clock.idle).toBe(false);
    open();
    await host.clock.quiet();
    expect(ended).toBe(true);
    expect(host.clock.nextAt).toBeUndefined();
    expect(host.machines.stats()).toMatchObject({ open: 0, transitions: 1 });
  });
});
