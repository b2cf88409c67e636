import { sayImport } from "../../../language/texts.ts";
import { keepText, openBlob } from "../../../platform/aws/blob-store.ts";
import { AppError } from "../../../platform/error.ts";
import type { Instant } from "../../../platform/time.ts";
import type { Source } from "../../../source/source.ts";
import { type Column, checkColumns, columnsOf, errorHeader, withSamples } from "./column.ts";
import { csvLine, rowsIn } from "./csv.ts";
import { type Format, formatOf } from "./format.ts";
import { errorsKey, type ImportJob, type Sheet, uploadKey } from "./job.ts";
import { readRow } from "./judge.ts";

/** Excel takes a file for UTF-8 only if it says so. */
const byteOrderMark = "\uFEFF";

/** The uploaded file. @throws AppError `not-found` */
export async function openUpload({ id }: Pick<ImportJob, "id">): Promise<AsyncIterable<Uint8Array>> {
  const bytes = await openBlob(uploadKey(id));
  if (bytes) return bytes;
  throw new AppError("not-found", sayImport("noFile"));
}

async function readColumns(job: ImportJob, format: Format, source: Source): Promise<Column[]> {
  let columns: Column[] | undefined;
  let sampledRows = 0;
  for await (const { cells } of rowsIn(await openUpload(job), format)) {
    columns = columns ? withSamples(columns, cells) : columnsOf(cells, { mapping: job.mapping, source });
    if (sampledRows++ === rowsSampled) break;
  }
  if (columns) return columns;
  throw new AppError("invalid", sayImport("empty"));
}

const rowsSampled = 50;

/** A look through a file: its columns, even if they lead to nobody; what is the matter with it, or its sheet. */
export type Inspected = { format: Format; columns: Column[]; trouble: string } | { sheet: Sheet };

/** Counts all rows and writes a file of bad ones; may be repeated. @throws AppError `not-found`, `invalid` when unreadable */
export async function inspectUpload(job: ImportJob, source: Source, now: Instant): Promise<Inspected> {
  const { encoding } = job;
  const format = await formatOf(await openUpload(job), { encoding, language: job.language ?? source.language });
  const columns = await readColumns(job, format, source);
  const { evidence, language, country } = job;
  const reading = { format, columns, source, evidence, language, country };
  let rows = -1;
  async function* faults(): AsyncGenerator<string> {
    let isFirst = true;
    for await (const row of rowsIn(await openUpload(job), format)) {
      rows += 1;
      if (rows === 0) continue;
      const read = readRow(row, reading, now);
      if (!("why" in read)) continue;
      if (isFirst) yield headerLine(columns, format);
      isFirst = false;
      yield csvLine([read.why, ...withoutOurs(row.cells, columns)], format.separator);
    }
  }
  try {
    checkColumns(columns, country ?? source.country);
    const hasErrors = await keepText(errorsKey(job.id), faults(), "text/csv; charset=utf-8");
    return { sheet: { format, columns, rows, hasErrors } };
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return { format, columns, trouble: error.message };
    throw error;
  }
}

const isOurs = ({ header }: Column): boolean => header.toLowerCase() === errorHeader;

/** What is wrong stands first, where a row with too many cells does not push it away. */
const headerLine = (columns: readonly Column[], { separator }: Format): string =>
  byteOrderMark + csvLine([errorHeader, ...columns.filter((it) => !isOurs(it)).map(({ header }) => header)], separator);

const withoutOurs = (cells: readonly string[], columns: readonly Column[]): string[] =>
  cells.filter((_, at) => {
    const column = columns[at];
    return !column || !isOurs(column);
  });
