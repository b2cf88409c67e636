import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidExecutionInput,
  InvalidName,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAws } from "../../stacks/local/aws/aws.ts";
import { RequestLog } from "../../stacks/local/aws/request-log.ts";
import type { LoopbackServer } from "../../stacks/local/http/http-port.ts";
import { type Host, hostMachine, monday, machineArn as stateMachineArn } from "./machine-host.ts";

const definition = {
  StartAt: "Wait for first response",
  States: {
    "Wait for first response": { Type: "Wait", Seconds: 3600, Next: "Done" },
    Done: { Type: "Succeed" },
  },
};

let host: Host;
let server: LoopbackServer;
let client: SFNClient;

beforeAll(async () => {
  host = await hostMachine(definition, async (payload) => ({ ok: true, payload }));
  const services = { states: host.machines.service };
  const failed = (error: unknown) => host.failures.push(error);
  server = await startAws({ port: 0, clock: host.clock, requests: new RequestLog(), services, failed });
  const credentials = { accessKeyId: "local-Router", secretAccessKey: "local" };
  client = new SFNClient({ endpoint: server.url, region: "eu-west-1", credentials });
});

afterAll(async () => {
  client.destroy();
  await server.stop();
  await host.stop();
  expect(host.failures).toEqual([]);
});

const start = (name: string, input = "{}") => client.send(new StartExecutionCommand({ stateMachineArn, name, input }));

describe("StartExecution", () => {
  it("answers the same start twice while it runs, refuses another input, and keeps the name after the end", async () => {
    const first = await start("ld_1-1", '{"epoch":1}');
    expect(first.executionArn).toBe("arn:aws:states:eu-west-1:123456789012:execution:FollowUp:ld_1-1");
    expect(first.startDate).toEqual(new Date(monday));
    const { executionArn, startDate } = await start("ld_1-1", '{"epoch":1}');
    expect({ executionArn, startDate }).toEqual({ executionArn: first.executionArn, startDate: first.startDate });
    await expect(start("ld_1-1", '{"epoch":2}')).rejects.toBeInstanceOf(ExecutionAlreadyExists);
    await client.send(new StopExecutionCommand({ executionArn }));
    await expect(start("ld_1-1", '{"epoch":1}')).rejects.toBeInstanceOf(ExecutionAlreadyExists);
  });

  it("starts once when fifty ask at once", async () => {
    const { started } = host.machines.stats();
    const answers = await Promise.all(Array.from({ length: 50 }, () => start("ld_2-1")));
    expect(new Set(answers.map((answer) => answer.executionArn)).size).toBe(1);
    expect(host.machines.stats().started).toBe(started + 1);
  });

  it.each(["a b", "a/b", "a:b", "a#b", "{a}", "a\u0007", "x".repeat(81), ""])("refuses the name %j", async (name) => {
    await expect(start(name)).rejects.toBeInstanceOf(InvalidName);
  });

  it.each(["ld_01K5-12", "x".repeat(80), "a.b+c=d@e!"])("takes the name %j", async (name) => {
    await expect(start(name)).resolves.toBeDefined();
  });

  it("refuses what is no JSON, what is too large, and a machine that is not there", async () => {
    await expect(start("input", "{")).rejects.toBeInstanceOf(InvalidExecutionInput);
    await expect(start("input", JSON.stringify("x".repeat(262_143)))).rejects.toMatchObject({
      name: "ValidationException",
    });
    const missing = new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}2`, name: "a" });
    await expect(client.send(missing)).rejects.toBeInstanceOf(StateMachineDoesNotExist);
  });
});

describe("what is known of executions", () => {
  it("describes, lists and tells the history of a run", async () => {
    const { executionArn } = await start("told", '{"leadId":"l"}');
    await host.advance(3_600_000);
    const description = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(description).toMatchObject({ name: "told", status: "SUCCEEDED", input: '{"leadId":"l"}', stateMachineArn });
    expect(description.stopDate?.getTime()).toBe((description.startDate?.getTime() ?? 0) + 3_600_000);

    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: "SUCCEEDED" }));
    expect(executions?.map((execution) => execution.name)).toContain("told");

    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map((event) => event.type)).toEqual([
      "ExecutionStarted",
      "WaitStateEntered",
      "WaitStateExited",
      "SucceedStateEntered",
      "SucceedStateExited",
      "ExecutionSucceeded",
    ]);
    expect(events?.at(1)?.stateEnteredEventDetails?.name).toBe("Wait for first response");
  });

  it("pages the list, newest first", async () => {
    for (const name of ["page-1", "page-2", "page-3"]) await start(name);
    const first = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }));
    expect(first.executions?.map((execution) => execution.name)).toEqual(["page-3", "page-2"]);
    const second = await client.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1, nextToken: first.nextToken }),
    );
    expect(second.executions?.map((execution) => execution.name)).toEqual(["page-1"]);
  });

  it("shows the machine's own definition, its waits untouched", async () => {
    const machine = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(machine).toMatchObject({ name: "FollowUp", type: "STANDARD", definition: JSON.stringify(definition) });
  });

  it("knows what it does not know", async () => {
    const executionArn = "arn:aws:states:eu-west-1:123456789012:execution:FollowUp:none";
    const describing = client.send(new DescribeExecutionCommand({ executionArn }));
    await expect(describing).rejects.toBeInstanceOf(ExecutionDoesNotExist);
    const stopping = client.send(new StopExecutionCommand({ executionArn }));
    await expect(stopping).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  });

  it("shows on the local route where each execution is", async () => {
    await start("shown-1");
    const [route] = host.machines.routes;
    const query = new URLSearchParams({ prefix: "shown-", status: "RUNNING" });
    const reply = await route?.answer({ params: {}, query, body: "", accept: "" });
    expect(JSON.parse(String(reply?.body)).items).toEqual([
      {
        name: "shown-1",
        machine: "FollowUp",
        status: "RUNNING",
        startedAt: new Date(host.clock.now()).toISOString(),
        state: "Wait for first response",
        transitions: 1,
      },
    ]);
  });

  it("answers an operation it lacks by name", async () => {
    const { status, answer } = await host.call("CreateActivity", {});
    expect(status).toBe(400);
    expect(answer.message).toContain("CreateActivity");
  });
});
