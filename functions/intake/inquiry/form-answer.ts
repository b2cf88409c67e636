import { refusalAmong } from "../../language/box-meaning.ts";
import { namesRead } from "../../language/field-name.ts";
import { attributionFields } from "../../lead/model/inquiry.ts";
import type { Source } from "../../source/source.ts";
import { consentBoxes, type FormAnswer, isAgreed, textOf } from "./consent-box.ts";
import { type FormField, formFieldMeant, isMark } from "./field.ts";
import type { InquiryDraft } from "./inquiry-draft.ts";

const looks: Partial<Record<FormField, RegExp>> = {
  email: /@/,
  phone: /(\p{Nd}\D*){5}/u,
  language: /^\s*[a-z]{2,3}([-_][a-z0-9]+)*\s*$/i,
  country: /^\s*[a-z]{2}\s*$/i,
};

/** Fields that are told to be unusable rather than kept aside. */
const isRequired: ReadonlySet<FormField> = new Set(["email", "phone"]);

type Placed = FormAnswer & { text: string; field: FormField | undefined; sure: boolean };

const placed = (answer: FormAnswer): Placed[] => {
  const text = textOf(answer.value);
  if (text === undefined || text.trim() === "") return [];
  return [{ ...answer, text, field: answer.field ?? formFieldMeant(answer.names), sure: answer.field !== undefined }];
};

/** Of several answers to one field the sure one counts, then the first that looks like it. */
function chosen(field: FormField, answers: readonly Placed[]): Placed | undefined {
  const among = answers.filter((answer) => answer.field === field);
  const fits = ({ text, sure }: Placed) => sure || (looks[field]?.test(text) ?? true);
  return among.find(({ sure }) => sure) ?? among.find(fits) ?? (isRequired.has(field) ? among[0] : undefined);
}

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

/** Each box of consent must be ticked; what has no place, or a second answer to a field, is kept as `extra`. */
export function draftFromAnswers(answers: readonly FormAnswer[], source: Source): InquiryDraft {
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
