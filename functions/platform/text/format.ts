import { parse } from "@formatjs/icu-messageformat-parser";
import { formatToParts, IntlMessageFormat } from "intl-messageformat";

type Message = ReturnType<typeof parse>;

export type Values<Piece = never> = Readonly<Record<string, string | number | Date | Piece>>;

const read = new Map<string, Message>();

/** A text as ICU MessageFormat, read once; tags in it are letters like others. @throws SyntaxError */
export function parseMessage(text: string): Message {
  const known = read.get(text);
  if (known) return known;
  const message = parse(text, { ignoreTag: true });
  read.set(text, message);
  return message;
}

/** The library's own would first look up which languages there are numbers for: that costs a cold Lambda 20 ms. */
const formatters = {
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

/** A text with its values, in parts: strings, and pieces as given. @throws SyntaxError in its form, Error without a value */
export function formatMessage<Piece>(text: string, language: string, values: Values<Piece>): (string | Piece)[] {
  // Most have no arguments, and are said when a module is loaded: nothing is read of them.
  if (!/[{}]|''/.test(text)) return [text];
  const { formats } = IntlMessageFormat;
  return formatToParts<Piece>(parseMessage(text), language, formatters, formats, values).map(({ value }) => value);
}
