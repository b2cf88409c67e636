import * as z from "zod";
import { sayError } from "../../language/texts.ts";
import { sortable } from "../../platform/id.ts";
import { Instant } from "../../platform/time.ts";
import { type Activity, activity } from "./activity.ts";
import type { Lead } from "./lead.ts";
import { OwnerId } from "./owner.ts";

/** Something an owner is to do for a lead because no mail can do it. */
export const Task = z.object({
  id: z.string().regex(/^tk_[0-9A-HJKMNP-TV-Z]{26}$/, sayError("task.id")),
  leadId: z.string(),
  owner: OwnerId,
  what: z.string(),
  channel: z.string().optional(),
  text: z.string().optional(),
  dueAt: Instant,
  createdAt: Instant,
  doneAt: Instant.optional(),
  note: z.string().optional(),
  /** Raised by every change, which is conditional on it; none on tasks of before. */
  version: z.number().int().optional(),
});
export type Task = z.infer<typeof Task>;

/** A task for the lead's owner, and the fact of it; nothing if the lead has no owner. */
export function createTask(
  lead: Lead,
  work: Pick<Task, "what" | "channel" | "text" | "dueAt">,
  now: Instant,
): { tasks: Task[]; facts: Activity[] } {
  if (!lead.owner) return { tasks: [], facts: [] };
  const task: Task = {
    id: `tk_${sortable(now)}`,
    leadId: lead.id,
    owner: lead.owner,
    ...work,
    createdAt: now,
    version: 1,
  };
  const { id: taskId, what, channel, dueAt, owner } = task;
  return { tasks: [task], facts: [activity("task.created", { taskId, owner, what, channel, dueAt })] };
}
