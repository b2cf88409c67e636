import middy from "@middy/core";
import { digest } from "../lead/digest.ts";
import { InquiryId } from "../lead/inquiry.ts";
import { duePartition, shards, timelineKey } from "../lead/keys.ts";
import { type Lead, LeadId } from "../lead/lead.ts";
import { readLead } from "../lead/store.ts";
import { type Instant, Instant as InstantSchema, minute, now, plus } from "../platform/clock.ts";
import { logFailures } from "../platform/edge.ts";
import { failure, info } from "../platform/log.ts";
import { type Item, query } from "../platform/table.ts";
import { hasClock, revive } from "./clock.ts";

/** How many due leads one tick looks at in each shard: repairs after an outage are spread over minutes. */
const budget = 100;

/** A clock that runs but has not acted by then is taken for dead. */
const patience = 5 * minute;

interface Due {
  id: LeadId;
  at: Instant;
}

const asDue = (item: Item): Due => {
  const [at, id] = String(item.byDueSk).split("#");
  return { id: LeadId.parse(id), at: InstantSchema.parse(at) };
};

/** The leads that are due in one shard, and when the next one will be. */
async function readDue(shard: number, until: Instant): Promise<{ due: Due[]; next: Instant | undefined }> {
  const found = (await query({ index: "byDue", pk: duePartition(shard), limit: budget + 1 })).map(asDue);
  return { due: found.filter(({ at }) => at <= until).slice(0, budget), next: found.find(({ at }) => at > until)?.at };
}

/** Inquiries of a lead that never reached its card. */
async function undigested(id: LeadId): Promise<InquiryId[]> {
  const items = await query({
    pk: timelineKey(id, "").pk,
    from: "T#",
    to: "T#~",
    limit: 100,
    keep: ["pk", "sk", "kind", "digestedAt"],
  });
  return items
    .filter((item) => item.kind === "inquiry" && item.digestedAt === undefined)
    .map(({ sk }) => InquiryId.parse(`inq_${sk.slice("T#".length)}`));
}

/** Mends one lead that is due; true when there was something to mend. */
async function mend(id: LeadId, at: Instant): Promise<boolean> {
  const lead: Lead = await readLead(id);
  if (lead.dueAt === undefined || lead.dueAt > at) return false;
  if (lead.epoch === 0) {
    await digest(id, await undigested(id), at);
    return true;
  }
  if (plus(lead.dueAt, patience) > at && (await hasClock(lead))) return false;
  await revive(lead, at);
  return true;
}

async function tryToMend({ id }: Due, at: Instant): Promise<number> {
  try {
    return Number(await mend(id, at));
  } catch (error) {
    failure("lead not mended", error, { lead: id });
    return 0;
  }
}

/**
 * Once a minute: finds leads whose clock was lost (a start that never came, an execution that died) and gives them a new
 * one. It repairs; timely action comes from the executions. Answers when there will be something to do again.
 */
export const handler = middy<unknown, { mended: number; idleUntil: Instant | null }>()
  .use(logFailures())
  .handler(async () => {
    const at = now();
    const shardsDue = await Promise.all(shards.map((shard) => readDue(shard, at)));
    const mended = await Promise.all(shardsDue.flatMap(({ due }) => due).map((due) => tryToMend(due, at)));
    const count = mended.reduce((all, one) => all + one, 0);
    if (count > 0) info("leads mended", { count });
    const stillDue = shardsDue.some(({ due }) => due.length > 0);
    const next = shardsDue.flatMap(({ next }) => next ?? []).sort()[0] ?? null;
    return { mended: count, idleUntil: stillDue ? plus(at, minute) : next };
  });
