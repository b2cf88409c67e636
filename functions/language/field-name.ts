import { boxMeaning } from "./box-meaning.ts";
import { fieldNames, fillers, type LeadField, leadFields, talkedOf, tellingWords } from "./field-words.ts";
import { plainWords } from "./plain-words.ts";

export type { LeadField } from "./field-words.ts";

/** Longer names are questions: what they are about is not told by one word. */
const wordsAtMost = 6;

const entries = (list: string): string[] => list.split(/[,\n]/).filter((entry) => entry.trim() !== "");

const empty = new Set(entries(fillers).flatMap(plainWords));

const tellingOf = (name: string): string[] => plainWords(name).filter((word) => !empty.has(word));

/** Written together, so that `fullname`, `full_name` and "Full name" are one. */
const together = (words: readonly string[]): string => words.join("");

const exact: ReadonlyMap<string, LeadField> = new Map(
  leadFields.flatMap((field) =>
    field === "consent" ? [] : entries(fieldNames[field]).map((entry) => [together(tellingOf(entry)), field] as const),
  ),
);

const asSet = (list: string): ReadonlySet<string> =>
  new Set(
    entries(list)
      .map((entry) => together(tellingOf(entry)))
      .filter(Boolean),
  );

const telling = {
  email: asSet(tellingWords.email),
  phone: asSet(tellingWords.phone),
};
const aside = asSet(talkedOf);

const holds = (words: readonly string[], set: ReadonlySet<string>): boolean =>
  words.some((_, at) => [1, 2, 3].some((length) => set.has(together(words.slice(at, at + length)))));

/** The lead's field that a name means; `undefined` when not plain: "user name" is no person's, "company size" no company. */
export function fieldMeant(name: string): LeadField | undefined {
  const words = tellingOf(name.slice(0, 300));
  const known = exact.get(together(words));
  if (known) return known;
  // A box about mail asks for no address: "Email Opt Out" is none.
  const box = boxMeaning(name);
  if (box) return box === "consent" ? "consent" : undefined;
  if (words.length > wordsAtMost || holds(words, aside)) return undefined;
  if (holds(words, telling.email) || words.some((word) => word.endsWith("email"))) return "email";
  return holds(words, telling.phone) ? "phone" : undefined;
}

export interface GivenNames {
  name?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
}

/** As `namesInPlace`, of what is read from each field. */
export const namesRead = (read: (field: "name" | "firstName" | "lastName") => string | undefined): GivenNames =>
  namesInPlace({ name: read("name"), firstName: read("firstName"), lastName: read("lastName") });

const within = (part: string, whole: string): boolean => {
  const parts = new Set(plainWords(part));
  return parts.isSubsetOf(new Set(plainWords(whole)));
};

/** Beside a family name, `name` is the first ("Nombre, Apellidos"), beside a first name the family's ("Nume, Prenume"). */
export function namesInPlace({ name, firstName, lastName }: GivenNames): GivenNames {
  if (!name || (firstName && lastName)) return { name, firstName, lastName };
  if (lastName && !within(lastName, name)) return { firstName: name, lastName };
  if (firstName && !within(firstName, name)) return { firstName, lastName: name };
  return { name, firstName, lastName };
}
