import { boxMeaning, refusalAmong } from "../../lead/box-meaning.ts";
import { namesRead } from "../../lead/field-name.ts";
import { attributionFields } from "../../lead/inquiry.ts";
import type { Source } from "../../lead/source.ts";
import type { Said } from "../said.ts";
import { type FormField, formFieldMeant, isMark } from "./field.ts";
import { consentPaths } from "./mapping-rule.ts";

/** One answer of a form. */
export interface Answer {
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

/** How an answer looks that a name alone says is this field. */
const looks: Partial<Record<FormField, RegExp>> = {
  email: /@/,
  phone: /(\p{Nd}\D*){5}/u,
  language: /^\s*[a-z]{2,3}([-_][a-z0-9]+)*\s*$/i,
  country: /^\s*[a-z]{2}\s*$/i,
};

/** Fields that are told to be unusable rather than kept aside. */
const mustBeTold: ReadonlySet<FormField> = new Set(["email", "phone"]);

type Placed = Answer & { text: string; field: FormField | undefined; sure: boolean };

const placed = (answer: Answer): Placed[] => {
  const text = textOf(answer.value);
  if (text === undefined || text.trim() === "") return [];
  return [{ ...answer, text, field: answer.field ?? formFieldMeant(answer.names), sure: answer.field !== undefined }];
};

/** Of several answers to one field the sure one counts, then the first that looks like it. */
function chosen(field: FormField, answers: readonly Placed[]): Placed | undefined {
  const among = answers.filter((answer) => answer.field === field);
  const fits = ({ text, sure }: Placed) => sure || (looks[field]?.test(text) ?? true);
  return among.find(({ sure }) => sure) ?? among.find(fits) ?? (mustBeTold.has(field) ? among[0] : undefined);
}

/** Answers under their labels; a label that stands twice keeps both. */
const kept = (answers: readonly Placed[]): Record<string, unknown> =>
  Object.fromEntries(
    Array.from(
      Map.groupBy(answers, ({ label }) => label),
      ([label, [first, ...more]]) => [
        label,
        more.length === 0 ? first?.value : [first, ...more].flatMap((one) => one?.value),
      ],
    ),
  );

/** `DE` is `de`; a region keeps its case. */
const languageTag = (text: string): string => text.trim().replace(/^[a-z]+/i, (language) => language.toLowerCase());

/** Whether any of an answer's names means terms: who accepts them has agreed to no mail. */
const isOfTerms = ({ names, label }: Answer): boolean =>
  [...names, label].some((name) => boxMeaning(name) === "terms" || boxMeaning(name) === "refusal");

/**
 * The boxes by which a source gains consent (LIFECYCLE.md section 4): the one that its mapping names and no other; else the field
 * `consent` of our own forms; else all whose words mean news, offers or contact by us. An empty one is there and not ticked.
 */
export function consentBoxes(answers: readonly Answer[], source: Source): Answer[] {
  if (consentPaths(source)) return answers.filter(({ field }) => field === "consent");
  const meant = answers.filter((answer) => (answer.field ?? formFieldMeant(answer.names)) === "consent");
  const own = meant.filter(({ label, names }) => label === "consent" || names.includes("consent"));
  return (own.length > 0 ? own : meant).filter((answer) => answer.field === "consent" || !isOfTerms(answer));
}

/** Whether they have agreed: by every box there is, and one at least. */
export const isAgreed = (boxes: readonly Answer[]): boolean =>
  boxes.length > 0 && boxes.every(({ value }) => isTicked(value));

/** What stood at the boxes, where it is a text and no field's name. */
export const textAt = (boxes: readonly Answer[]): string | undefined =>
  boxes
    .map(({ label }) => label.trim())
    .filter((label) => label.includes(" "))
    .join("\n") || undefined;

/**
 * Answers of a form sorted into what was said. Where the source gains consent by a box, each box of consent must be ticked;
 * what has no place, and a second answer to the same field, is kept as `extra` under its label.
 */
export function saidIn(answers: readonly Answer[], source: Source): Said {
  const { consent } = source;
  const all = answers.flatMap(placed);
  const used = new Set(all.filter(({ field }) => field === "guard"));
  const read = (field: FormField): string | undefined => {
    const answer = chosen(field, all);
    if (answer) used.add(answer);
    return answer?.text;
  };
  const boxes = consent.by === "field" ? consentBoxes(answers, source) : [];
  for (const box of all) if (boxes.some(({ label }) => label === box.label && box.field === "consent")) used.add(box);
  const language = read("language");
  return {
    ...namesRead(read),
    email: read("email"),
    phone: read("phone"),
    company: read("company"),
    message: read("message"),
    language: language && languageTag(language),
    country: read("country")?.trim(),
    agreed: consent.by === "field" ? isAgreed(boxes) : undefined,
    refusal: refusalAmong(answers.map(({ names, label, value }) => ({ names: [label, ...names], value }))),
    page: read("page"),
    referrer: read("referrer"),
    attribution: Object.fromEntries(attributionFields.filter(isMark).map((name) => [name, read(name)])),
    extra: kept(all.filter((answer) => !used.has(answer))),
  };
}
