import { attributionFields } from "../../lead/model/inquiry.ts";
import type { Source } from "../../source/source.ts";
import type { FormField } from "./field.ts";

/** The form's fields of SURFACE.md, and by what a submission is known. */
const ours: Readonly<Record<string, FormField | "id">> = {
  name: "name",
  first_name: "firstName",
  last_name: "lastName",
  email: "email",
  phone: "phone",
  company: "company",
  message: "message",
  language: "language",
  country: "country",
  consent: "consent",
  page_url: "page",
  referrer: "referrer",
  submission_id: "id",
  ...Object.fromEntries(attributionFields.map((name) => [name, name])),
};

/** Which field one of our own names means. */
export const ownField = (name: string): FormField | "id" | undefined =>
  Object.hasOwn(ours, name) ? ours[name] : undefined;

const targetOf = (name: string): FormField | "id" | undefined => (name === "id" ? "id" : ownField(name));

export interface Rule {
  field: FormField | "id";
  paths: readonly string[];
}

/** Whether an entry of a mapping says anything: one of its two sides is a field of ours. */
export const isMappable = (name: string, path: string): boolean => (targetOf(name) ?? targetOf(path)) !== undefined;

/** The rules of a source: `{"email": "contact.mail"}`, or the other way round where only the value is a field of ours. */
export const rulesOf = ({ mapping = {} }: Source): Rule[] =>
  Object.entries(mapping).flatMap(([key, value]) => {
    const field = targetOf(key) ?? targetOf(value);
    const path = targetOf(key) ? value : key;
    return field ? [{ field, paths: path.split(/\s\+\s/).map((one) => one.trim()) }] : [];
  });

/** Where a source's mapping says that the consent is; then nothing else is one. */
export const consentPaths = (source: Source): readonly string[] | undefined =>
  rulesOf(source).find(({ field }) => field === "consent")?.paths;
