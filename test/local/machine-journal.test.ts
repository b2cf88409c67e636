import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Host, hostMachine, monday, machineArn as stateMachineArn } from "./machine-host.ts";

const day = 86_400_000;
const definition = {
  StartAt: "Wait",
  States: { Wait: { Type: "Wait", TimestampPath: "$.at", Next: "Done" }, Done: { Type: "Succeed" } },
};
const input = JSON.stringify({ at: new Date(monday + day).toISOString() });

let folder: string;
const hosts: Host[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadwright-journal-"));
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  await rm(folder, { recursive: true });
});

async function given(at = monday): Promise<Host> {
  const host = await hostMachine(definition, async (payload) => ({ ok: true, payload }), { folder, at });
  hosts.push(host);
  return host;
}

const start = (host: Host, name: string) => host.call("StartExecution", { stateMachineArn, name, input });
const executionArn = (name: string) => `${stateMachineArn.replace("stateMachine", "execution")}:${name}`;
const statusOf = async (host: Host, name: string) =>
  (await host.call("DescribeExecution", { executionArn: executionArn(name) })).answer.status;

it("has recorded a start when it answers", async () => {
  const host = await given();
  await Promise.all(Array.from({ length: 20 }, (_, index) => start(host, `a-${index}`)));
  const lines = (await readFile(join(folder, "executions.jsonl"), "utf8")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).arn)).toEqual(lines.map((_, index) => executionArn(`a-${index}`)));
});

it("takes up running executions after a crash and keeps the names of ended ones", async () => {
  const crashed = await given();
  await start(crashed, "running");
  await start(crashed, "stopped");
  await crashed.call("StopExecution", { executionArn: executionArn("stopped") });
  await appendFile(join(folder, "executions.jsonl"), '{"kind":"started","arn":"torn');

  const next = await given(monday + 1000);
  expect(await statusOf(next, "running")).toBe("RUNNING");
  expect(await statusOf(next, "stopped")).toBe("ABORTED");
  expect((await start(next, "stopped")).answer.__type).toContain("ExecutionAlreadyExists");
  await next.advance(day);
  expect(await statusOf(next, "running")).toBe("SUCCEEDED");

  const third = await given(next.clock.now());
  expect(await statusOf(third, "running")).toBe("SUCCEEDED");
  expect(third.machines.stats()).toMatchObject({ started: 0, open: 0 });
});

it("takes up running executions after an orderly stop", async () => {
  const first = await given();
  await start(first, "running");
  await first.machines.stop();
  hosts.splice(0);
  expect(await statusOf(await given(), "running")).toBe("RUNNING");
});

it("gives a name free 90 days after the end, and forgets it when it starts", async () => {
  const host = await given();
  await start(host, "a");
  await host.advance(day);
  await host.advance(90 * day);
  expect((await start(host, "a")).answer.__type).toContain("ExecutionAlreadyExists");
  await host.advance(1);
  expect((await start(host, "a")).status).toBe(200);
  await host.clock.quiet();
  await host.machines.stop();
  hosts.splice(0);
  const later = await given(monday + 200 * day);
  expect((await later.call("DescribeExecution", { executionArn: executionArn("a") })).answer.__type).toContain(
    "ExecutionDoesNotExist",
  );
  expect(await readFile(join(folder, "executions.jsonl"), "utf8")).toBe("");
});

it("names the line it cannot read", async () => {
  await appendFile(join(folder, "executions.jsonl"), "nonsense\n");
  await expect(given()).rejects.toThrow(/executions\.jsonl: line 1/);
});
