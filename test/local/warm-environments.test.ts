import { expect, test } from "vitest";
import { clockCells, VirtualClock } from "../../stacks/local/clock/clock.ts";
import { WarmEnvironments } from "../../stacks/local/lambda/warm-environments.ts";
import { until } from "../until.ts";
import { readApp, runFunctions } from "./fixture-app.ts";

const source = `let calls = 0;
  export const handler = async () => { console.log("called"); return { calls: ++calls, at: Date.now() }; };`;
const monday = Date.parse("2026-11-23T09:00:00Z");
const day = 86_400_000;

/** Runtimes of functions, each after the other, that leave warm environments to one another. */
function successors(remembers = false) {
  const warm = new WarmEnvironments(() => remembers);
  const cells = clockCells();
  const app = readApp({ functions: { Fn: source } });
  return (assembly = app, from = monday) => {
    const failed = (error: unknown) => expect.fail(String(error));
    const clock = new VirtualClock({ mode: "manual", from, cells, failed });
    const { functions, arnOf } = runFunctions(assembly, clock, { warm });
    const arn = arnOf("Fn");
    return { functions, arn, call: () => functions.invoke(arn, {}) };
  };
}

test("an environment that is left goes on for who comes next: on their clock, into their log", async () => {
  const next = successors();
  const first = next(undefined, monday + day);
  expect(await first.call()).toEqual({ ok: true, payload: { calls: 1, at: monday + day } });
  await first.functions.stop();

  const second = next();
  expect(await second.call()).toEqual({ ok: true, payload: { calls: 2, at: monday } });
  await until(() => second.functions.logLines(second.arn).length > 0);
  expect(first.functions.logLines(first.arn)).toEqual(["called"]);
});

test("one whose variables are others, that remembers, or that was ended is left to nobody", async () => {
  const next = successors();
  const first = next();
  await first.call();
  await first.functions.stop();
  const other = next(
    readApp({ functions: { Fn: source }, properties: { Fn: { Environment: { Variables: { OTHER: "1" } } } } }),
  );
  expect(await other.call()).toMatchObject({ payload: { calls: 1 } });

  const remembering = successors(true);
  const before = remembering();
  await before.call();
  await before.functions.stop();
  expect(await remembering().call()).toMatchObject({ payload: { calls: 1 } });

  const ending = successors();
  const ended = ending();
  await ended.call();
  const [id = ""] = ended.functions.environments(ended.arn);
  ended.functions.end(id, "killed");
  await ended.functions.stop();
  expect(await ending().call()).toMatchObject({ payload: { calls: 1 } });
});
