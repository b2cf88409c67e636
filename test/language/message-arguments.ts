import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
} from "@formatjs/icu-messageformat-parser";
import { parseMessage } from "../../functions/platform/text/format.ts";

const within = (element: MessageFormatElement): string[] => {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  if (isTagElement(element)) return element.children.flatMap(within);
  if (!isPluralElement(element) && !isSelectElement(element)) return [element.value];
  return [element.value, ...Object.values(element.options).flatMap(({ value }) => value.flatMap(within))];
};

/** The arguments that a text asks for, sorted. @throws SyntaxError if it is no ICU MessageFormat */
export const argumentsOf = (text: string): string[] => [...new Set(parseMessage(text).flatMap(within))].toSorted();
