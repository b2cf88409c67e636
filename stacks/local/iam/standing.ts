import * as z from "zod";
import type { Assembly } from "../template/template.ts";
import type { Need } from "./statement.ts";

/** What AWS itself does in the name of a role, whether or not its bearer makes a call. */
export interface Standing {
  bearer: string;
  need: Need;
}

const Traced = z.object({ TracingConfig: z.object({ Mode: z.string() }).optional() });
const Mapping = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
});
const Machine = z.object({
  DefinitionString: z.string(),
  TracingConfiguration: z.object({ Enabled: z.boolean() }).optional(),
  LoggingConfiguration: z.unknown().optional(),
});
const Definition = z.object({ States: z.record(z.string(), z.looseObject({ Resource: z.string().optional() })) });
const Invoke = z.looseObject({ Parameters: z.looseObject({ FunctionName: z.string().optional() }).optional() });

const needs = (actions: string[], resource: string): Need[] =>
  actions.map((action) => ({ action, resource, leadingKeys: [] }));

/** Sending traces (X-Ray developer guide). */
const tracing = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
/** What else a state machine asks X-Ray (Step Functions developer guide: concepts-xray-tracing). */
const sampling = ["xray:GetSamplingRules", "xray:GetSamplingTargets"];
/** Reading a stream for a function (Lambda developer guide: services-ddb). */
const streaming = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
/** Handing a state machine's log to CloudWatch (Step Functions developer guide: cw-logs). */
const logging = ["Create", "Get", "Update", "Delete"].map((verb) => `logs:${verb}LogDelivery`);
const loggingToo = [
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/** Everything AWS does by itself in the name of the roles of the assembly: traces, logs, streams read, functions invoked by machines. */
export function standingNeeds(assembly: Assembly): Standing[] {
  return [...traced(assembly), ...streamed(assembly), ...machines(assembly)];
}

const by = (bearer: string, ...all: Need[]): Standing[] => all.map((need) => ({ bearer, need }));

function traced(assembly: Assembly): Standing[] {
  return assembly
    .ofType("AWS::Lambda::Function")
    .filter(({ properties }) => Traced.parse(properties).TracingConfig?.Mode === "Active")
    .flatMap(({ logicalId }) => by(logicalId, ...needs(tracing, "*")));
}

function streamed(assembly: Assembly): Standing[] {
  return assembly.ofType("AWS::Lambda::EventSourceMapping").flatMap(({ properties }) => {
    const { FunctionName, EventSourceArn, DestinationConfig } = Mapping.parse(properties);
    const reader = assembly.ofType("AWS::Lambda::Function").find(({ ref, arn }) => [ref, arn].includes(FunctionName));
    if (!reader) throw new Error(`An event source mapping feeds ${FunctionName}, which is no function of the template`);
    const bucket = DestinationConfig?.OnFailure.Destination;
    const noting = bucket
      ? [...needs(["s3:PutObject"], `${bucket}/aws/lambda/note`), ...needs(["s3:ListBucket"], bucket)]
      : [];
    return by(
      reader.logicalId,
      ...needs(streaming, EventSourceArn),
      ...needs(["dynamodb:ListStreams"], "*"),
      ...noting,
    );
  });
}

/** Logical ids of the functions whose every call by a machine belongs to that machine's trace. */
export function tracedByMachines(assembly: Assembly): Set<string> {
  const arns = assembly.ofType("AWS::StepFunctions::StateMachine").flatMap(({ properties }) => {
    const { DefinitionString, TracingConfiguration } = Machine.parse(properties);
    return TracingConfiguration?.Enabled ? invoked(DefinitionString) : [];
  });
  const functions = assembly.ofType("AWS::Lambda::Function").filter(({ arn }) => arns.includes(arn));
  return new Set(functions.map(({ logicalId }) => logicalId));
}

function machines(assembly: Assembly): Standing[] {
  return assembly.ofType("AWS::StepFunctions::StateMachine").flatMap(({ logicalId, properties }) => {
    const { DefinitionString, TracingConfiguration, LoggingConfiguration } = Machine.parse(properties);
    return by(
      logicalId,
      ...invoked(DefinitionString).flatMap((arn) => needs(["lambda:InvokeFunction"], arn)),
      ...(TracingConfiguration?.Enabled ? needs([...tracing, ...sampling], "*") : []),
      ...(LoggingConfiguration ? needs([...logging, ...loggingToo], "*") : []),
    );
  });
}

/** ARNs of the functions a definition's tasks call. */
function invoked(definition: string): string[] {
  const states = Object.values(Definition.parse(JSON.parse(definition)).States);
  const called = states.flatMap((state) => Invoke.parse(state).Parameters?.FunctionName ?? state.Resource ?? []);
  return [...new Set(called)];
}
