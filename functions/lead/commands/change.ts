import { get } from "../../platform/aws/table.ts";
import { versionOf } from "../../platform/aws/versioned.ts";
import { absent, unchanged, type Write } from "../../platform/aws/write.ts";
import { AppError } from "../../platform/error.ts";
import { mustBeSeen, type Seen } from "../../platform/http/precondition.ts";
import type { Instant } from "../../platform/time.ts";
import { type Actor, activity } from "../model/activity.ts";
import type { Click } from "../model/click.ts";
import { isBlocked, type Lead, LeadId } from "../model/lead.ts";
import type { OwnerId } from "../model/owner.ts";
import { asTask, type Task } from "../model/task.ts";
import { type Contact, contacted } from "../rules/contact.ts";
import { assigned } from "../rules/manual.ts";
import { away, followedLink, type Reply, replied, type Survey, surveyed } from "../rules/reply.ts";
import { resubscribed, unsubscribed } from "../rules/suppression.ts";
import { letterKey, taskKey } from "../store/keys.ts";
import { ownerNamed } from "../store/owners.ts";
import { changeLead, taskItem } from "../store/repository.ts";

/*
 * What people do to a stored lead, and what becomes of it. Each answers the lead as it is afterwards.
 * All throw AppError `not-found` and `unavailable`. What people do by hand is in functions/api/commands.ts.
 */

export const recordContact = (id: LeadId, contact: Contact, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead, at) => contacted(lead, contact, by, at));

/** Gives a lead to an owner, unless it is theirs or blocked. @throws AppError `invalid`, too, when there is no such owner */
export const assign = (id: LeadId, to: OwnerId, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, async (lead, at) => (isBlocked(lead) ? undefined : assigned(lead, await ownerNamed(to), by, at)));

/** Stops follow-up and marketing mail to a lead. */
export const unsubscribe = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead, at) => unsubscribed(lead, by, at));

/** Lets follow-up and marketing mail go to a lead again. */
export const resubscribe = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead) => resubscribed(lead, by));

export const answerSurvey = (id: LeadId, survey: Survey, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead, at) => surveyed(lead, survey, at));

export const noteClick = (id: LeadId, click: Click, now: Instant): Promise<Lead> =>
  changeLead(id, now, (lead, at) => followedLink(lead, click, at));

/** A letter is kept beside the lead, so that it is taken in once and its owner can be told what it says. */
const letterWrite = (id: LeadId, { writer: _, ...letter }: Reply & { subject: string }, now: Instant): Write => ({
  put: { ...letterKey(id, letter.mailId), kind: "letter", at: now, ...letter },
  when: absent,
});

const isKnown = async (id: LeadId, mailId: string): Promise<boolean> =>
  (await get(letterKey(id, mailId))) !== undefined;

/** Takes in a reply, once. */
export const recordReply = (id: LeadId, letter: Reply & { subject: string }, now: Instant): Promise<Lead> =>
  changeLead(id, now, async (lead, at) => {
    const moved = (await isKnown(id, letter.mailId)) ? undefined : replied(lead, letter, at);
    return moved && { ...moved, also: [letterWrite(id, letter, at)] };
  });

/** Takes in an automatic answer, once; touches are held until they are back, if it says when. */
export const recordAway = (
  id: LeadId,
  letter: Reply & { subject: string },
  until: Instant | undefined,
  now: Instant,
): Promise<Lead> =>
  changeLead(id, now, async (lead, at) =>
    (await isKnown(id, letter.mailId))
      ? undefined
      : { ...away(lead, letter.mailId, until, at), also: [letterWrite(id, letter, at)] },
  );

async function readTask(id: string): Promise<Task> {
  const item = await get(taskKey(id));
  if (!item) throw new AppError("not-found", `There is no task ${id}.`);
  return asTask(item);
}

/** What is said of a task that is done; by whom; and which versions of it they have seen. */
interface Finish {
  note: string | undefined;
  by: Actor;
  seen?: Seen;
}

/**
 * An owner has done a task; who says so again hears of the first time.
 *
 * @throws AppError `not-found`, `stale`, `unavailable`
 */
export async function finishTask(id: string, { note, by, seen }: Finish, now: Instant): Promise<Task> {
  let task = await readTask(id);
  mustBeSeen(seen, versionOf(task));
  if (task.doneAt) return task;
  let isFresh = true;
  await changeLead(LeadId.parse(task.leadId), now, async (lead, at) => {
    const open = isFresh ? task : await readTask(id);
    isFresh = false;
    mustBeSeen(seen, versionOf(open));
    task = open.doneAt ? open : { ...open, version: versionOf(open) + 1, doneAt: at, note };
    if (open.doneAt) return undefined;
    const { pk, sk, ...values } = taskItem(task);
    const facts = [activity("task.done", { taskId: id, what: task.what, note }, by)];
    return { lead, facts, also: [{ set: { pk, sk }, values, when: unchanged(open) }] };
  });
  return task;
}
