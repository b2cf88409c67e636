import { randomUUID } from "node:crypto";
import { sayImport } from "../../../language/texts.ts";
import { AppError } from "../../../platform/error.ts";
import { addLogContext, logInfo } from "../../../platform/observability/log.ts";
import { metric } from "../../../platform/observability/metric.ts";
import { type Instant, minute, now, plus } from "../../../platform/time.ts";
import { sources } from "../../../source/registry.ts";
import type { Source } from "../../../source/source.ts";
import { chunked } from "../../inquiry/side-by-side.ts";
import { rowsIn } from "./csv.ts";
import { type RowResult, rowImporter, rowPreviewer } from "./deal.ts";
import { inspectUpload, openUpload } from "./inspect.ts";
import { continueImport, type ImportId, type ImportJob, rowOutcomes, type Sheet, updateImport } from "./job.ts";

/** A run that has not got further for so long is taken for dead, and another goes on. */
const patience = 5 * minute;

/** So many runs may end without getting further. */
const triesAtMost = 5;

/** Rows between two notes of how far it is; a killed run repeats no more than these. */
const betweenNotes = 200;

const shownAtMost = 20;

const ended = (job: ImportJob, state: ImportJob["state"], more: Partial<ImportJob> = {}): ImportJob => ({
  ...job,
  ...more,
  state,
  endedAt: now(),
  dueAt: undefined,
});

const failed = (job: ImportJob, problem: string, more: Partial<ImportJob> = {}): ImportJob =>
  ended(job, "failed", { ...more, trouble: problem });

function claim(id: ImportId, at: Instant): Promise<ImportJob | undefined> {
  const run = randomUUID();
  return updateImport(id, (job) => {
    if (job.state !== "waiting" && job.state !== "running") return undefined;
    if (job.state === "running" && job.dueAt !== undefined && job.dueAt > at) return undefined;
    const { startedAt = at, tries } = job;
    return { ...job, state: "running", run, startedAt, dueAt: plus(at, patience), tries: tries + 1 };
  });
}

async function begun(job: ImportJob, source: Source): Promise<ImportJob | undefined> {
  const found = await inspectUpload(job, source, now());
  if ("sheet" in found)
    return continueImport(job, (mine) => ({ ...mine, sheet: found.sheet, dueAt: plus(now(), patience) }));
  const { format, columns, trouble: problem } = found;
  await continueImport(job, (mine) => failed(mine, problem, { sheet: { format, columns, rows: 0, hasErrors: false } }));
  return undefined;
}

function further(job: ImportJob, results: RowResult[]): ImportJob {
  const tally = { ...job.tally, read: job.tally.read + results.length };
  for (const outcome of rowOutcomes) tally[outcome] += results.filter((result) => result.outcome === outcome).length;
  const shown = job.preview ? [...job.shown, ...results].slice(0, shownAtMost) : [];
  return { ...job, tally, shown, tries: 0, dueAt: plus(now(), patience) };
}

async function* rowsLeft(job: ImportJob, { format }: Sheet) {
  let left = job.tally.read + 1;
  for await (const row of rowsIn(await openUpload(job), format)) if (left-- <= 0) yield row;
}

async function handleRows(
  begun: ImportJob,
  sheet: Sheet,
  source: Source,
  hasTime: () => boolean,
): Promise<ImportJob | undefined> {
  const { evidence, language, country } = begun;
  const reading = { ...sheet, source, evidence, language, country };
  const handle = begun.preview ? rowPreviewer(reading) : rowImporter(begun.id, reading);
  let job = begun;
  for await (const rows of chunked(rowsLeft(begun, sheet), betweenNotes)) {
    const results = await handle(rows);
    const next = await continueImport(job, (mine) => further(mine, results));
    if (!next) return undefined;
    job = next;
    if (!job.preview) logInfo("rows imported", metric("InquiriesAccepted", accepted(results)));
    // The sweep has another run go on at once.
    if (!hasTime()) return continueImport(job, (mine) => ({ ...mine, dueAt: now() }));
  }
  return continueImport(job, (mine) => ended(mine, mine.preview ? "previewed" : "done"));
}

const accepted = (results: RowResult[]): number =>
  results.filter(({ outcome }) => outcome === "created" || outcome === "attached").length;

async function work(job: ImportJob, hasTime: () => boolean): Promise<void> {
  const source = await sources.find(job.source);
  if (!source) throw new AppError("not-found", sayImport("sourceGone"));
  const ready = job.sheet ? job : await begun(job, source);
  if (ready?.sheet) await handleRows(ready, ready.sheet, source, hasTime);
}

/** Imports, or goes on; nothing counts twice. @throws AppError `unavailable`, Error of S3 or table: another run goes on */
export async function runImport(id: ImportId, hasTime: () => boolean): Promise<void> {
  const job = await claim(id, now());
  if (!job) return;
  addLogContext({ source: job.source });
  if (job.tries > triesAtMost) {
    const problem = sayImport("stopped", { times: triesAtMost, rows: job.tally.read });
    await continueImport(job, (mine) => failed(mine, problem));
    return;
  }
  try {
    await work(job, hasTime);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    await continueImport(job, (mine) => failed(mine, error.message));
  }
}
