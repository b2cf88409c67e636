import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions";
import * as z from "zod";
import type { Assembly, Resource } from "../template/template.ts";
import { reasonOf } from "../terminal/reason.ts";

type State = StateMachineDefinition["States"][string];
type TaskState = Extract<State, { Type: "Task" }>;
type WaitState = Extract<State, { Type: "Wait" }>;

export type Json = Parameters<StateMachine["run"]>[0];
export type Retrier = NonNullable<TaskState["Retry"]>[number];

/** What a Task calls, and how often; the library is told neither, since its timers are real ones. */
export interface MachineTask {
  resource: string;
  timeoutSeconds?: number;
  retriers: readonly Retrier[];
}

/** A state machine ready to run: the library walks the states, we do its tasks and its waits. */
export interface Machine {
  arn: string;
  name: string;
  roleArn: string;
  definition: string;
  walker: StateMachine;
  tasks: ReadonlyMap<string, MachineTask>;
  waits: readonly string[];
  stateTypes: ReadonlyMap<string, string>;
  timeoutSeconds?: number;
}

export const optimizedInvoke = "arn:aws:states:::lambda:invoke";
const clockResource = "arn:aws:states:::clock:wait";
const plainStates = ["Task", "Choice", "Wait", "Pass", "Succeed", "Fail"];
const unknownFields = ["Arguments", "Assign", "Output", "Credentials", "HeartbeatSeconds", "HeartbeatSecondsPath"];
const unknownContext = ["$$.Execution.StartTime", "$$.State.", "$$.Task."];
/** The longest time setTimeout can hold; the library fires anything longer at once. */
const longestTimerSeconds = Math.floor((2 ** 31 - 1) / 1000);

const asl = z.custom<StateMachineDefinition>(
  (value) => z.object({ States: z.record(z.string(), z.looseObject({ Type: z.string() })) }).safeParse(value).success,
  "is no state machine in Amazon States Language",
);
const machineProperties = z.object({
  DefinitionString: z.string(),
  StateMachineName: z.string().optional(),
  StateMachineType: z.literal("STANDARD").default("STANDARD"),
  RoleArn: z.string().default(""),
});

/** Every state machine, its waits as tasks on the virtual clock. @throws Error naming a state that cannot run here */
export function readMachines(assembly: Assembly): Machine[] {
  return eachMachine(assembly, (machine) => machine);
}

/** Checks every state machine against Amazon States Language, which takes a second. @throws Error naming a wrong state */
export function checkMachines(assembly: Assembly): void {
  eachMachine(
    assembly,
    ({ definition }) => new StateMachine(sourceOf(definition), { validationOptions: { checkArn: false } }),
  );
}

/** @throws Error naming the machine that cannot be read, or of which `look` has thrown */
function eachMachine<T>(assembly: Assembly, look: (machine: Machine) => T): T[] {
  const functions = new Set(assembly.ofType("AWS::Lambda::Function").map((resource) => resource.arn));
  return assembly.ofType("AWS::StepFunctions::StateMachine").map((resource) => {
    try {
      return look(prepare(resource, functions));
    } catch (error) {
      throw new Error(`State machine ${resource.logicalId} cannot run here: ${reasonOf(error)}`, { cause: error });
    }
  });
}

const sourceOf = (definition: string): StateMachineDefinition => asl.parse(JSON.parse(definition));

function prepare(resource: Resource, functions: ReadonlySet<string>): Machine {
  const properties = machineProperties.parse(resource.properties);
  const source = sourceOf(properties.DefinitionString);
  refuseUnknown(properties.DefinitionString, source, functions);
  const { TimeoutSeconds, ...definition } = source;
  const states = Object.entries(source.States);
  const rewritten = states.map(([name, state]) => [name, rewrite(state)] as const);
  return {
    arn: resource.arn,
    name: resource.arn.slice(resource.arn.lastIndexOf(":") + 1),
    roleArn: properties.RoleArn,
    definition: properties.DefinitionString,
    walker: new StateMachine(
      { ...definition, States: Object.fromEntries(rewritten) },
      { validationOptions: { noValidate: true } },
    ),
    tasks: new Map(states.flatMap(([name, state]) => (state.Type === "Task" ? [[name, taskOf(state)]] : []))),
    waits: states.filter(([, state]) => state.Type === "Wait").map(([name]) => name),
    stateTypes: new Map(states.map(([name, state]) => [name, state.Type])),
    timeoutSeconds: TimeoutSeconds,
  };
}

function refuseUnknown(text: string, definition: StateMachineDefinition, functions: ReadonlySet<string>): void {
  const context = unknownContext.find((path) => text.includes(path));
  if (context) throw new Error(`The context object has no ${context} here`);
  if ("QueryLanguage" in definition && definition.QueryLanguage !== "JSONPath") throw new Error("JSONata is not known");
  for (const [name, state] of Object.entries(definition.States)) {
    if (!plainStates.includes(state.Type)) throw new Error(`State "${name}" has the unknown type ${state.Type}`);
    if ("QueryLanguage" in state && state.QueryLanguage !== "JSONPath") {
      throw new Error(`State "${name}" speaks JSONata, which is not known`);
    }
    const field = unknownFields.find((unknown) => unknown in state);
    if (field) throw new Error(`State "${name}" uses the unknown field ${field}`);
    if (state.Type === "Task") refuseTask(name, state, functions);
  }
}

function refuseTask(name: string, state: TaskState, functions: ReadonlySet<string>): void {
  if (state.TimeoutSecondsPath) throw new Error(`State "${name}" uses the unknown field TimeoutSecondsPath`);
  if (state.Resource !== optimizedInvoke && !functions.has(state.Resource)) {
    throw new Error(`State "${name}" calls ${state.Resource}, which is no function of this app`);
  }
}

function taskOf(state: TaskState): MachineTask {
  return { resource: state.Resource, timeoutSeconds: state.TimeoutSeconds, retriers: state.Retry ?? [] };
}

function rewrite(state: State): State {
  if (state.Type === "Wait") return waitAsTask(state);
  if (state.Type !== "Task") return state;
  const { Retry, TimeoutSeconds, ...task } = state;
  return { ...task, TimeoutSeconds: longestTimerSeconds };
}

/** Its own timer running out repeats the task, which is still the same wait: so a wait may have any length. */
function waitAsTask(state: WaitState): TaskState {
  const { Type, Seconds, SecondsPath, Timestamp, TimestampPath, ...rest } = state;
  return {
    ...rest,
    Type: "Task",
    Resource: clockResource,
    Parameters: { "input.$": "$", ...waitTime(state) },
    TimeoutSeconds: longestTimerSeconds,
    Retry: [{ ErrorEquals: ["States.Timeout"], MaxAttempts: 99_999_999 }],
  };
}

function waitTime(state: WaitState): { [parameter: string]: string | number } {
  if (state.Seconds !== undefined) return { seconds: state.Seconds };
  if (state.SecondsPath !== undefined) return { "seconds.$": state.SecondsPath };
  if (state.Timestamp !== undefined) return { timestamp: state.Timestamp };
  return { "timestamp.$": state.TimestampPath ?? "$" };
}
