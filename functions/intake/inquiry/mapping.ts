import type { Source } from "../../source/source.ts";
import { type FormAnswer, textOf } from "./consent-box.ts";
import { draftFromAnswers } from "./form-answer.ts";
import type { InquiryDraft } from "./inquiry-draft.ts";
import { type Rule, rulesOf } from "./mapping-rule.ts";
import { withoutMissing, withoutUndefined } from "./present.ts";

export type Submission = Readonly<Record<string, unknown>>;

export type MappedAnswer = FormAnswer & { path: string };

/** The value at a path such as `entry.answers[0].text`. A key written like a path wins: `1.3` of Gravity Forms. */
export function valueAt(node: unknown, path: string): unknown {
  if (typeof node !== "object" || node === null) return undefined;
  const entries = new Map(Object.entries(node));
  if (entries.has(path)) return entries.get(path);
  const [, first, rest] = /^\[?([^.[\]]+)\]?\.?(.*)$/s.exec(path) ?? [];
  if (first === undefined || rest === undefined) return undefined;
  return rest === "" ? entries.get(first) : valueAt(entries.get(first), rest);
}

const leafAt = (leaves: readonly MappedAnswer[], path: string): MappedAnswer | undefined =>
  leaves.find((leaf) => leaf.path === path || leaf.label === path || leaf.names.includes(path));

/** A mapped answer: paths joined by " + " give their values beside each other, as in `"name": "1.3 + 1.6"`. */
function mapped({ field, paths }: Rule, leaves: readonly MappedAnswer[], submission: Submission) {
  const texts = paths.map((path) => textOf(valueAt(submission, path) ?? leafAt(leaves, path)?.value));
  const value = texts.filter(Boolean).join(" ");
  const [path = "", ...more] = paths;
  const label = (more.length === 0 && leafAt(leaves, path)?.label) || field;
  return value === "" ? [] : [{ field, label, value }];
}

export interface Mapped {
  id?: string;
  answers: FormAnswer[];
}

/** What the mapping does not name is sorted by its own name. @param submission where a path may lead to what is no answer */
export function applyMapping(source: Source, leaves: readonly MappedAnswer[], submission: Submission = {}): Mapped {
  const rules = rulesOf(source);
  const found = rules.flatMap((rule) => mapped(rule, leaves, submission));
  const used = new Set(rules.flatMap(({ paths }) => paths).map((path) => leafAt(leaves, path)));
  const id = found.find(({ field }) => field === "id")?.value;
  const sure = found.flatMap(({ field, ...one }) => (field === "id" ? [] : [{ ...one, field, names: [] }]));
  return { ...(id === undefined ? {} : { id }), answers: [...sure, ...leaves.filter((leaf) => !used.has(leaf))] };
}

/** The mapping names questions under which answers are kept. Where the platform says otherwise, that is kept in turn. */
export function withMapping(draft: InquiryDraft, source: Source): InquiryDraft {
  const others = Object.entries(draft.extra ?? {}).map(([label, value]) => ({ label, path: label, names: [], value }));
  const { agreed, extra, attribution = {}, ...found } = draftFromAnswers(applyMapping(source, others).answers, source);
  const told = withoutUndefined(found);
  const replaced = Object.entries(draft).filter(([field, value]) => field in told && value !== undefined);
  return {
    ...draft,
    ...told,
    agreed: draft.agreed ?? agreed,
    attribution: { ...draft.attribution, ...withoutMissing(attribution) },
    extra: { ...Object.fromEntries(replaced), ...extra },
  };
}
