import type { Instant } from "../platform/clock.ts";
import { Refusal } from "../platform/error.ts";
import { get } from "../platform/table.ts";
import { transact, type Write } from "../platform/write.ts";
import { type Actor, activity } from "./activity.ts";
import { away, followedLink, type Reply, replied, type Survey, surveyed } from "./answer.ts";
import type { Click } from "./click.ts";
import { assigned } from "./command.ts";
import { journal } from "./journal.ts";
import { letterKey, taskKey } from "./keys.ts";
import { type Lead, LeadId } from "./lead.ts";
import type { Owner } from "./owner.ts";
import { type Contact, contacted } from "./respond.ts";
import { changeLead, factsItem, readLead, taskItem } from "./store.ts";
import { resubscribed, unsubscribed } from "./suppress.ts";
import { Task } from "./task.ts";

/*
 * What people do to a stored lead, and what becomes of it. Each answers the lead as it is afterwards.
 * All throw Refusal `not-found` and `unavailable`. What people do by hand is in functions/ops/commands.ts.
 */

export const recordContact = (id: LeadId, contact: Contact, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => contacted(lead, contact, by, now));

export const assign = (id: LeadId, to: Owner, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => assigned(lead, to, by, now));

/** Stops follow-up and marketing mail to a lead. */
export const unsubscribe = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => unsubscribed(lead, by, now));

/** Lets follow-up and marketing mail go to a lead again. */
export const resubscribe = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => resubscribed(lead, by));

export const answerSurvey = (id: LeadId, survey: Survey, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => surveyed(lead, survey, now));

export const noteClick = (id: LeadId, click: Click, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => followedLink(lead, click, now));

/** A letter is kept beside the lead, so that it is taken in once and its owner can be told what it says. */
const letterWrite = (id: LeadId, letter: Reply & { subject: string }, now: Instant): Write => ({
  put: { ...letterKey(id, letter.mailId), kind: "letter", at: now, ...letter },
});

const isKnown = async (id: LeadId, mailId: string): Promise<boolean> =>
  (await get(letterKey(id, mailId))) !== undefined;

/** Takes in a reply, once. */
export const recordReply = (id: LeadId, letter: Reply & { subject: string }, now: Instant): Promise<Lead> =>
  changeLead(id, now, async (lead) => {
    const moved = (await isKnown(id, letter.mailId)) ? undefined : replied(lead, letter, now);
    return moved && { ...moved, also: [letterWrite(id, letter, now)] };
  });

/** Takes in an automatic answer, once; touches are held until they are back, if it says when. */
export const recordAway = (
  id: LeadId,
  letter: Reply & { subject: string },
  until: Instant | undefined,
  now: Instant,
): Promise<Lead> =>
  changeLead(id, now, async (lead) =>
    (await isKnown(id, letter.mailId))
      ? undefined
      : { ...away(lead, letter.mailId, until, now), also: [letterWrite(id, letter, now)] },
  );

async function readTask(id: string): Promise<Task> {
  const item = await get(taskKey(id));
  if (!item) throw new Refusal("not-found", `There is no task ${id}.`);
  return Task.parse(item);
}

/** An owner has done a task; who says so again hears of the first time. @throws Refusal `not-found`, `unavailable` */
export async function finishTask(id: string, note: string | undefined, by: Actor, now: Instant): Promise<Task> {
  const task = await readTask(id);
  if (task.doneAt) return task;
  const lead = await readLead(LeadId.parse(task.leadId));
  const done: Task = { ...task, doneAt: now, note };
  const facts = [activity("task.done", { taskId: id, what: task.what, note }, by)];
  const { pk, sk, ...values } = taskItem(done);
  const obstacles = await transact([
    { set: { pk, sk }, values, when: { expression: "attribute_not_exists(doneAt)" } },
    { put: factsItem(lead, facts, now) },
  ]);
  if (obstacles.length > 0) return readTask(id);
  journal(lead, lead, facts);
  return done;
}
