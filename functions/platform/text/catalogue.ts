import { formatMessage, type Values } from "./format.ts";
import type { ValuesToGive, ValuesWith } from "./message.ts";

/** Texts in one language by key, as a translator reads them: plain data in ICU MessageFormat. */
export type Texts = Readonly<Record<string, string>>;

/** Says a text: by its key, with what the text must be given. Another key or value does not compile. */
export interface Say<English extends Texts> {
  <Key extends keyof English & string>(key: Key, ...values: ValuesToGive<English[Key]>): string;
  /** A text with pieces put in that are no plain text, such as HTML: they and what stands around them, in order. */
  around<Key extends keyof English & string, Piece extends object>(
    key: Key,
    values: ValuesWith<English[Key], Piece>,
  ): (string | Piece)[];
}

export interface Catalogue<English extends Texts> extends Say<English> {
  /** In a language such as `de-AT`: else in the language without its region, else in English. */
  in(language: string): Say<English>;
}

type Translated<English extends Texts> = Readonly<Record<keyof English, string>>;

function sayFrom<English extends Texts>(texts: Translated<English>, language: string): Say<English> {
  const say = (key: keyof English, ...[values = {}]: [Values?]): string =>
    formatMessage(texts[key], language, values).join("");
  const around = <Piece extends object>(key: keyof English, values: Values<Piece>): (string | Piece)[] =>
    formatMessage<Piece>(texts[key], language, values);
  return Object.assign(say, { around });
}

/** The catalogue of an area: its texts in English, and in each other language that there is. */
export function catalogue<const English extends Texts>(
  english: English,
  others: Readonly<Record<string, Translated<English>>> = {},
): Catalogue<English> {
  const sayIn = (wanted: string): Say<English> => {
    const tag = wanted.toLowerCase();
    const language = [tag, tag.split("-")[0] ?? ""].find((one) => Object.hasOwn(others, one)) ?? "en";
    return sayFrom<English>(others[language] ?? english, language);
  };
  return Object.assign(sayIn("en"), { in: sayIn });
}
