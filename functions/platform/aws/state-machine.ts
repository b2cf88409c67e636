import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";

const client = new SFNClient({});

const executionArn = (machineArn: string, name: string): string =>
  `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;

/** Starts an execution; `taken` when one of that name exists already, running or ended. */
export async function startExecution(machineArn: string, name: string, input: object): Promise<"started" | "taken"> {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name, input: JSON.stringify(input) }));
    return "started";
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return "taken";
    throw error;
  }
}

/** Stops an execution; one that never was, or has ended, is fine. */
export async function stopExecution(machineArn: string, name: string, cause: string): Promise<void> {
  try {
    await client.send(new StopExecutionCommand({ executionArn: executionArn(machineArn, name), cause }));
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
}

/** Whether an execution runs, has ended, or never was. */
export async function executionState(machineArn: string, name: string): Promise<"running" | "ended" | "unknown"> {
  try {
    const { status } = await client.send(
      new DescribeExecutionCommand({ executionArn: executionArn(machineArn, name) }),
    );
    return status === "RUNNING" ? "running" : "ended";
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return "unknown";
    throw error;
  }
}
