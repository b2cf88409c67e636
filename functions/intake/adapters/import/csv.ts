import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import * as z from "zod";
import { sayImport } from "../../../language/texts.ts";
import { AppError } from "../../../platform/error.ts";
import { decodeText, type Format } from "./format.ts";

/** A row of a file: its place as a spreadsheet counts, beginning with 1, and its cells. */
export interface CsvRow {
  number: number;
  cells: string[];
}

/** A row is kept whole with its inquiry (DECISIONS.md section 2: up to 64 KB in the item); a longer one is an open quote. */
const longestRow = 48 * 1024;

/** What a spreadsheet takes for a formula: `= + - @`, tab, line ends, and their wide forms (OWASP, CSV Injection). */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A cell that no spreadsheet runs: one that looks like a formula begins with an apostrophe. */
export const escapeFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text of a guarded cell. */
export const unescapeFormula = (text: string): string =>
  text.startsWith("'") && formula.test(text) ? text.slice(1) : text;

/** A row as written into a file, guarded. */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map((cell) => `"${escapeFormula(cell).replaceAll('"', '""')}"`).join(separator)}\r\n`;

const Cells = z.array(z.string());

const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === "");

/** Excel's own line that names the separator. */
const namesSeparator = ([first = ""]: string[]): boolean => /^sep=/i.test(first);

function unreadable(error: unknown): never {
  if (!(error instanceof CsvError)) throw error;
  const row = Number(error.records) + 1;
  const what =
    error.code === "CSV_MAX_RECORD_SIZE"
      ? sayImport("row.tooLong", { row, most: longestRow / 1024 })
      : sayImport("row.openQuote", { row });
  throw new AppError("invalid", what, { cause: error });
}

/** Rows that say something; memory holds no more than one. @throws AppError `invalid` when a quote is never closed */
export async function* rowsIn(bytes: AsyncIterable<Uint8Array>, format: Format): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: format.separator,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  });
  // What goes wrong is thrown by the parser, too.
  pipeline(Readable.from(decodeText(bytes, format.encoding)), parser, () => undefined);
  let number = 0;
  try {
    for await (const record of parser) {
      const cells = Cells.parse(record);
      number += 1;
      if (!isBlank(cells) && !(number === 1 && namesSeparator(cells)))
        yield { number, cells: cells.map(unescapeFormula) };
    }
  } catch (error) {
    unreadable(error);
  }
}
