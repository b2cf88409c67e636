import { storedItem } from "../../platform/aws/stored-item.ts";
import type { Item } from "../../platform/aws/table.ts";
import { Task } from "../model/task.ts";
import { taskKey, taskPartition } from "./keys.ts";

export const tasks = storedItem<Task>({ kind: "task", shape: Task });

/** A task as it is put, under its owner's open or done ones. */
export const taskItem = (task: Task): Item =>
  tasks.write(taskKey(task.id), task, {
    byOwnerPk: taskPartition(task.owner, task.doneAt ? "done" : "open"),
    byOwnerSk: `${task.dueAt}#${task.id}`,
  });
