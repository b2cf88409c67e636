import * as z from "zod";
import type { Clock } from "../clock/clock.ts";
import type { Functions, Invocation } from "../lambda/lambda.ts";
import { type Json, type MachineTask, optimizedInvoke } from "./machine-definition.ts";

/** An error by its States Language name; `message` is the cause. */
export class StateError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** The most a state may hand over, in bytes of JSON (AWS: Step Functions quotas). */
export const payloadLimit = 262_144;
const json = z.json();
const invokeParameters = z.object({ FunctionName: z.string(), Payload: json.optional() });

export interface TaskHost {
  clock: Clock;
  functions: Functions;
}

/** One try of a task. Throws StateError: the function's own error type, `States.Timeout` or `States.DataLimitExceeded`. */
export async function performTask(task: MachineTask, input: Json, { clock, functions }: TaskHost): Promise<Json> {
  const output = await withinTimeout(clock, task.timeoutSeconds, callLambda(task, input, functions));
  if (Buffer.byteLength(JSON.stringify(output)) > payloadLimit) {
    throw new StateError("States.DataLimitExceeded", `The result is larger than ${payloadLimit} bytes`);
  }
  return output;
}

async function callLambda(task: MachineTask, input: Json, functions: Functions): Promise<Json> {
  if (task.resource !== optimizedInvoke) return payloadOf(await functions.invoke(task.resource, input));
  const { FunctionName, Payload } = invokeParameters.parse(input);
  const payload = payloadOf(await functions.invoke(FunctionName, Payload ?? {}));
  return { ExecutedVersion: "$LATEST", Payload: payload, StatusCode: 200 };
}

function payloadOf(invocation: Invocation): Json {
  if (invocation.ok) return json.parse(invocation.payload ?? null);
  const { errorType, errorMessage } = invocation;
  throw new StateError(errorType, JSON.stringify({ errorMessage, errorType }));
}

/** By the virtual clock: a manual one stands still while a function works, whose own time-out ends it. */
async function withinTimeout<T>(clock: Clock, seconds: number | undefined, work: Promise<T>): Promise<T> {
  if (seconds === undefined) return work;
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = clock.at(clock.now() + seconds * 1000, () => reject(new StateError("States.Timeout", "")));
  try {
    return await Promise.race([work, timeout]);
  } finally {
    timer.cancel();
  }
}
