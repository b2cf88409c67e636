import { namesRead } from "../../../language/field-name.ts";
import { sayImport } from "../../../language/texts.ts";
import { attributionFields } from "../../../lead/model/inquiry.ts";
import { normalizeEmail } from "../../../lead/rules/identity.ts";
import { fingerprint } from "../../../platform/security/fingerprint.ts";
import { cleanLine } from "../../inquiry/cleaning.ts";
import { isTicked } from "../../inquiry/consent-box.ts";
import type { InquiryDraft } from "../../inquiry/inquiry-draft.ts";
import type { Column, ColumnField } from "./column.ts";
import { unreadableSign } from "./encoding.ts";

export interface RowCells {
  fields: ReadonlyMap<ColumnField, string>;
  extra: ReadonlyMap<string, string>;
}

export interface RowDefaults {
  /** How they agreed, in the importer's words. */
  evidence?: string | undefined;
  language?: string | undefined;
  country?: string | undefined;
}

/** Of columns that hold the same, the first that is filled counts; the others are kept ("Phone, Mobile"). */
export function readCells(cells: readonly string[], columns: readonly Column[]): RowCells {
  const fields = new Map<ColumnField, string>();
  const extra = new Map<string, string>();
  for (const [at, { header, field }] of columns.entries()) {
    const cell = (cells[at] ?? "").trim();
    if (cell === "" || field === "ignore") continue;
    if (field && !fields.has(field)) fields.set(field, cell);
    else extra.set(header, cell);
  }
  return { fields, extra };
}

/** Why a row has another shape than its header; `undefined` when it has not. Cells left out at its end are empty ones. */
export function misshapen(cells: readonly string[], columns: readonly Column[], separator: string): string | undefined {
  const beyond = cells.slice(columns.length).some((cell) => cell.trim() !== "");
  if (!beyond) return undefined;
  const sign = separator === "\t" ? sayImport("row.tab") : separator;
  return sayImport("row.cells", { cells: cells.length, columns: columns.length, sign });
}

/** Why a row cannot be read in its file's encoding; `undefined` when it can. */
export const illegible = (cells: readonly string[], encoding: string): string | undefined =>
  cells.some((cell) => cell.includes(unreadableSign))
    ? sayImport("row.illegible", { encoding, sign: unreadableSign })
    : undefined;

const isCountry = (text: string | undefined): boolean => /^[A-Za-z]{2}$/.test(text ?? "");

/** Only the importer's evidence makes consent (LIFECYCLE.md section 4); a column that says no is believed. */
export function toDraft({ fields, extra }: RowCells, { evidence, language, country }: RowDefaults): InquiryDraft {
  const read = (field: ColumnField) => fields.get(field);
  const [draft, box] = [read("country"), read("consent")];
  const unread = draft && !isCountry(draft) ? { country: draft } : {};
  return {
    ...namesRead(read),
    email: read("email"),
    phone: read("phone"),
    company: read("company"),
    message: read("message"),
    language: read("language") ?? language,
    country: isCountry(draft) ? draft : country,
    agreed: evidence !== undefined && (box === undefined || isTicked(box)),
    evidence,
    attribution: Object.fromEntries(attributionFields.map((mark) => [mark, read(mark)])),
    extra: { ...unread, ...Object.fromEntries(extra) },
    emailIsTheirs: evidence !== undefined,
    manual: true,
  };
}

const spelled = (field: string, text: string): string => {
  const plain = cleanLine(text.normalize("NFC"), 20_000);
  return field === "email" ? (normalizeEmail(plain) ?? plain) : plain;
};

/** A row's own id, else what it says, whatever the order of its columns and the spacing of its cells. */
export function rowKey({ fields, extra }: RowCells): string {
  const id = fields.get("id");
  if (id) return id;
  const draft = [...fields, ...[...extra].map(([header, cell]) => [`extra ${header}`, cell] as const)]
    .map(([name, cell]) => [name, spelled(name, cell)])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return `row:${fingerprint(JSON.stringify(draft))}`;
}
