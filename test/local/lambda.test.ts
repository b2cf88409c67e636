import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { temporaryFolder } from "../folder.ts";
import { until } from "../until.ts";
import { readApp, runFunctions } from "./fixture-app.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");

function manualClock(): VirtualClock {
  return new VirtualClock({
    mode: "manual",
    from: monday,
    failed: (error) => {
      throw error;
    },
  });
}

/** Runs one function whose module is `source`. */
function fixture(source: string, properties: object = {}, isKeptWaiting = () => false) {
  const clock = manualClock();
  const app = readApp({ functions: { Fn: source }, properties: { Fn: properties } });
  const { functions, reports, arnOf } = runFunctions(app, clock, { isKeptWaiting });
  return {
    clock,
    functions,
    reports,
    arn: arnOf("Fn"),
    invoke: (event: unknown) => functions.invoke(arnOf("Fn"), event),
  };
}

test("a function gets a copy of the event, its own environment and a context", async () => {
  const { invoke } = fixture(
    `export async function handler(event, context) {
      return { event, env: process.env, name: context.functionName, arn: context.invokedFunctionArn,
        left: context.getRemainingTimeInMillis(), id: context.awsRequestId };
    }`,
    { Timeout: 7, MemorySize: 256, Environment: { Variables: { TABLE_NAME: "leads" } } },
  );
  const invocation = await invoke({ a: 1, dropped: undefined });
  expect(invocation).toMatchObject({
    ok: true,
    payload: {
      event: { a: 1 },
      name: "test-Fn",
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:test-Fn",
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  const { env, left } = Object(invocation.ok && invocation.payload);
  expect(env).toMatchObject({
    TABLE_NAME: "leads",
    AWS_REGION: "eu-west-1",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
    AWS_ACCESS_KEY_ID: "local-Fn",
    AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1",
    AWS_ENDPOINT_URL_SES: "http://127.0.0.1:2",
  });
  expect(env).not.toHaveProperty("PATH");
  expect(left).toBeGreaterThan(6000);
  expect(left).toBeLessThanOrEqual(7000);
});

test("the date of a function is the virtual clock's", async () => {
  const { clock, invoke } = fixture(
    `export const handler = () => [Date.now(), new Date().getTime(), new Date(5).getTime(), new Date() instanceof Date,
      Date.UTC(2026, 0, 1), new Date(2026, 0, 1).toISOString()];`,
  );
  const january = Date.parse("2026-01-01");
  expect(await invoke({})).toEqual({
    ok: true,
    payload: [monday, monday, 5, true, january, "2026-01-01T00:00:00.000Z"],
  });
  await clock.moveTo(monday + 1000);
  expect(await invoke({})).toMatchObject({ payload: expect.arrayContaining([monday + 1000]) });
});

/** An address that answers nobody until two have come. */
async function whereTwoMeet(): Promise<string> {
  const waiting: ServerResponse[] = [];
  const server = createServer((_, response) => {
    waiting.push(response);
    if (waiting.length === 2) for (const one of waiting) one.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}

test("an environment is used again, and another comes up when it is busy", async () => {
  const { invoke } = fixture(
    `const id = Math.random(); let calls = 0;
    export const handler = async ({ meet }) => { if (meet) await fetch(meet); return { id, calls: ++calls }; };`,
    {},
    () => true,
  );
  const first = await invoke({});
  const second = await invoke({});
  expect(second).toEqual({ ok: true, payload: { ...Object(first.ok && first.payload), calls: 2 } });
  const meet = await whereTwoMeet();
  const both = await Promise.all([invoke({ meet }), invoke({ meet })]);
  const ids = both.map((it) => Object(it.ok && it.payload).id);
  expect(new Set(ids).size).toBe(2);
});

test("more invocations than environments wait their turn", async () => {
  const { invoke } = fixture("export const handler = async ({ n }) => n;");
  const all = await Promise.all(Array.from({ length: 60 }, (_, n) => invoke({ n })));
  expect(all.map((it) => it.ok && it.payload)).toEqual(Array.from({ length: 60 }, (_, n) => n));
});

test.each([
  ["a thrown error", "throw new TypeError('no')", "TypeError", "no"],
  ["a thrown text", "throw 'no'", "string", "no"],
  [
    "a rejection nobody handles",
    "Promise.reject(new Error('lost')); await new Promise(() => {})",
    "Runtime.UnhandledPromiseRejection",
    "lost",
  ],
  [
    "an exception outside",
    "setTimeout(() => { throw new RangeError('out') }); await new Promise(() => {})",
    "RangeError",
    "out",
  ],
  ["an exit", "process.exit(3)", "Runtime.ExitError", "Runtime exited with error: exit status 3"],
  ["a time-out", "await new Promise(() => {})", "Sandbox.Timedout", "Task timed out after 1.00 seconds"],
  ["a loop without end", "for (;;);", "Sandbox.Timedout", "Task timed out after 1.00 seconds"],
  [
    "too large an answer",
    "return 'x'.repeat(6291557)",
    "Function.ResponseSizeTooLarge",
    "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
  ],
])("%s fails the invocation, and the next one works", async (_, body, errorType, errorMessage) => {
  const source = `export const handler = async ({ fail }) => { if (!fail) return "fine"; ${body} };`;
  const { invoke, reports } = fixture(source, { Timeout: 1 });
  expect(await invoke({ fail: true })).toEqual({ ok: false, errorType, errorMessage });
  expect(reports).toEqual([`Fn failed: ${errorType}: ${errorMessage}`]);
  expect(await invoke({ fail: false })).toEqual({ ok: true, payload: "fine" });
});

test("what a busy machine makes a function wait for is no time of its own: neither its time-out nor its own timers pass", async () => {
  const { invoke } = fixture(
    `export const handler = async (_, context) => {
      const before = context.getRemainingTimeInMillis();
      let gaveUp = false;
      const timer = setTimeout(() => { gaveUp = true; }, 1000);
      const signal = AbortSignal.timeout(1000);
      for (let times = 0; times < 16; times++) await new Promise((resolve) => setTimeout(resolve, 100));
      clearTimeout(timer);
      return { gaveUp, aborted: signal.aborted, used: before - context.getRemainingTimeInMillis() };
    };`,
    { Timeout: 1 },
    () => true,
  );
  const invocation = await invoke({});
  expect(invocation).toMatchObject({ ok: true, payload: { gaveUp: false, aborted: false } });
  expect(Object(invocation.ok && invocation.payload).used).toBeLessThan(1000);
});

test("a function gives up a call that nobody answers when its own time for it is up", async () => {
  const { invoke } = fixture(
    `export const handler = async (_, context) => {
      const before = context.getRemainingTimeInMillis();
      const signal = AbortSignal.timeout(1000);
      const later = new Promise((resolve) => setTimeout(resolve, 1000, "later"));
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return [signal.reason.name, await later, before - context.getRemainingTimeInMillis() >= 1000];
    };`,
    { Timeout: 60 },
  );
  expect(await invoke({})).toEqual({ ok: true, payload: ["TimeoutError", "later", true] });
});

test("an environment that dies between two invocations is replaced", async () => {
  const { functions, arn, invoke } = fixture(
    "export const handler = async () => { setTimeout(() => process.exit(1), 5); return 1; };",
  );
  const environments = () => functions.loadFigures.flatMap(({ initMs }) => initMs).length;
  expect(await invoke({})).toEqual({ ok: true, payload: 1 });
  expect(functions.logLines(arn)).toEqual([]);
  await until(() => environments() === 0);
  expect(await invoke({})).toEqual({ ok: true, payload: 1 });
});

test("a module that cannot be loaded fails the invocation", async () => {
  const broken = fixture("throw new Error('at init');");
  expect(await broken.invoke({})).toMatchObject({ ok: false, errorType: "Error", errorMessage: "at init" });
  const empty = fixture("export const other = 1;");
  expect(await empty.invoke({})).toMatchObject({ ok: false, errorType: "Runtime.HandlerNotFound" });
});

test("an asynchronous invocation is tried twice more, a minute and two minutes later", async () => {
  const { clock, functions, arn, reports } = fixture("export const handler = () => { throw new Error('no'); };");
  await functions.invokeAsync(arn, {});
  expect(reports).toHaveLength(1);
  expect(clock.nextAt).toBe(monday + 60_000);
  await clock.moveTo(monday + 60_000);
  expect(reports).toHaveLength(2);
  await clock.moveTo(monday + 600_000);
  expect(reports).toHaveLength(3);
  expect(clock.nextAt).toBeUndefined();
});

test("what a function prints is in its log, and its load is measured", async () => {
  const folder = temporaryFolder();
  const app = readApp({
    functions: { Fn: "export const handler = () => { console.log('hello'); console.error('oh'); };" },
  });
  const { functions, arnOf } = runFunctions(app, manualClock(), { logFolder: folder });
  expect(await functions.invoke(arnOf("Fn"), {})).toEqual({ ok: true, payload: null });
  expect(functions.loadFigures).toEqual([
    { logicalId: "Fn", bundleBytes: expect.any(Number), initMs: [expect.any(Number)] },
  ]);
  await functions.stop();
  const log = readFileSync(join(folder, "Fn.log"), "utf8");
  expect(log).toContain("hello");
  expect(log).toContain("oh");
});

test("a function nobody knows is an error", async () => {
  const { functions } = fixture("export const handler = () => 1;");
  await expect(functions.invoke("arn:aws:lambda:eu-west-1:123456789012:function:other", {})).rejects.toThrow(
    "No function",
  );
});
