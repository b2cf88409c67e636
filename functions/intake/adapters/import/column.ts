import * as z from "zod";
import { fieldMeant } from "../../../language/field-name.ts";
import { leadFields } from "../../../language/field-words.ts";
import { sayImport } from "../../../language/texts.ts";
import { attributionFields } from "../../../lead/model/inquiry.ts";
import { normalizeEmail, normalizePhone } from "../../../lead/rules/identity.ts";
import { AppError } from "../../../platform/error.ts";
import type { Source } from "../../../source/source.ts";

/** What a column may hold: a field of the lead, a mark of the campaign, an id by which a row is known again, nothing of ours. */
const columnFields = [...leadFields, ...attributionFields, "id", "ignore"] as const;
export const ColumnField = z.enum(columnFields);
export type ColumnField = z.infer<typeof ColumnField>;

/** A column: its header, what it holds, and some of its cells. One without a field is kept with the inquiry. */
export const Column = z.object({ header: z.string(), field: ColumnField.optional(), samples: z.array(z.string()) });
export type Column = z.infer<typeof Column>;

export interface Suggestion {
  header: string;
  field: ColumnField;
  why: string;
}

/** The column in which we say what is wrong with a row; it is ours, not the lead's. */
export const errorHeader = "error";

const mostColumns = 200;
const samplesAtMost = 3;

const asText = (header: string): string => header.replace(/\s+/g, " ").trim().toLowerCase();

/** Headers without their edges, each once: the second "Notes" is "Notes (2)". */
function named(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((raw, at) => {
    const header = raw.replace(/\s+/g, " ").trim().slice(0, 100) || sayImport("column.unnamed", { number: at + 1 });
    const times = (seen.get(asText(header)) ?? 0) + 1;
    seen.set(asText(header), times);
    return times === 1 ? header : `${header} (${times})`;
  });
}

export interface ColumnMapping {
  mapping?: Record<string, ColumnField> | undefined;
  source: Pick<Source, "mapping">;
}

function wishedFor({ mapping = {}, source }: ColumnMapping): Map<string, ColumnField> {
  const ofSource = Object.entries(source.mapping ?? {}).flatMap(([name, header]) => {
    const field = ColumnField.safeParse(name);
    return field.success ? [[asText(header), field.data] as const] : [];
  });
  const ofRequest = Object.entries(mapping).map(([header, field]) => [asText(header), field] as const);
  return new Map([...ofSource, ...ofRequest]);
}

const markOf = (header: string): ColumnField | undefined =>
  attributionFields.find((mark) => mark === asText(header).replace(/[\s-]+/g, "_"));

/** The columns that a file's first row names. */
export function columnsOf(headers: readonly string[], wishes: ColumnMapping): Column[] {
  const wished = wishedFor(wishes);
  return named(headers).map((header) => {
    const own = asText(header) === errorHeader ? "ignore" : (markOf(header) ?? fieldMeant(header));
    return { header, field: wished.get(asText(header)) ?? own, samples: [] };
  });
}

/** The columns with a row's cells as samples, where they still lack some. */
export const withSamples = (columns: Column[], cells: readonly string[]): Column[] =>
  columns.map((column, at) => {
    const cell = (cells[at] ?? "").trim().slice(0, 100);
    return cell === "" || column.samples.length === samplesAtMost
      ? column
      : { ...column, samples: [...column.samples, cell] };
  });

const looks: { field: ColumnField; why: string; like(cell: string, country: string | undefined): boolean }[] = [
  { field: "email", why: sayImport("column.emails"), like: (cell) => normalizeEmail(cell) !== undefined },
  {
    field: "phone",
    why: sayImport("column.phones"),
    like: (cell, country) => /^[+(\d][\d\s()./-]{6,}$/.test(cell) && normalizePhone(cell, country) !== undefined,
  },
];

/** What columns without a field might hold; nothing that another column holds already. */
export function suggestionsFor(columns: readonly Column[], country: string | undefined): Suggestion[] {
  const held = new Set(columns.map(({ field }) => field));
  return columns
    .filter(({ field, samples }) => field === undefined && samples.length > 0)
    .flatMap(({ header, samples }) => {
      const isLike = ({ like }: (typeof looks)[number]) =>
        samples.filter((cell) => like(cell, country)).length >= samples.length / 2;
      const look = looks.find((one) => !held.has(one.field) && isLike(one));
      return look ? [{ header, field: look.field, why: look.why }] : [];
    });
}

/** @throws AppError `invalid` when columns lead to nobody, or their headers are no headers: it says how to mend that */
export function checkColumns(columns: readonly Column[], country: string | undefined): void {
  const refuse = (message: string): never => {
    throw new AppError("invalid", message);
  };
  if (columns.length > mostColumns) refuse(sayImport("column.tooMany", { most: mostColumns }));
  if (columns.some(({ field }) => field === "email" || field === "phone")) return;
  const [suggestion] = suggestionsFor(columns, country);
  if (suggestion) refuse(sayImport("column.map", { header: suggestion.header, field: suggestion.field }));
  if (columns.some(({ header }) => normalizeEmail(header) !== undefined)) refuse(sayImport("column.person"));
  const headers = columns.map(({ header }) => header).join(", ");
  refuse(sayImport("column.none", { headers: headers.slice(0, 300) }));
}
