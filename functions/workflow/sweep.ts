import { setTimeout as pause } from "node:timers/promises";
import middy from "@middy/core";
import * as z from "zod";
import { ingestMissed } from "../lead/commands/ingest-inquiries.ts";
import { type Lead, LeadId } from "../lead/model/lead.ts";
import { longestWait } from "../lead/rules/stage.ts";
import { duePartition, shards } from "../lead/store/keys.ts";
import { readLead, updateLead } from "../lead/store/repository.ts";
import { storedItem } from "../platform/aws/stored-item.ts";
import { type Item, query } from "../platform/aws/table.ts";
import { unlessUnreadable } from "../platform/aws/unreadable.ts";
import { logFailure, logInfo, withLogContext } from "../platform/observability/log.ts";
import { metric } from "../platform/observability/metric.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { earliest, type Instant, millis, minute, now, plus } from "../platform/time.ts";
import { hasClock, restartExecution } from "./execution.ts";
import { dueEntry, openDue } from "./request-work.ts";

/** How many leads one tick mends in each shard: repairs after an outage are spread over minutes. */
const budget = 100;

/** How many due leads one tick looks at in each shard: some that cannot be mended must not hide the others. */
const inView = 300;

/** Mends of one tick begin at random moments of a span that grows with their number, at most this many ms. */
const spread = { perLead: 50, atMost: 20_000 };

/** A clock that runs but has not acted by then is taken for dead. */
const patience = 5 * minute;

interface Due {
  id: LeadId;
  at: Instant;
}

const dueLeads = storedItem({ kind: "lead", shape: z.object({ byDueSk: dueEntry(LeadId) }) });
const asDue = (items: Item[]): Due[] => dueLeads.readEach(items).map(({ byDueSk: [at, id] }) => ({ id, at }));

/** Nearly always nothing is due: then one small page tells that, and when the next lead will be. */
const glance = 10;

async function readDue(
  shard: number,
  until: Instant,
  view = glance,
): Promise<{ due: Due[]; next: Instant | undefined }> {
  const items = await query({ index: "byDue", pk: duePartition(shard), limit: view });
  const found = asDue(items);
  const due = found.filter(({ at }) => at <= until);
  const isAllDue = items.length === view && due.length === found.length;
  if (view === glance && isAllDue) return readDue(shard, until, inView);
  return { due, next: found.find(({ at }) => at > until)?.at };
}

/** Whether a lead that was listed as due has lost its clock, or never had one. */
async function isLost(lead: Lead, at: Instant): Promise<boolean> {
  if (lead.dueAt === undefined || lead.dueAt > at) return false;
  return lead.epoch === 0 || plus(lead.dueAt, patience) <= at || !(await hasClock(lead));
}

type Found = "well" | "asleep" | "lost" | "stuck";

/** A lead that sleeps longer than an execution may has no clock, and is woken: that is no repair. */
const slept = ({ dueAt, updatedAt }: Lead): boolean => dueAt !== undefined && dueAt > plus(updatedAt, longestWait);

/** When to look again at a lead that nobody can take: ever later, so that it does not hide those that can be helped. */
const lookAgain = ({ createdAt }: Lead, at: Instant): Instant =>
  plus(at, Math.min(15 * minute, Math.max(minute, (millis(at) - millis(createdAt)) / 4)));

/** Puts off a lead that still has not begun. Answers whether it had to. */
async function putOff(id: LeadId, at: Instant): Promise<boolean> {
  const waits = (lead: Lead) => lead.epoch === 0 && lead.dueAt !== undefined && lead.dueAt <= at;
  const put = (lead: Lead) => (waits(lead) ? { lead: { ...lead, dueAt: lookAgain(lead, at) }, facts: [] } : undefined);
  return (await updateLead(id, at, put)).epoch === 0;
}

interface Allowance {
  mends: number;
}

async function mend(id: LeadId, at: Instant, allowance: Allowance, jitter: number): Promise<Found> {
  const lead = await readLead(id);
  if (!(await isLost(lead, at)) || allowance.mends === 0) return "well";
  allowance.mends--;
  await pause(jitter);
  await ingestMissed(id, at);
  if (lead.epoch > 0) await restartExecution(lead, at);
  else if (await putOff(id, at)) return "stuck";
  const found = slept(lead) ? "asleep" : "lost";
  logInfo("lead looked after", { found });
  return found;
}

async function tryToMend({ id }: Due, at: Instant, allowance: Allowance, jitter: number): Promise<Found> {
  try {
    return (await unlessUnreadable(() => mend(id, at, allowance, jitter))) ?? "stuck";
  } catch (error) {
    logFailure("lead not mended", error);
    return "stuck";
  }
}

/** Mends what is lost of one shard. Answers how its leads were found. */
function mendShard(due: Due[], at: Instant): Promise<Found[]> {
  const allowance = { mends: budget };
  const span = Math.min(spread.atMost, due.length * spread.perLead);
  const tend = (one: Due) => tryToMend(one, at, allowance, Math.random() * span);
  return Promise.all(due.map((one) => withLogContext({ lead: one.id }, () => tend(one))));
}

interface Swept {
  woken: number;
  mended: number;
  stuck: number;
  deliveries: number;
  idleUntil: Instant | null;
}

async function sweep(at: Instant): Promise<Swept> {
  const [shardsDue, deliveries] = await Promise.all([
    Promise.all(shards.map((shard) => readDue(shard, at))),
    openDue(at),
  ]);
  const found = (await Promise.all(shardsDue.map(({ due }) => mendShard(due, at)))).flat();
  const count = (how: Found): number => found.filter((one) => one === how).length;
  const next = earliest([...shardsDue, deliveries].map((one) => one.next)) ?? null;
  const idleUntil = found.length > 0 || deliveries.opened > 0 ? plus(at, minute) : next;
  const { opened } = deliveries;
  return { woken: count("asleep"), mended: count("lost"), stuck: count("stuck"), deliveries: opened, idleUntil };
}

/** Once a minute: gives leads whose clock was lost a new one. Answers when there will be something to do again. */
export const handler = middy<unknown, Swept>()
  .use(logContext("sweep"))
  .use(
    logOutcome(
      // Counted each minute, none too: silence says that nobody sweeps.
      ({ woken, mended, stuck, deliveries }: Swept) => ({
        woken,
        mended,
        stuck,
        deliveries,
        ...metric("SweepRepairs", mended + stuck),
      }),
    ),
  )
  .handler(() => sweep(now()));
