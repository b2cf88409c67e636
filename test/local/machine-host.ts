import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import type { Functions, Invocation } from "../../stacks/local/lambda/lambda.ts";
import { type Machines, startMachines } from "../../stacks/local/machine/machine.ts";
import type { Assembly } from "../../stacks/local/template/template.ts";

export const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:Step";
export const machineArn = "arn:aws:states:eu-west-1:123456789012:stateMachine:FollowUp";
export const monday = Date.parse("2026-11-23T09:00:00Z");

/** What the one function does with the payload of a task. */
export type Step = (payload: unknown) => Promise<Invocation>;

export interface Host {
  clock: VirtualClock;
  machines: Machines;
  calls: unknown[];
  failures: unknown[];
  /** Calls an operation on the wire's own level. */
  call(operation: string, request: object): Promise<{ status: number; answer: Record<string, unknown> }>;
  advance(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

export function assemblyOf(definition: object): Assembly {
  const base = { stack: "test", properties: {} };
  const resources = [
    { ...base, logicalId: "Step", type: "AWS::Lambda::Function", ref: "Step", arn: functionArn },
    {
      ...base,
      logicalId: "FollowUp",
      type: "AWS::StepFunctions::StateMachine",
      ref: machineArn,
      arn: machineArn,
      properties: { DefinitionString: JSON.stringify(definition), RoleArn: "arn:aws:iam::123456789012:role/FollowUp" },
    },
  ];
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  return { directory: "", region: "eu-west-1", account: "123456789012", resources, ofType, outputs: {} };
}

/** One machine on a clock, manual if no other is named, that stands at a Monday morning, its function played by `step`, which does not keep the clock by itself. */
export async function hostMachine(
  definition: object,
  step: Step,
  options: { folder?: string; at?: number; mode?: "real" | "manual" } = {},
): Promise<Host> {
  const failures: unknown[] = [];
  const clock = new VirtualClock({
    mode: options.mode ?? "manual",
    from: options.at ?? monday,
    failed: (error) => failures.push(error),
  });
  const calls: unknown[] = [];
  const functions: Functions = {
    invoke: (_arn, payload) => {
      calls.push(payload);
      return step(payload);
    },
    stop: async () => {},
  };
  const machines = await startMachines({
    ...{ assembly: assemblyOf(definition), clock, functions, folder: options.folder },
    failed: (error) => failures.push(error),
  });
  return {
    clock,
    machines,
    calls,
    failures,
    call: (operation, request) => clock.during(() => call(machines, operation, request)),
    advance: (milliseconds) => clock.moveTo(clock.now() + milliseconds),
    stop: async () => {
      await machines.stop();
      clock.stop();
    },
  };
}

async function call(machines: Machines, operation: string, request: object) {
  const reply = await machines.service({
    method: "POST",
    path: "/",
    query: new URLSearchParams(),
    headers: {},
    target: `AWSStepFunctions.${operation}`,
    body: Buffer.from(JSON.stringify(request)),
  });
  return { status: reply.status, answer: JSON.parse(reply.body.toString()) };
}
