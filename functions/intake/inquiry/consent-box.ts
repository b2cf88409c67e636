import { boxMeaning } from "../../language/box-meaning.ts";
import type { Source } from "../../source/source.ts";
import { type FormField, formFieldMeant } from "./field.ts";
import { consentPaths } from "./mapping-rule.ts";

export interface FormAnswer {
  /** What people see beside it; an answer that has no place of its own is kept under it. */
  label: string;
  /** What may tell which field it is, the plainest first. */
  names: readonly string[];
  value: unknown;
  /** Where the platform or the source's mapping says which it is. */
  field?: FormField | undefined;
}

const ticked = new Set(["on", "true", "yes", "1"]);

/** Whether a box was ticked (LIFECYCLE.md section 4). */
export const isTicked = (value: unknown): boolean => ticked.has(textOf(value)?.trim().toLowerCase() ?? "");

/** An answer as text: several choices are set beside each other; `undefined` for none. */
export function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(", ") || undefined;
  if (value === null || value === undefined || value === "") return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Whether any of an answer's names means terms: who accepts them has agreed to no mail. */
const isOfTerms = ({ names, label }: FormAnswer): boolean =>
  [...names, label].some((name) => boxMeaning(name) === "terms" || boxMeaning(name) === "refusal");

/** The mapping's; else our own `consent`; else all that mean contact (LIFECYCLE.md section 4). An empty one is not ticked. */
export function consentBoxes(answers: readonly FormAnswer[], source: Source): FormAnswer[] {
  if (consentPaths(source)) return answers.filter(({ field }) => field === "consent");
  const meant = answers.filter((answer) => (answer.field ?? formFieldMeant(answer.names)) === "consent");
  const own = meant.filter(({ label, names }) => label === "consent" || names.includes("consent"));
  return (own.length > 0 ? own : meant).filter((answer) => answer.field === "consent" || !isOfTerms(answer));
}

/** Whether they have agreed: by every box there is, and one at least. */
export const isAgreed = (boxes: readonly FormAnswer[]): boolean =>
  boxes.length > 0 && boxes.every(({ value }) => isTicked(value));

/** What stood at the boxes, where it is a text and no field's name. */
export const textAt = (boxes: readonly FormAnswer[]): string | undefined =>
  boxes
    .map(({ label }) => label.trim())
    .filter((label) => label.includes(" "))
    .join("\n") || undefined;
