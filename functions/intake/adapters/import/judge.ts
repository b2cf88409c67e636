import { sayImport } from "../../../language/texts.ts";
import type { Inquiry } from "../../../lead/model/inquiry.ts";
import type { IdempotencyKey } from "../../../lead/store/idempotency.ts";
import { AppError } from "../../../platform/error.ts";
import type { Instant } from "../../../platform/time.ts";
import type { Source } from "../../../source/source.ts";
import { cleanLine } from "../../inquiry/cleaning.ts";
import { normalizeInquiry } from "../../inquiry/inquiry-draft.ts";
import { idempotencyKeyOf, newInquiryId } from "../../inquiry/submit.ts";
import type { Column } from "./column.ts";
import type { CsvRow } from "./csv.ts";
import type { Format } from "./format.ts";
import { isRoleAddress } from "./role-address.ts";
import { illegible, misshapen, type RowDefaults, readCells, rowKey, toDraft } from "./row.ts";

export interface Reading extends RowDefaults {
  format: Format;
  columns: readonly Column[];
  source: Source;
}

/** A row as an inquiry; or why none can be made of it, and how to mend that. It is the same whenever one asks. */
export type ReadRow = { inquiry: Inquiry; idempotencyKey: IdempotencyKey } | { why: string };

/** Reads one row. */
export function readRow({ cells }: CsvRow, { format, columns, source, ...frame }: Reading, now: Instant): ReadRow {
  const why = misshapen(cells, columns, format.separator) ?? illegible(cells, format.encoding);
  if (why) return { why };
  const row = readCells(cells, columns);
  const email = row.fields.get("email");
  if (email && isRoleAddress(email)) return { why: sayImport("row.office", { email: cleanLine(email, 100) }) };
  try {
    const inquiry = normalizeInquiry(toDraft(row, frame), source, { id: newInquiryId(now), receivedAt: now });
    return { inquiry, idempotencyKey: idempotencyKeyOf({ id: rowKey(row) }, now) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return { why: error.words };
  }
}
