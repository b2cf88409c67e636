import { normalizeEmail } from "../../lead/rules/identity.ts";
import type { InquiryDraft } from "../inquiry/inquiry-draft.ts";

export interface LeadFormAnswer {
  /** How the platform calls the question, the surest name first. */
  names: readonly (string | undefined)[];
  question: string;
  values: readonly string[];
}

type Field = "name" | "firstName" | "lastName" | "email" | "phone" | "company" | "country";

/** The platforms' standard questions, the better one first (contracts/meta.md 4, google-ads.md 2, linkedin.md 5, tiktok 2). */
const standard: Readonly<Record<Field, readonly string[]>> = {
  name: ["full_name", "name"],
  firstName: ["first_name"],
  lastName: ["last_name"],
  email: ["email", "email_address", "user_email", "work_email"],
  phone: ["phone_number", "phone", "user_phone", "work_phone_number", "work_phone"],
  company: ["company_name", "company"],
  country: ["country"],
};

const fields: readonly Field[] = ["name", "firstName", "lastName", "email", "phone", "company", "country"];

const nameOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

const draft = ({ values }: LeadFormAnswer): string[] => values.filter((value) => value.trim() !== "");

const known = (answer: LeadFormAnswer): string[] => answer.names.flatMap((name) => (name ? [nameOf(name)] : []));

/** Of several mail addresses the first that one can write to; a country by its code only, any other word is kept as it is. */
function best(field: Field, candidates: LeadFormAnswer[]): LeadFormAnswer | undefined {
  const [first] = candidates;
  const fits = (usable: (value: string) => boolean) => candidates.find((answer) => draft(answer).some(usable));
  if (field === "email") return fits((value) => normalizeEmail(value) !== undefined) ?? first;
  return field === "country" ? fits((value) => /^[a-z]{2}$/i.test(value.trim())) : first;
}

/** Answers under their questions; a question asked twice keeps both. */
export function keptAnswers(answers: readonly LeadFormAnswer[]): Record<string, unknown> {
  const all = new Map<string, string[]>();
  for (const answer of answers) all.set(answer.question, [...(all.get(answer.question) ?? []), ...draft(answer)]);
  return Object.fromEntries([...all].map(([question, values]) => [question, values.length === 1 ? values[0] : values]));
}

/** Sorts answers into our fields by the platforms' names of standard questions; the others are kept as `extra`. */
export function sortAnswers(all: readonly LeadFormAnswer[]): Pick<InquiryDraft, Field | "extra"> {
  const answers = all.filter((answer) => draft(answer).length > 0);
  const found: Pick<InquiryDraft, Field> = {};
  const used = new Set<LeadFormAnswer>();
  for (const field of fields) {
    const candidates = standard[field].flatMap((name) => answers.filter((answer) => known(answer).includes(name)));
    const answer = best(field, candidates);
    if (!answer) continue;
    found[field] = draft(answer)[0];
    if (draft(answer).length === 1) used.add(answer);
  }
  return { ...found, extra: keptAnswers(answers.filter((answer) => !used.has(answer))) };
}
