import { sayError, sayTimeline } from "../language/texts.ts";
import type { Actor } from "../lead/model/activity.ts";
import { type Lead, LeadId } from "../lead/model/lead.ts";
import type { Owner } from "../lead/model/owner.ts";
import type { Task } from "../lead/model/task.ts";
import { decideAssign } from "../lead/rules/manual.ts";
import { availableOwners, nextOwner } from "../lead/rules/routing.ts";
import { leadKey, ownerPartition, taskKey, taskPartition, turnKey } from "../lead/store/keys.ts";
import { leads } from "../lead/store/leads.ts";
import { updateLead } from "../lead/store/repository.ts";
import { tasks } from "../lead/store/tasks.ts";
import { get, getMany, query } from "../platform/aws/table.ts";
import { changeItem } from "../platform/aws/versioned.ts";
import { increment } from "../platform/aws/write.ts";
import { AppError } from "../platform/error.ts";
import { type Instant, second, stopwatch } from "../platform/time.ts";

export interface Leaving {
  leaver: Owner;
  /** Who gets all; by their pools' turns, if nobody is named. */
  heir: Owner | undefined;
  others: Owner[];
  by: Actor;
  now: Instant;
}

const atOnce = 100;

/** An API's answer is waited for half a minute. */
const patience = 20 * second;

const passedOn: ReadonlySet<Lead["stage"]> = new Set(["archived"]);

/** Up to a hundred leads that somebody is still to look after, customers too, from a place in the owner's index on. */
async function leadsFrom(
  { id }: Owner,
  after: string | undefined,
): Promise<{ leads: Lead[]; last: string | undefined }> {
  const pk = ownerPartition(id);
  const places = await query({ index: "byOwner", pk, ...(after !== undefined && { from: after }), limit: atOnce + 1 });
  const next = places.filter(({ byOwnerSk }) => byOwnerSk !== after).slice(0, atOnce);
  const found = next.length > 0 ? leads.readEach(await getMany(next.map(({ pk }) => ({ pk, sk: "LEAD" })))) : [];
  const theirs = found.filter(({ owner, stage }) => owner === id && !passedOn.has(stage));
  const last = next.at(-1)?.byOwnerSk;
  return { leads: theirs, last: typeof last === "string" ? last : undefined };
}

async function* leadsOf(owner: Owner): AsyncGenerator<Lead[]> {
  let last: string | undefined;
  do {
    const page = await leadsFrom(owner, last);
    if (page.leads.length > 0) yield page.leads;
    last = page.last;
  } while (last !== undefined);
}

/** @throws AppError `conflict` where somebody's leads would be nobody's */
export async function mustHaveHeirs({ leaver, heir, others }: Leaving): Promise<void> {
  if (heir) return;
  for await (const leads of leadsOf(leaver)) {
    const orphan = leads.find(({ pool }) => availableOwners(others, pool).length === 0);
    if (!orphan) continue;
    throw new AppError("conflict", sayError("owner.handTo", { pool: orphan.pool }));
  }
}

async function passOn(lead: Lead, { leaver, heir, others, by, now }: Leaving): Promise<void> {
  const next = heir ?? nextOwner(others, lead.pool, await increment(turnKey(lead.pool), "turn"));
  if (!next) throw new AppError("conflict", sayError("owner.nobodyElse", { pool: lead.pool }));
  const why = sayTimeline("assigned.left", { owner: leaver.name });
  await updateLead(lead.id, now, (there, at) =>
    there.owner === leaver.id ? decideAssign(there, next, by, at, why) : undefined,
  );
}

/** The lead of a task; `undefined` where there is none, or none that can be read. */
async function leadOf({ leadId }: Task): Promise<Lead | undefined> {
  const id = LeadId.safeParse(leadId);
  return id.success ? leads.find(await get(leadKey(id.data))) : undefined;
}

/** Open tasks go to whoever has their lead now. */
async function passTasksOn({ leaver, heir, others }: Leaving): Promise<void> {
  const pk = taskPartition(leaver.id, "open");
  const places = await query({ index: "byOwner", pk, limit: 10_000 });
  const found = tasks.readEach(await getMany(places.map((item) => taskKey(item.pk.slice("TASK#".length)))));
  for (const task of found.filter(({ owner, doneAt }) => owner === leaver.id && !doneAt)) {
    const lead = await leadOf(task);
    const owner = lead?.owner === leaver.id ? (heir ?? availableOwners(others, lead.pool)[0])?.id : lead?.owner;
    if (!owner) continue;
    await changeItem(taskKey(task.id), (open) =>
      open && !open.doneAt ? { ...open, owner, byOwnerPk: taskPartition(owner, "open") } : undefined,
    );
  }
}

/** Hands over an owner's leads and tasks; may be repeated. @throws AppError `unavailable` when one answer cannot hold it all */
export async function handOverLeads(leaving: Leaving): Promise<void> {
  const elapsed = stopwatch();
  let done = 0;
  for await (const leads of leadsOf(leaving.leaver)) {
    for (const lead of leads) {
      if (elapsed() > patience) throw new AppError("unavailable", sayError("owner.handedOver", { count: done }));
      await passOn(lead, leaving);
      done += 1;
    }
  }
  await passTasksOn(leaving);
}
