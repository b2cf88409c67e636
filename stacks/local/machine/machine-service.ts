import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { AwsReply, AwsService } from "../aws/aws.ts";
import { type Execution, statusOf } from "./execution.ts";
import type { Executions } from "./executions.ts";
import { StatesFault } from "./machine-fault.ts";
import { historyOf } from "./machine-history.ts";
import { payloadLimit } from "./machine-task.ts";

type Operation = (request: unknown) => object | Promise<object>;

const startRequest = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default("{}"),
});
const stopRequest = z.object({ executionArn: z.string(), error: z.string().optional(), cause: z.string().optional() });
const executionRequest = z.object({ executionArn: z.string() });
const machineRequest = z.object({ stateMachineArn: z.string() });
const listRequest = machineRequest.extend({
  statusFilter: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]).optional(),
  maxResults: z.int().min(0).max(1000).default(100),
  nextToken: z.string().optional(),
});
const historyRequest = executionRequest.extend({ reverseOrder: z.boolean().default(false) });

/** What a name may not hold (AWS: StartExecution): white space, brackets, wildcards, special and control characters. */
const forbiddenInName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\ufffe\uffff]/u;

/** The Step Functions API over these executions: JSON 1.0, one operation per `X-Amz-Target`. */
export function machineService(executions: Executions, createdAt: number): AwsService {
  const operations = operationsOn(executions, createdAt);
  return async ({ target = "", body }) => {
    const name = target.slice(target.indexOf(".") + 1);
    try {
      const operation = operations.get(name);
      if (!operation) throw new StatesFault("UnknownOperationException", `The local runtime does not know ${name}`);
      return jsonReply(200, await operation(JSON.parse(body.toString("utf8"))));
    } catch (error) {
      return faultReply(error);
    }
  };
}

function operationsOn(executions: Executions, createdAt: number): ReadonlyMap<string, Operation> {
  return new Map<string, Operation>([
    ["StartExecution", (request) => startExecution(executions, startRequest.parse(request))],
    ["StopExecution", (request) => stopExecution(executions, stopRequest.parse(request))],
    ["DescribeExecution", (request) => describe(executions.find(executionRequest.parse(request).executionArn))],
    ["ListExecutions", (request) => listExecutions(executions, listRequest.parse(request))],
    ["DescribeStateMachine", (request) => describeMachine(executions, machineRequest.parse(request), createdAt)],
    ["GetExecutionHistory", (request) => history(executions, historyRequest.parse(request))],
  ]);
}

async function startExecution(executions: Executions, request: z.infer<typeof startRequest>): Promise<object> {
  const { stateMachineArn, input, name = randomUUID() } = request;
  if (name.length < 1 || name.length > 80 || forbiddenInName.test(name)) {
    throw new StatesFault("InvalidName", `Invalid Name: '${name}'`);
  }
  refuseInput(input);
  const execution = await executions.start(executions.machine(stateMachineArn), name, input);
  return { executionArn: execution.arn, startDate: seconds(execution.startedAt) };
}

function refuseInput(input: string): void {
  if (Buffer.byteLength(input) > payloadLimit) {
    const limit = `Member must have length less than or equal to ${payloadLimit}`;
    throw new StatesFault("ValidationException", `Value at 'input' failed to satisfy constraint: ${limit}`);
  }
  try {
    JSON.parse(input);
  } catch {
    throw new StatesFault("InvalidExecutionInput", `Invalid State Machine Execution Input: '${input.slice(0, 100)}'`);
  }
}

async function stopExecution(executions: Executions, request: z.infer<typeof stopRequest>): Promise<object> {
  const execution = executions.find(request.executionArn);
  await executions.abort(execution, { error: request.error, cause: request.cause });
  return { stopDate: stopDate(execution) };
}

function listExecutions(executions: Executions, request: z.infer<typeof listRequest>): object {
  const machine = executions.machine(request.stateMachineArn);
  const found = [...executions.all()]
    .filter((it) => it.machine === machine && (!request.statusFilter || statusOf(it) === request.statusFilter))
    .reverse();
  const from = Number(request.nextToken ?? 0);
  const to = from + (request.maxResults || 100);
  return { executions: found.slice(from, to).map(summary), ...(to < found.length && { nextToken: String(to) }) };
}

function describe(execution: Execution): object {
  const { output, error, cause } = execution.ended ?? {};
  return {
    ...summary(execution),
    input: execution.input,
    inputDetails: { included: true },
    redriveCount: 0,
    ...(output !== undefined && { output, outputDetails: { included: true } }),
    error,
    cause,
  };
}

function summary(execution: Execution): object {
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine.arn,
    name: execution.name,
    status: statusOf(execution),
    startDate: seconds(execution.startedAt),
    stopDate: stopDate(execution),
  };
}

function describeMachine(executions: Executions, request: z.infer<typeof machineRequest>, createdAt: number): object {
  const { arn, name, definition, roleArn } = executions.machine(request.stateMachineArn);
  const creationDate = seconds(createdAt);
  return { stateMachineArn: arn, name, status: "ACTIVE", definition, roleArn, type: "STANDARD", creationDate };
}

function history(executions: Executions, request: z.infer<typeof historyRequest>): object {
  const events = historyOf(executions.find(request.executionArn));
  const dated = events.map((event) => ({ ...event, timestamp: seconds(event.timestamp) }));
  return { events: request.reverseOrder ? dated.reverse() : dated };
}

/** The protocol's dates are seconds since the epoch. */
function seconds(at: number): number {
  return at / 1000;
}

function stopDate(execution: Execution): number | undefined {
  return execution.ended && seconds(execution.ended.at);
}

function faultReply(error: unknown): AwsReply {
  if (error instanceof z.ZodError) return fault("ValidationException", z.prettifyError(error));
  if (error instanceof StatesFault) return fault(error.code, error.message);
  throw error;
}

function fault(code: string, message: string): AwsReply {
  const reply = jsonReply(400, { __type: `com.amazonaws.swf.service.v2.model#${code}`, message });
  return { ...reply, headers: { ...reply.headers, "x-amzn-errortype": code } };
}

function jsonReply(status: number, content: object): AwsReply {
  return { status, headers: { "content-type": "application/x-amz-json-1.0" }, body: JSON.stringify(content) };
}
