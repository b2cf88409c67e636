import * as z from "zod";
import { finishTask } from "../lead/change.ts";
import { taskKey, taskPartition } from "../lead/keys.ts";
import { readOwners } from "../lead/registry.ts";
import { Task } from "../lead/task.ts";
import { asked, type Route } from "../platform/api.ts";
import { now } from "../platform/clock.ts";
import { json, readJson } from "../platform/http.ts";
import { getMany, query } from "../platform/table.ts";

const TaskQuery = z.object({
  owner: z.string().optional(),
  status: z.enum(["open", "done"]).default("open"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Tasks by due time: of one owner, or of all. */
async function listTasks({ owner, status, limit }: z.infer<typeof TaskQuery>): Promise<Task[]> {
  const owners = owner ? [owner] : (await readOwners()).map(({ id }) => id);
  const places = await Promise.all(
    owners.map((one) => query({ index: "byOwner", pk: taskPartition(one, status), limit })),
  );
  const ids = places.flat().map(({ pk }) => pk.slice("TASK#".length));
  const items = ids.length > 0 ? await Promise.all(inHundreds(ids).map((some) => getMany(some.map(taskKey)))) : [];
  const tasks = items.flat().map((item) => Task.parse(item));
  return tasks.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, limit);
}

const inHundreds = (ids: string[]): string[][] =>
  ids.length <= 100 ? [ids] : [ids.slice(0, 100), ...inHundreds(ids.slice(100))];

/** What owners are to do for leads that no mail reaches. */
export const taskRoutes: Route[] = [
  {
    method: "GET",
    path: "/api/tasks",
    answer: async (request) => json(200, { items: await listTasks(asked(request, TaskQuery)) }),
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
