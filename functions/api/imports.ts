import * as z from "zod";
import { Column, ColumnField, suggestionsFor } from "../intake/adapters/import/column.ts";
import { Encoding } from "../intake/adapters/import/encoding.ts";
import {
  errorsKey,
  ImportId,
  ImportJob,
  newImport,
  readImport,
  rowOutcomes,
  SampleRow,
  uploadKey,
  uploadTime,
} from "../intake/adapters/import/job.ts";
import { sayError, saySource } from "../language/texts.ts";
import { signedUrl } from "../platform/aws/blob-store.ts";
import { AppError } from "../platform/error.ts";
import { noInput, type Route, route } from "../platform/http/api.ts";
import type { Principal } from "../platform/http/auth.ts";
import { json } from "../platform/http/http.ts";
import { hour, type Instant, now } from "../platform/time.ts";
import { sourceNamed, sources } from "../source/registry.ts";
import { NewSource } from "../source/settings.ts";
import { Source, SourceId } from "../source/source.ts";

const { language, country, name } = NewSource.shape;

const NewImport = z.strictObject({
  source: SourceId.optional(),
  name: name.default(saySource("import.name")),
  /** Header and what its column holds. */
  mapping: z.record(z.string().min(1).max(300), ColumnField).optional(),
  /** How the people of this file agreed to mail: kept with each as proof (LIFECYCLE.md section 4). */
  evidence: z.strictObject({ text: z.string().trim().min(1).max(5000) }).optional(),
  preview: z.boolean().default(false),
  language: language.unwrap().optional(),
  country,
  /** How the file is written, where its first bytes do not tell; else it is found out. */
  encoding: Encoding.optional(),
});
type NewImport = z.infer<typeof NewImport>;

/** The source of files that belong to none: made when the first one comes. */
const ordinary = ({ name, language, country }: NewImport): Source =>
  Source.parse({
    ...{ id: "import", channel: "import", platform: "csv", consent: { by: "none" } },
    ...{ name, language, country },
  });

/** @throws AppError `not-found`, `conflict` */
async function begin(order: NewImport, by: Principal, at: Instant): Promise<ImportJob> {
  const source = order.source ? await sourceNamed(order.source) : await sources.ensure(ordinary(order));
  if (source.paused) throw new AppError("conflict", sayError("import.paused", { id: source.id }));
  const { evidence, name: _, ...reading } = order;
  return newImport({ ...reading, source: source.id, evidence: evidence?.text, by }, at);
}

const errorsUrlTime = hour;

const ImportView = z
  .object({
    jobId: ImportId,
    ...ImportJob.pick({ source: true, state: true, preview: true }).shape,
    rows: z.int(),
    ...Object.fromEntries((["read", ...rowOutcomes] as const).map((name) => [name, z.int()])),
    columns: z.array(Column),
    encoding: z.string().optional(),
    suggestions: z.array(z.object({ header: z.string(), field: ColumnField, why: z.string() })),
    outcomes: z.array(SampleRow).optional(),
    trouble: z.string().optional(),
    errorsUrl: z.url().optional(),
    ...ImportJob.pick({ createdAt: true, startedAt: true, endedAt: true }).shape,
  })
  .meta({ id: "Import" });

async function view(stored: ImportJob) {
  const { id, source, state, preview, sheet, tally, shown, trouble, ...job } = ImportJob.parse(stored);
  const { format, columns = [], rows = 0, hasErrors = false } = sheet ?? {};
  const home = job.country ?? (await sources.find(source))?.country;
  return {
    jobId: id,
    ...{ source, state, preview, rows, ...tally, columns },
    encoding: format?.encoding,
    suggestions: suggestionsFor(columns, home),
    outcomes: preview ? shown : undefined,
    trouble,
    errorsUrl: hasErrors ? await signedUrl("GET", errorsKey(id), errorsUrlTime) : undefined,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
  };
}

/** @throws AppError `not-found` */
async function importNamed(text: string): Promise<ImportJob> {
  const id = ImportId.safeParse(text);
  const job = id.success ? await readImport(id.data) : undefined;
  if (job) return job;
  throw new AppError("not-found", sayError("import.none", { id: text.slice(0, 60) }));
}

/** Files of people: begun here, uploaded to the bucket, and asked about (SURFACE.md). */
export const importRoutes: Route[] = [
  route({
    ...noInput,
    ...{ method: "POST", path: "/api/leads/import", title: "Begin an import of a file" },
    ...{ response: z.object({ uploadUrl: z.url(), jobId: ImportId }), success: 201 },
    body: NewImport,
    answer: async ({ body, by }) => {
      const { id } = await begin(body, by, now());
      return json(201, { uploadUrl: await signedUrl("PUT", uploadKey(id), uploadTime), jobId: id });
    },
  }),
  route({
    ...noInput,
    ...{ method: "GET", path: "/api/imports/{id}", title: "An import, how far it is" },
    response: ImportView,
    answer: async ({ id }) => json(200, await view(await importNamed(id))),
  }),
];
