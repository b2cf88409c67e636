import { previewInquiry, receiveInquiry } from "../../../lead/commands/receive-inquiry.ts";
import { now } from "../../../platform/time.ts";
import { sideBySide } from "../../inquiry/side-by-side.ts";
import type { CsvRow } from "./csv.ts";
import type { ImportId, RowOutcome, SampleRow } from "./job.ts";
import { type Reading, type ReadRow, readRow } from "./judge.ts";

const atOnce = 20;

export type RowResult = SampleRow;

export type RowHandler = (rows: readonly CsvRow[]) => Promise<RowResult[]>;

function resultOf({ number }: CsvRow, read: ReadRow, outcome: RowOutcome): RowResult {
  if ("why" in read) return { row: number, outcome: "failed", why: read.why };
  const { name, email, phone } = read.inquiry;
  return { row: number, outcome, name, email, phone };
}

const payloadOf = (id: ImportId, { number, cells }: CsvRow, { columns }: Reading) => ({
  text: JSON.stringify({
    import: id,
    row: number,
    cells: Object.fromEntries(columns.map(({ header }, at) => [header, cells[at] ?? ""])),
  }),
});

/** Makes inquiries of rows. */
export function rowImporter(id: ImportId, reading: Reading): RowHandler {
  const importRow = async (row: CsvRow): Promise<RowResult> => {
    const at = now();
    const read = readRow(row, reading, at);
    if ("why" in read) return resultOf(row, read, "failed");
    const { repeat, made } = await receiveInquiry({ ...read, payload: payloadOf(id, row, reading) }, at);
    return resultOf(row, read, repeat ? "repeated" : made ? "created" : "attached");
  };
  return (rows) => sideBySide(rows, atOnce, importRow);
}

/** A preview remembers so many rows and people of the file; of later ones it says only what the table knows. */
const rememberedAtMost = 500_000;

const foreseen = { new: "created", known: "attached", repeat: "repeated" } as const;

/** Says what importing rows would make of them, and stores nothing. */
export function rowPreviewer(reading: Reading): RowHandler {
  const seen = new Set<string>();
  const isFirst = (key: string): boolean => {
    const first = !seen.has(key);
    if (seen.size < rememberedAtMost) seen.add(key);
    return first;
  };
  const look = async (row: CsvRow) => {
    const at = now();
    const read = readRow(row, reading, at);
    const known = "why" in read ? "new" : await previewInquiry(read);
    return { row, judged: read, outcome: foreseen[known] };
  };
  // The file itself brings people whom the rows after them meet.
  const inTurn = ({ row, judged: read, outcome }: Awaited<ReturnType<typeof look>>): RowResult => {
    if ("why" in read) return resultOf(row, read, "failed");
    const { inquiry, idempotencyKey } = read;
    const isRepeat = !isFirst(idempotencyKey.hash);
    const isKnown = inquiry.email !== undefined && !isFirst(inquiry.email);
    return resultOf(row, read, isRepeat ? "repeated" : isKnown && outcome === "created" ? "attached" : outcome);
  };
  return async (rows) => (await sideBySide(rows, atOnce, look)).map(inTurn);
}
