import * as z from "zod";
import { List, OptionalText, readEach } from "../../wire/wire.ts";

/** Ids of questions, options and consents; those of the last two start at 0 (contracts/linkedin.md 5). */
export const QuestionKey = z.union([z.string(), z.number()]).transform(String);

const Localized = z.object({ localized: z.record(z.string(), z.string()) });
type Localized = z.infer<typeof Localized>;
const Wording = Localized.optional().catch(undefined);

const Option = z.object({ id: QuestionKey, text: Wording });
const Consent = z.object({ id: QuestionKey, consent: Wording });
const HiddenField = z.object({ name: z.string(), value: QuestionKey });

const Question = z.object({
  questionId: QuestionKey,
  name: OptionalText,
  predefinedField: OptionalText,
  question: Wording,
  questionDetails: z
    .object({ multipleChoiceQuestionDetails: z.object({ options: List }) })
    .optional()
    .catch(undefined),
});
type Question = z.infer<typeof Question>;

/** A lead form as LinkedIn tells it, alone or within a lead (contracts/linkedin.md 5). */
export const LeadForm = z.object({
  creationLocale: z.object({ language: z.string(), country: OptionalText }).optional().catch(undefined),
  hiddenFields: List,
  content: z.object({
    questions: z.array(z.unknown()),
    legalInfo: z.object({ consents: List }).optional().catch(undefined),
  }),
});
export type LeadForm = z.infer<typeof LeadForm>;

function wordsOf({ creationLocale: own }: LeadForm, wording: Localized | undefined): string | undefined {
  const all = Object.entries(wording?.localized ?? {});
  const exact = all.find(([locale]) => own && locale === `${own.language}_${own.country}`);
  const sameLanguage = all.find(([locale]) => own && locale.split(/[-_]/)[0] === own.language);
  return (exact ?? sameLanguage ?? all[0])?.[1];
}

/** A question of a form, or as much as is known of it without the form. */
export const questionOf = (form: LeadForm | undefined, id: string): Question | undefined =>
  readEach(form?.content.questions ?? [], Question).find(({ questionId }) => questionId === id);

/** A question as people read it. The names of own questions say nothing ("Custom question 0"). */
export function wordingOf(form: LeadForm | undefined, question: Question | undefined): string | undefined {
  if (!form || !question) return undefined;
  return question.predefinedField?.toLowerCase() ?? wordsOf(form, question.question) ?? question.name;
}

/** The words of an option; its id where the form has none for it. */
export function optionOf(form: LeadForm | undefined, question: Question | undefined, id: string): string {
  const options = readEach(question?.questionDetails?.multipleChoiceQuestionDetails.options ?? [], Option);
  const option = options.find((one) => one.id === id);
  return (form && option && wordsOf(form, option.text)) ?? id;
}

const consentsIn = (form: LeadForm | undefined) => readEach(form?.content.legalInfo?.consents ?? [], Consent);

/** The consents that a form asks for. */
export const consentsOf = (form: LeadForm | undefined): string[] => consentsIn(form).map(({ id }) => id);

/** The text of a consent. */
export function consentOf(form: LeadForm | undefined, id: string): string | undefined {
  const consent = consentsIn(form).find((one) => one.id === id);
  return form && consent && wordsOf(form, consent.consent);
}

/** The form's hidden fields, such as UTM parameters. */
export const hiddenFieldsOf = (form: LeadForm | undefined): Record<string, string> =>
  Object.fromEntries(readEach(form?.hiddenFields ?? [], HiddenField).map(({ name, value }) => [name, value]));
