import * as z from "zod";
import { sayError } from "../language/texts.ts";
import { completeTask } from "../lead/commands/change.ts";
import { OwnerId } from "../lead/model/owner.ts";
import { Task } from "../lead/model/task.ts";
import { taskKey, taskPartition } from "../lead/store/keys.ts";
import { readOwners } from "../lead/store/owners.ts";
import { tasks } from "../lead/store/tasks.ts";
import { getMany } from "../platform/aws/table.ts";
import { versionOf } from "../platform/aws/versioned.ts";
import { AppError } from "../platform/error.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import { json } from "../platform/http/http.ts";
import { type Page, pageOf, paging } from "../platform/http/paging.ts";
import { withVersion } from "../platform/http/precondition.ts";
import { now } from "../platform/time.ts";
import { paginate } from "./walk.ts";

const TaskView = Task.meta({ id: "Task" });

const TaskQuery = z.strictObject({
  owner: OwnerId.optional(),
  status: z.enum(["open", "done"]).default("open"),
  ...paging,
});

async function listTasks({ owner, status, ...page }: z.output<typeof TaskQuery>): Promise<Page<Task>> {
  const owners = owner ? [owner] : (await readOwners()).map(({ id }) => id);
  const partitions = owners.map((one) => taskPartition(one, status));
  const walk = { index: "byOwner", partitions, newestFirst: false, isSifted: false } as const;
  return paginate(`tasks ${status}`, walk, page, async (found) => {
    const items = await getMany(found.map((pk) => taskKey(pk.slice("TASK#".length))));
    // The index may not know yet that one has just been done.
    const asked = tasks.readEach(items).filter(({ doneAt }) => (doneAt !== undefined) === (status === "done"));
    return new Map(asked.map((task) => [taskKey(task.id).pk, Task.parse(task)]));
  });
}

/** @throws AppError `not-found` for what cannot be a task's id */
function taskId(text: string): string {
  const id = Task.shape.id.safeParse(text);
  if (id.success) return id.data;
  throw new AppError("not-found", sayError("task.none", { id: text.slice(0, 60) }));
}

/** What owners are to do for leads that no mail reaches. */
export const taskRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/tasks", title: "Tasks, the most urgent first", response: pageOf(TaskView) },
    query: TaskQuery,
    answer: async ({ query }) => json(200, await listTasks(query)),
  }),
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/tasks/{id}/done", title: "Say that a task is done" },
    ...{ response: TaskView, versioned: true },
    body: z.strictObject({ note: z.string().max(5000).optional() }),
    answer: async ({ id, body, by, seen }) => {
      const done = await completeTask(taskId(id), { note: body.note, by, seen }, now());
      return withVersion(json(200, Task.parse(done)), versionOf(done));
    },
  }),
];
