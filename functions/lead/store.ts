import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { Instant } from "../platform/clock.ts";
import { Refusal } from "../platform/error.ts";
import { get, getMany, type Item, query } from "../platform/table.ts";
import { transact, type Write } from "../platform/write.ts";
import { type Activity, batchId } from "./activity.ts";
import { Inquiry, type InquiryId } from "./inquiry.ts";
import { journal } from "./journal.ts";
import { indexKeys, inquiryKey, leadKey, taskKey, taskPartition, timelineKey, timelineStretch } from "./keys.ts";
import { Lead, type LeadId } from "./lead.ts";
import type { Task } from "./task.ts";

/** Raised when the shape of stored items changes. */
const schema = 1;

export const leadItem = (lead: Lead): Item => ({
  ...leadKey(lead.id),
  kind: "lead",
  schema,
  ...lead,
  ...indexKeys(lead),
});

/** A lead as stored; attributes that are not the lead's own are dropped. */
export const asLead = (item: Record<string, unknown>): Lead => Lead.parse(item);

/** The facts of a timeline item. */
export const Facts = z.array(z.custom<Activity>((fact) => typeof fact === "object" && fact !== null && "type" in fact));

/** A batch of facts as one timeline item. */
export const factsItem = (lead: Lead, facts: Activity[], now: Instant): Item => ({
  ...timelineKey(lead.id, batchId(now, lead.version)),
  kind: "facts",
  schema,
  at: now,
  facts,
});

/** Reads a lead, strongly consistent. @throws Refusal `not-found` */
export async function readLead(id: LeadId): Promise<Lead> {
  const item = await get(leadKey(id));
  if (!item) throw new Refusal("not-found", `There is no lead ${id}.`);
  return asLead(item);
}

/** Reads inquiries of a lead, in the order they were received. */
export async function readInquiries(lead: LeadId, ids: InquiryId[]): Promise<Inquiry[]> {
  const items = ids.length > 0 ? await getMany(ids.map((id) => inquiryKey(lead, id))) : [];
  return items.map((item) => Inquiry.parse(item.inquiry)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A task as stored, under its owner's open or done ones. */
export const taskItem = (task: Task): Item => ({
  ...taskKey(task.id),
  kind: "task",
  ...task,
  byOwnerPk: taskPartition(task.owner, task.doneAt ? "done" : "open"),
  byOwnerSk: `${task.dueAt}#${task.id}`,
});

const factsAtLast = 20;

/** What a lead's timeline was told last, newest batch first; strongly consistent. */
export async function lateFacts(id: LeadId): Promise<Activity[]> {
  const items = await query({
    ...timelineStretch(id),
    limit: factsAtLast,
    newestFirst: true,
    keep: ["pk", "sk", "facts"],
  });
  return items.flatMap((item) => Facts.parse(item.facts));
}

/** What a decision about a lead makes of it. `also` is written in the same transaction. */
export interface Change {
  lead: Lead;
  facts: Activity[];
  tasks?: Task[];
  also?: Write[];
}

/** The writes of a change: the lead under its version, its facts, and what comes with them. */
const writesOf = (change: Change, before: Lead, now: Instant): Write[] => [
  {
    put: leadItem({ ...change.lead, version: before.version + 1, updatedAt: now }),
    when: { expression: "version = :version", values: { ":version": before.version } },
  },
  ...(change.facts.length > 0 ? [{ put: factsItem(before, change.facts, now) }] : []),
  ...(change.tasks ?? []).map((task) => ({ put: taskItem(task) })),
  ...(change.also ?? []),
];

const attempts = 12;

/**
 * Changes a lead: reads it, lets `decide` say what becomes of it, writes under its version, and begins again when another
 * writer was first. `decide` may run several times; it answers `undefined` to leave the lead as it is.
 *
 * @param seen the lead as read a moment ago, which saves reading it once more; the version still guards it
 * @throws Refusal `not-found`, `unavailable`, and whatever `decide` throws
 */
export async function changeLead(
  id: LeadId,
  now: Instant,
  decide: (lead: Lead) => Change | undefined | Promise<Change | undefined>,
  seen?: Lead,
): Promise<Lead> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = attempt === 0 && seen ? seen : await readLead(id);
    const change = await decide(before);
    if (!change) return before;
    const obstacles = await transact(writesOf(change, before, now));
    if (obstacles.length === 0) {
      journal(before, change.lead, change.facts);
      return { ...change.lead, version: before.version + 1, updatedAt: now };
    }
    await pause(Math.random() * 20 * (attempt + 1));
  }
  throw new Refusal("unavailable", "The lead is being changed by others; try again in a moment.");
}
