import type { Ended, Execution } from "./execution.ts";

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  timestamp: number;
  type: string;
  [details: string]: unknown;
}

type Happening = Omit<HistoryEvent, "id" | "previousEventId"> & { timestamp: number; type: string };

const endTypes: Record<Ended["status"], string> = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  ABORTED: "ExecutionAborted",
};

/** The states an execution went through, as GetExecutionHistory tells them; inputs and outputs of states are not kept. */
export function historyOf(execution: Execution): HistoryEvent[] {
  const happenings = [started(execution), ...visited(execution), ...ended(execution)];
  return happenings.map((happening, index) => ({ ...happening, id: index + 1, previousEventId: index }));
}

function started({ startedAt, input, machine }: Execution): Happening {
  const executionStartedEventDetails = { input, roleArn: machine.roleArn };
  return { timestamp: startedAt, type: "ExecutionStarted", executionStartedEventDetails };
}

function visited({ visits, machine, ended }: Execution): Happening[] {
  return visits.flatMap(({ state, at }, index) => {
    const type = machine.stateTypes.get(state);
    const entered = { timestamp: at, type: `${type}StateEntered`, stateEnteredEventDetails: { name: state } };
    const leftAt = visits[index + 1]?.at ?? (ended?.status === "SUCCEEDED" ? ended.at : undefined);
    if (leftAt === undefined || type === "Fail") return [entered];
    return [entered, { timestamp: leftAt, type: `${type}StateExited`, stateExitedEventDetails: { name: state } }];
  });
}

function ended({ ended }: Execution): Happening[] {
  if (!ended) return [];
  const { status, at, output, error, cause } = ended;
  const type = endTypes[status];
  const details = status === "SUCCEEDED" ? { output } : { error, cause };
  const field = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
  return [{ timestamp: at, type, [field]: details }];
}
