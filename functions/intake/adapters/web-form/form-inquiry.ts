import type { Inquiry } from "../../../lead/model/inquiry.ts";
import { normalizeName } from "../../../lead/rules/identity.ts";
import type { IdempotencyKey } from "../../../lead/store/idempotency.ts";
import { limits } from "../../../platform/limits.ts";
import { fingerprint } from "../../../platform/security/fingerprint.ts";
import { type Instant, minute, plus } from "../../../platform/time.ts";
import type { Source } from "../../../source/source.ts";
import { formFieldMeant } from "../../inquiry/field.ts";
import { draftFromAnswers } from "../../inquiry/form-answer.ts";
import { type InquiryDraft, normalizeInquiry } from "../../inquiry/inquiry-draft.ts";
import { applyMapping, type MappedAnswer } from "../../inquiry/mapping.ts";
import { ownField } from "../../inquiry/mapping-rule.ts";
import { newInquiryId } from "../../inquiry/submit.ts";
import { fillTimeField, honeypotName, loadedField } from "../../spam/suspicion.ts";
import type { FormFields } from "../../wire/body.ts";
import { pageField, textField } from "./consent-shown.ts";

/** Fields that say how the form was guarded or sent, or what it showed, not what the person asks. */
const guards: ReadonlySet<string> = new Set(["_fbp", "_fbc", fillTimeField, loadedField, textField, pageField]);

/** A repeat without a submission id counts as one in this time (LIFECYCLE.md section 5). */
const repeatWindow = 10 * minute;

const isFilled = (value: string): boolean => value.trim() !== "";

/** Of several values under a name of ours the first that says anything counts; the others are kept. */
function ownAnswers(name: string, values: readonly string[], { consent }: Source): MappedAnswer[] {
  const field = ownField(name);
  const [value, ...others] = values.filter(isFilled);
  const known = { label: name, path: name, names: [] };
  const isNoAnswer = field === "id" || (field === "consent" && consent.by !== "field");
  if (isNoAnswer) return [{ ...known, value, field: "guard" }];
  return [{ ...known, value, field }, ...(others.length > 0 ? [{ ...known, value: others }] : [])];
}

function otherAnswer(name: string, values: readonly string[], place: number): MappedAnswer {
  const meant = place < limits.fields ? formFieldMeant([name]) : undefined;
  const value = values.length === 1 ? values[0] : values;
  return { label: name, path: name, names: meant ? [name] : [], value };
}

function leavesOf(fields: FormFields, source: Source): MappedAnswer[] {
  const honeypot = honeypotName(source.id);
  return [...fields]
    .filter(([name]) => name !== honeypot && !guards.has(name))
    .flatMap(([name, values], place) =>
      ownField(name) ? ownAnswers(name, values, source) : [otherAnswer(name, values, place)],
    );
}

export interface ReadForm {
  draft: InquiryDraft;
  submission?: string | undefined;
}

/** By the source's mapping, then the names of SURFACE.md, then what other names mean. Nothing in it is trusted. */
export function readForm(fields: FormFields, source: Source): ReadForm {
  const { id, answers } = applyMapping(source, leavesOf(fields, source));
  const shown = (name: string) => fields.get(name)?.find(isFilled);
  const draft = { ...draftFromAnswers(answers, source), agreedTo: shown(textField), agreedOn: shown(pageField) };
  return { draft: draft, submission: id ?? fields.get("submission_id")?.find(isFilled) };
}

/** @param address the sender's IP, as proof of consent @throws AppError `invalid` when neither mail nor phone is usable */
export const formInquiry = (draft: InquiryDraft, source: Source, address: string, now: Instant): Inquiry =>
  normalizeInquiry(draft, source, { id: newInquiryId(now), receivedAt: now, address });

/** By what a form's post is known when it comes again (LIFECYCLE.md section 5): a corrected resubmission is another. */
export function formIdempotencyKey(submission: string | undefined, inquiry: Inquiry): IdempotencyKey {
  const { name, email, phone, company, message, consent, extra, receivedAt } = inquiry;
  const content = [
    normalizeName(name ?? ""),
    email,
    phone,
    company?.toLowerCase(),
    message,
    consent.basis,
    sorted(extra),
  ];
  const hash = fingerprint(JSON.stringify([submission, ...content]));
  return submission ? { hash } : { hash, until: plus(receivedAt, repeatWindow) };
}

const sorted = (extra: Record<string, unknown>) => Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1));
