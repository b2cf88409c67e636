import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { Office } from "./app.ts";
import type { Machine } from "./figures.ts";
import { someoneNew } from "./people.ts";
import { machineText } from "./report.ts";
import { counted, row, whole } from "./row.ts";
import { quiet } from "./spent.ts";

/** One file, from its upload to its last row. */
export interface ImportRun {
  name: string;
  /** From the upload to the last row, what happens behind the stream running beside it. */
  rowsPerSecond: number;
  /** Resident memory when it began, and the most while it ran. */
  before: number;
  peak: number;
  outcomes: Record<"created" | "attached" | "repeated" | "failed", number>;
}

export interface ImportReport {
  machine: Machine;
  rows: number;
  fileBytes: number;
  runs: ImportRun[];
}

const Begun = z.object({ uploadUrl: z.string(), jobId: z.string() });
const Job = z.object({
  state: z.string(),
  trouble: z.string().optional(),
  ...{ created: z.number(), attached: z.number(), repeated: z.number(), failed: z.number() },
});

const fileOf = (rows: number): string =>
  [
    "Name,Email,Phone,Message",
    ...Array.from({ length: rows }, () => {
      const { name, email, phone, message } = someoneNew();
      return `${name},${email},${phone},"${message}"`;
    }),
  ].join("\n");

async function run(app: Office, name: string, file: string, rows: number, order: object = {}): Promise<ImportRun> {
  const { load } = app;
  const before = app.footprint().megabytes;
  const { uploadUrl, jobId } = Begun.parse(await load.call("/api/leads/import", order));
  const began = performance.now();
  await fetch(uploadUrl, { method: "PUT", body: file });
  for (let peak = before; ; await pause(100)) {
    const { state, trouble, ...outcomes } = Job.parse(await load.call(`/api/imports/${jobId}`));
    peak = Math.max(peak, app.footprint().megabytes);
    if (state === "failed") throw new Error(`The import failed: ${trouble}`);
    if (state !== "done" && state !== "previewed") continue;
    const rowsPerSecond = (rows / (performance.now() - began)) * 1000;
    console.error(`${name}: ${whole(rowsPerSecond)} rows/s`);
    return { name, rowsPerSecond, before, peak, outcomes };
  }
}

/**
 * Imports a file of people nobody has heard of, in memory, then the same file again, of which nothing is made; what the
 * first time has set off behind the stream goes on beside it for long.
 */
export async function measureImport(assembly: string, rows: number): Promise<Omit<ImportReport, "machine">> {
  const app = await Office.open({ assembly });
  try {
    const file = fileOf(rows);
    await quiet(app);
    const runs = [
      await run(app, "preview", file, rows, { preview: true }),
      await run(app, "first time", file, rows),
      await run(app, "the same file again", file, rows),
    ];
    return { rows, fileBytes: Buffer.byteLength(file), runs };
  } finally {
    await app.stop();
  }
}

/** An import as text. */
export function importText({ machine, rows, fileBytes, runs }: ImportReport): string {
  return [
    ...machineText(machine),
    "",
    `MEASURED HERE, in memory: a file of ${counted(rows)} rows, ${whole(fileBytes / 1e6)} MB`,
    row("", ["rows/s", "runtime MB", "created", "repeated"], 14),
    ...runs.map((one) =>
      row(
        one.name,
        [
          whole(one.rowsPerSecond),
          `${one.before}→${one.peak}`,
          counted(one.outcomes.created),
          counted(one.outcomes.repeated),
        ],
        14,
      ),
    ),
  ].join("\n");
}

/** What is wrong with how a file was imported; nothing if all is well. */
export const importFaults = ({ rows, runs }: ImportReport): string[] =>
  runs.flatMap(({ name, outcomes: { created, repeated } }, at) =>
    (at === 2 ? repeated : created) === rows ? [] : [`${name}: not every row was ${at === 2 ? "repeated" : "created"}`],
  );
