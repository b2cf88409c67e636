import { sayError } from "../../language/texts.ts";
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
import type { Task } from "../model/task.ts";
import { type Contact, decideContact } from "../rules/contact.ts";
import { decideAssign } from "../rules/manual.ts";
import {
  decideAutoReply,
  decideClick,
  decideReply,
  decideSurvey,
  type LeadReply,
  type Survey,
} from "../rules/reply.ts";
import { decideResubscribe, decideUnsubscribe } from "../rules/suppression.ts";
import { inboundReplyKey, taskKey } from "../store/keys.ts";
import { ownerNamed } from "../store/owners.ts";
import { updateLead } from "../store/repository.ts";
import { taskItem, tasks } from "../store/tasks.ts";

// All below answer the lead as it is afterwards, and throw AppError `not-found` and `unavailable`.

export const recordContact = (id: LeadId, contact: Contact, by: Actor, now: Instant): Promise<Lead> =>
  updateLead(id, now, (lead, at) => decideContact(lead, contact, by, at));

/** Gives a lead to an owner, unless it is theirs or blocked. @throws AppError `invalid`, too, when there is no such owner */
export const assignLead = (id: LeadId, to: OwnerId, by: Actor, now: Instant): Promise<Lead> =>
  updateLead(id, now, async (lead, at) =>
    isBlocked(lead) ? undefined : decideAssign(lead, await ownerNamed(to), by, at),
  );

/** Stops follow-up and marketing mail to a lead. */
export const unsubscribeLead = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  updateLead(id, now, (lead, at) => decideUnsubscribe(lead, by, at));

/** Lets follow-up and marketing mail go to a lead again. */
export const resubscribeLead = (id: LeadId, by: Actor, now: Instant): Promise<Lead> =>
  updateLead(id, now, (lead) => decideResubscribe(lead, by));

export const recordSurvey = (id: LeadId, survey: Survey, now: Instant): Promise<Lead> =>
  updateLead(id, now, (lead, at) => decideSurvey(lead, survey, at));

export const recordClick = (id: LeadId, click: Click, now: Instant): Promise<Lead> =>
  updateLead(id, now, (lead, at) => decideClick(lead, click, at));

/** A letter is kept beside the lead, so that it is taken in once and its owner can be told what it says. */
const inboundReplyWrite = (
  id: LeadId,
  { writer: _, ...reply }: LeadReply & { subject: string },
  now: Instant,
): Write => ({
  put: { ...inboundReplyKey(id, reply.mailId), kind: "letter", at: now, ...reply },
  when: absent,
});

const isKnown = async (id: LeadId, mailId: string): Promise<boolean> =>
  (await get(inboundReplyKey(id, mailId))) !== undefined;

/** Takes in a reply, once. */
export const recordReply = (id: LeadId, reply: LeadReply & { subject: string }, now: Instant): Promise<Lead> =>
  updateLead(id, now, async (lead, at) => {
    const decision = (await isKnown(id, reply.mailId)) ? undefined : decideReply(lead, reply, at);
    return decision && { ...decision, also: [inboundReplyWrite(id, reply, at)] };
  });

/** Takes in an automatic answer, once; touches are held until they are back, if it says when. */
export const recordAutoReply = (
  id: LeadId,
  reply: LeadReply & { subject: string },
  until: Instant | undefined,
  now: Instant,
): Promise<Lead> =>
  updateLead(id, now, async (lead, at) =>
    (await isKnown(id, reply.mailId))
      ? undefined
      : { ...decideAutoReply(lead, reply.mailId, until, at), also: [inboundReplyWrite(id, reply, at)] },
  );

async function readTask(id: string): Promise<Task> {
  const item = await get(taskKey(id));
  if (!item) throw new AppError("not-found", sayError("task.none", { id }));
  return tasks.read(item);
}

interface Finish {
  note: string | undefined;
  by: Actor;
  seen?: Seen;
}

/** Records that a task is done, once. @throws AppError `not-found`, `unreadable`, `stale`, `unavailable` */
export async function completeTask(id: string, { note, by, seen }: Finish, now: Instant): Promise<Task> {
  let task = await readTask(id);
  mustBeSeen(seen, versionOf(task));
  if (task.doneAt) return task;
  let isFresh = true;
  await updateLead(LeadId.parse(task.leadId), now, async (lead, at) => {
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
