import * as z from "zod";
import { finishTask } from "../lead/change.ts";
import { taskKey, taskPartition } from "../lead/keys.ts";
import { readOwners } from "../lead/registry.ts";
import { Task } from "../lead/task.ts";
import { asked, type Route } from "../platform/api.ts";
import { now } from "../platform/clock.ts";
import { Cursor } from "../platform/cursor.ts";
import { json, readJson } from "../platform/http.ts";
import { getMany } from "../platform/table.ts";
import { type Page, pageOf } from "./walk.ts";

const TaskQuery = z.object({
  owner: z.string().optional(),
  status: z.enum(["open", "done"]).default("open"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: Cursor.optional(),
});

/** Tasks by due time: of one owner, or of all. */
async function listTasks({ owner, status, ...page }: z.infer<typeof TaskQuery>): Promise<Page<Task>> {
  const owners = owner ? [owner] : (await readOwners()).map(({ id }) => id);
  const partitions = owners.map((one) => taskPartition(one, status));
  return pageOf({ index: "byOwner", partitions, newestFirst: false }, page, async (found) => {
    const items = await getMany(found.map((pk) => taskKey(pk.slice("TASK#".length))));
    const tasks = items.map((item) => Task.parse(item));
    // The index may not know yet that one has just been done.
    const asked = tasks.filter(({ doneAt }) => (doneAt !== undefined) === (status === "done"));
    return new Map(asked.map((task) => [taskKey(task.id).pk, task]));
  });
}

/** What owners are to do for leads that no mail reaches. */
export const taskRoutes: Route[] = [
  {
    method: "GET",
    path: "/api/tasks",
    answer: async (request) => json(200, await listTasks(asked(request, TaskQuery))),
  },
  {
    method: "POST",
    path: "/api/tasks/{id}/done",
    answer: async (request, id) => {
      const { note } = readJson(request, z.object({ note: z.string().max(5000).optional() }));
      return json(200, await finishTask(id, note, { kind: "ops" }, now()));
    },
  },
];
