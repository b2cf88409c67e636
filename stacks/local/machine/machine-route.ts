import { jsonReply, type LocalRoute } from "../http/local-route.ts";
import { type Execution, statusOf } from "./execution.ts";
import type { Executions } from "./executions.ts";

/** `GET /local/executions?name=&prefix=&status=`: what runs, where it is, and what it costs in transitions. */
export function executionRoute(executions: Executions): LocalRoute {
  return {
    method: "GET",
    path: "/local/executions",
    answer: async ({ query }) => {
      const { open, peak, transitions } = executions.stats();
      const items = [...executions.all()].filter((it) => asked(it, query)).map(shown);
      return jsonReply(200, { items, open, peak, transitions });
    },
  };
}

function asked(execution: Execution, query: URLSearchParams): boolean {
  const name = query.get("name");
  const status = query.get("status");
  return (
    (!name || execution.name === name) &&
    execution.name.startsWith(query.get("prefix") ?? "") &&
    (!status || statusOf(execution) === status)
  );
}

function shown(execution: Execution): object {
  return {
    name: execution.name,
    machine: execution.machine.name,
    status: statusOf(execution),
    startedAt: new Date(execution.startedAt).toISOString(),
    stoppedAt: execution.ended && new Date(execution.ended.at).toISOString(),
    state: execution.ended ? undefined : execution.visits.at(-1)?.state,
    transitions: execution.transitions,
  };
}
