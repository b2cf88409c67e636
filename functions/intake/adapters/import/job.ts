import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { sayImport } from "../../../language/texts.ts";
import { Actor } from "../../../lead/model/activity.ts";
import { deliveriesDue, importKey } from "../../../lead/store/keys.ts";
import { storedItem } from "../../../platform/aws/stored-item.ts";
import { backoff, get, type Item } from "../../../platform/aws/table.ts";
import { absent, put, unchanged } from "../../../platform/aws/write.ts";
import { AppError } from "../../../platform/error.ts";
import { idPattern, sortable } from "../../../platform/id.ts";
import { day, expiry, hour, Instant, plus } from "../../../platform/time.ts";
import { SourceId } from "../../../source/source.ts";
import { Column, ColumnField } from "./column.ts";
import { Format } from "./format.ts";

export const ImportId = z.string().regex(idPattern("im"), sayImport("id")).brand<"ImportId">();
export type ImportId = z.infer<typeof ImportId>;

/** What became of a row, or in a preview: what would. */
export const rowOutcomes = ["created", "attached", "repeated", "failed"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

export const SampleRow = z.object({
  row: z.number(),
  outcome: z.enum(rowOutcomes),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  why: z.string().optional(),
});
export type SampleRow = z.infer<typeof SampleRow>;

export const Sheet = z.object({
  format: Format,
  columns: z.array(Column),
  /** Rows that say something, without the header. */
  rows: z.number().int(),
  hasErrors: z.boolean(),
});
export type Sheet = z.infer<typeof Sheet>;

export const Tally = z.record(z.enum(["read", ...rowOutcomes]), z.number().int());
export type Tally = z.infer<typeof Tally>;

export const ImportJob = z.object({
  id: ImportId,
  source: SourceId,
  state: z.enum(["waiting", "running", "previewed", "done", "failed"]),
  preview: z.boolean(),
  mapping: z.record(z.string(), ColumnField).optional(),
  evidence: z.string().optional(),
  language: z.string().optional(),
  country: z.string().optional(),
  encoding: z.string().optional(),
  createdAt: Instant,
  /** Who has ordered it; none on imports of before. */
  by: Actor.optional(),
  startedAt: Instant.optional(),
  endedAt: Instant.optional(),
  /** When somebody is to look whether it goes on. */
  dueAt: Instant.optional(),
  sheet: Sheet.optional(),
  tally: Tally,
  shown: z.array(SampleRow),
  /** Why it failed, for people. */
  trouble: z.string().optional(),
  /** Raised by every change: a change is conditional on it. */
  version: z.number().int(),
  run: z.string().optional(),
  /** Runs that began since it last got further. */
  tries: z.number().int(),
});
export type ImportJob = z.infer<typeof ImportJob>;

/** How long an upload may begin; a file that is not there an hour later will not come. */
export const uploadTime = hour;
const waitsFor = 2 * uploadTime;

/** The item outlives the file, which stacks/storage.ts keeps for 30 days. */
const keptFor = 90 * day;

export const uploadKey = (id: ImportId): string => `imports/${id}.csv`;
export const errorsKey = (id: ImportId): string => `import-errors/${id}.csv`;

/** The import whose file lies under a key of the bucket. */
export const importAt = (key: string): string | undefined => /^imports\/(.+)\.csv$/.exec(key)?.[1];

export const importJobs = storedItem<ImportJob>({ kind: "import", shape: ImportJob });

const jobItem = (job: ImportJob): Item =>
  importJobs.write(importKey(job.id), job, {
    byDuePk: job.dueAt && deliveriesDue,
    byDueSk: job.dueAt && `${job.dueAt}#${job.id}`,
    expiresAt: expiry(plus(job.createdAt, keptFor)),
  });

type Order = Pick<
  ImportJob,
  "source" | "preview" | "mapping" | "evidence" | "language" | "country" | "encoding" | "by"
>;

/** Begins an import: it waits for its file. */
export async function newImport(order: Order, now: Instant): Promise<ImportJob> {
  const job: ImportJob = {
    ...order,
    id: ImportId.parse(`im_${sortable(now)}`),
    state: "waiting",
    createdAt: now,
    dueAt: plus(now, waitsFor),
    tally: { read: 0, created: 0, attached: 0, repeated: 0, failed: 0 },
    shown: [],
    version: 1,
    tries: 0,
  };
  await put(jobItem(job), absent);
  return job;
}

/** Reads an import, strongly consistent; `undefined` when there is none. @throws AppError `unreadable` */
export async function readImport(id: ImportId): Promise<ImportJob | undefined> {
  const item = await get(importKey(id));
  return item && importJobs.read(item);
}

const attempts = 12;

/** Changes an import under its version; `undefined` when it is left, or not there. @throws AppError `unavailable` */
export async function updateImport(
  id: ImportId,
  decide: (job: ImportJob) => ImportJob | undefined,
): Promise<ImportJob | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await readImport(id);
    const after = before && decide(before);
    if (!after) return undefined;
    const next = { ...after, version: before.version + 1 };
    if (await put(jobItem(next), unchanged(before))) return next;
    await pause(backoff(attempt));
  }
  throw new AppError("unavailable", sayImport("busy"));
}

/** As `updateImport`, by the run that an import is in; undefined when another run has taken over. */
export const continueImport = (
  { id, run }: Pick<ImportJob, "id" | "run">,
  decide: (job: ImportJob) => ImportJob,
): Promise<ImportJob | undefined> =>
  updateImport(id, (job) => (job.run === run && job.state === "running" ? decide(job) : undefined));
