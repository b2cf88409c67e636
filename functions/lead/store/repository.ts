import { setTimeout as pause } from "node:timers/promises";
import { sayError } from "../../language/texts.ts";
import { backoff, get, getMany } from "../../platform/aws/table.ts";
import { absent, type FailedConditions, transact, unchanged, type Write } from "../../platform/aws/write.ts";
import { AppError } from "../../platform/error.ts";
import { type Instant, latest } from "../../platform/time.ts";
import type { Activity } from "../model/activity.ts";
import type { Inquiry, InquiryId } from "../model/inquiry.ts";
import type { Lead, LeadId } from "../model/lead.ts";
import type { Task } from "../model/task.ts";
import { logTimeline } from "./journal.ts";
import { inquiryKey, leadKey } from "./keys.ts";
import { leadItem, leads } from "./leads.ts";
import { optInCounterWrites } from "./opt-in-counters.ts";
import { taskItem } from "./tasks.ts";
import { factsItem, inquiries } from "./timeline.ts";

/** The moment of what happens to a lead now: never before what it has been through, whosever clock that was told by. */
export const momentFor = ({ updatedAt }: Lead, now: Instant): Instant => latest([updatedAt, now]);

/** Reads a lead, strongly consistent. @throws AppError `not-found`, `unreadable` */
export async function readLead(id: LeadId): Promise<Lead> {
  const item = await get(leadKey(id));
  if (!item) throw new AppError("not-found", sayError("lead.none", { id }));
  return leads.read(item);
}

/** Reads inquiries of a lead, in the order they were received; one that cannot be read is left out. */
export async function readInquiries(lead: LeadId, ids: InquiryId[]): Promise<Inquiry[]> {
  const items = ids.length > 0 ? await getMany(ids.map((id) => inquiryKey(lead, id))) : [];
  const found = inquiries.readEach(items).map(({ inquiry }) => inquiry);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a decision about a lead makes of it. `also` is written in the same transaction. */
export interface LeadUpdate {
  lead: Lead;
  facts: Activity[];
  tasks?: Task[];
  also?: Write[];
}

const writesOf = (before: Lead, after: Lead, { facts, tasks = [], also = [] }: LeadUpdate): Write[] => [
  { put: leadItem(after), when: unchanged(before) },
  ...(facts.length > 0 ? [{ put: factsItem(after, facts, after.updatedAt), when: absent }] : []),
  ...tasks.map((task) => ({ put: taskItem(task), when: absent })),
  ...optInCounterWrites(before, after),
  ...also,
];

const attempts = 12;

/** What becomes of a lead at a moment; `undefined` leaves it as it is. */
export type Decide = (
  lead: Lead,
  at: Instant,
  failedConditions: FailedConditions,
) => LeadUpdate | undefined | Promise<LeadUpdate | undefined>;

/** Changes a lead under its version; `decide` may run often. @throws AppError `not-found`, `unreadable`, `unavailable` */
export async function updateLead(id: LeadId, now: Instant, decide: Decide, seen?: Lead): Promise<Lead> {
  let failedConditions: FailedConditions = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = attempt === 0 && seen ? seen : await readLead(id);
    const at = momentFor(before, now);
    const change = await decide(before, at, failedConditions);
    if (!change) return before;
    const after: Lead = { ...change.lead, version: before.version + 1, updatedAt: at };
    failedConditions = await transact(writesOf(before, after, change));
    if (failedConditions.length === 0) {
      logTimeline(before, after, change.facts);
      return after;
    }
    await pause(backoff(attempt));
  }
  throw new AppError("unavailable", sayError("lead.busy"));
}
