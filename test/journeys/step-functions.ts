import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { Runtime } from "../../stacks/local/runtime.ts";

/** Step Functions as an operator reaches it, past everything the application does. */
export interface Operator {
  /** Starts an execution of the follow-up machine; answers its ARN. */
  starts(name: string, input: { leadId: string; epoch: number }): Promise<string>;
  stops(name: string): Promise<void>;
  /** How an execution stands, and the states it has been in. */
  sees(name: string): Promise<{ status: string; states: string[] }>;
}

/** An operator with the SDK; the client ends with the office, whose server it speaks to. */
export function anOperator({ awsUrl, assembly }: Pick<Runtime, "awsUrl" | "assembly">): Operator {
  const client = new SFNClient({
    endpoint: awsUrl,
    region: assembly.region,
    credentials: { accessKeyId: "operator", secretAccessKey: "local" },
  });
  const machine = assembly.ofType("AWS::StepFunctions::StateMachine").find((it) => it.logicalId.startsWith("FollowUp"));
  if (!machine) throw new Error("The template has no follow-up machine");
  const arnOf = (name: string) => `${machine.arn.replace(":stateMachine:", ":execution:")}:${name}`;
  return {
    starts: async (name, input) => {
      const command = new StartExecutionCommand({ stateMachineArn: machine.arn, name, input: JSON.stringify(input) });
      return String((await client.send(command)).executionArn);
    },
    stops: async (name) => {
      await client.send(new StopExecutionCommand({ executionArn: arnOf(name), cause: "stopped by hand" }));
    },
    sees: async (name) => {
      const executionArn = arnOf(name);
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
      return { status: String(status), states: events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []) };
    },
  };
}
