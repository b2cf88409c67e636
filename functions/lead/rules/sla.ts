import { day, hour, type Instant, instant, millis, minute, plus } from "../../platform/time.ts";
import { type Activity, type Actor, activity } from "../model/activity.ts";
import type { Channel } from "../model/inquiry.ts";
import type { Sla } from "../model/lead.ts";

/** How long each channel may wait for its first response (LIFECYCLE.md section 3). */
export const responseTime: Record<Channel, number> = {
  messenger: 5 * minute,
  form: 5 * minute,
  ad: 5 * minute,
  referral: 5 * minute,
  call: 15 * minute,
  email: 4 * hour,
  engaged: 4 * hour,
  import: day,
};

/** When each level comes, in multiples of the allowance; after the last, once a day. */
const ladder = [1, 2, 4] as const;

export const isOpen = (sla: Sla | undefined): sla is Sla =>
  sla !== undefined && sla.respondedAt === undefined && sla.closedAt === undefined;

const withSlas = (channel: Channel, at: Instant): Sla => ({
  openedAt: at,
  dueAt: plus(at, responseTime[channel]),
  channel,
  level: 0,
});

/** Opens a promise, or keeps whole the open one when that is due earlier. Answers the facts only if it is new. */
export function openSla(open: Sla | undefined, channel: Channel, at: Instant): { sla: Sla; facts: Activity[] } {
  const fresh = withSlas(channel, at);
  if (isOpen(open) && open.dueAt <= fresh.dueAt) return { sla: open, facts: [] };
  return { sla: fresh, facts: [activity("sla.opened", { channel, level: 0, dueAt: fresh.dueAt })] };
}

/** An owner's response closes the promise; it is met if it came in time. */
export function closeSla(sla: Sla | undefined, by: Actor, now: Instant): { sla: Sla | undefined; facts: Activity[] } {
  if (!isOpen(sla)) return { sla, facts: [] };
  const kept = { ...sla, respondedAt: now };
  const { channel, level, dueAt } = sla;
  return { sla: kept, facts: now <= dueAt ? [activity("sla.met", { channel, level, dueAt }, by)] : [] };
}

/** Entering a stage in which nobody waits for an answer voids the open promise, without a fact. */
export const voidSla = (sla: Sla | undefined, now: Instant): Sla | undefined =>
  isOpen(sla) ? { ...sla, closedAt: now } : sla;

/** When the next level of an open promise is due. */
export function nextLevelAt(sla: Sla): Instant {
  const allowed = millis(sla.dueAt) - millis(sla.openedAt);
  const multiple = ladder[sla.level];
  if (multiple !== undefined) return instant(millis(sla.openedAt) + multiple * allowed);
  const last = ladder.at(-1) ?? 1;
  return instant(millis(sla.openedAt) + last * allowed + (sla.level - ladder.length + 1) * day);
}

/** How many levels one step raises a promise by when the next one was due that long ago: days that went by are told once. */
const levelsIn = ({ level }: Sla, late: number): number => (level < ladder.length ? 1 : 1 + Math.floor(late / day));

/** Raises an open promise to the last level that has come due; `undefined` when none has. */
export function raiseLevel(sla: Sla | undefined, now: Instant): { sla: Sla; fact: Activity } | undefined {
  if (!isOpen(sla) || nextLevelAt(sla) > now) return undefined;
  const level = sla.level + levelsIn(sla, millis(now) - millis(nextLevelAt(sla)));
  const raised: Sla = level === 1 ? { ...sla, level, breachedAt: now } : { ...sla, level };
  const { channel, dueAt } = sla;
  return { sla: raised, fact: activity(level === 1 ? "sla.breached" : "sla.escalated", { channel, level, dueAt }) };
}
