import { spamPhrases } from "../../language/spam-words.ts";
import { sayDelivery } from "../../language/texts.ts";
import type { InquiryDraft } from "../inquiry/inquiry-draft.ts";

/** Scripts that set no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const asWords = (phrase: string): string => `(?<![\\p{L}\\p{N}])(${phrase})(?![\\p{L}\\p{N}])`;
const phrases = spamPhrases.map((phrase) => new RegExp(unspaced.test(phrase) ? phrase : asWords(phrase), "giu"));
const link = /https?:\/\/\S+|www\.\S+/gi;
const markup = /\[(url|link)\s*=|<a\s[^<>]{0,200}\bhref\b/i;

/** From so many links on a text is made of them; people send a few. */
const linksAtLeast = 5;
const looked = 20_000;

const linksIn = (text: string): number => text.match(link)?.length ?? 0;

/** Without signs that are there only to be overlooked. */
const plain = (text: string): string =>
  text
    .slice(0, looked)
    .normalize("NFKC")
    .replace(/[\p{Cf}\u00ad]/gu, "");

/** Addresses of pages and files, markup and JSON: a form's tool adds them, nobody has typed them. */
const toolsOwn = /^\s*((https?:\/\/|www\.)\S*\s*$|[<[{])/i;

const isToolsOwn = (value: unknown): boolean => typeof value === "string" && toolsOwn.test(value);

/** What was said, of the other answers only what a person may have typed. */
export const withoutToolsOwn = (draft: InquiryDraft): InquiryDraft => ({
  ...draft,
  extra: Object.fromEntries(
    Object.entries(draft.extra ?? {}).map(([name, value]) => [name, [value].flat().filter((one) => !isToolsOwn(one))]),
  ),
});

const writtenIn = ({ message, company, extra }: InquiryDraft): string =>
  plain([message, company, ...Object.values(extra ?? {}).flat()].filter((one) => typeof one === "string").join("\n"));

/** Links as markup, many links, two spam phrases or one beside a link. One is no sign: people write of what they do. */
export function spamIn(draft: InquiryDraft): string | undefined {
  const text = writtenIn(draft);
  if (markup.test(text)) return sayDelivery("suspect.markup");
  const links = linksIn(text);
  if (links >= linksAtLeast) return sayDelivery("suspect.links", { count: links });
  const found = new Set(phrases.flatMap((phrase) => text.match(phrase) ?? []).map((one) => one.toLowerCase())).size;
  return found > 1 || (found === 1 && links > 0) ? sayDelivery("suspect.phrases") : undefined;
}
