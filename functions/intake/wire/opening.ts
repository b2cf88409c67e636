import { sayTimeline } from "../../language/texts.ts";
export interface Opening {
  title?: string | undefined;
  ad?: string | undefined;
  ref?: string | undefined;
}

/** What an opened chat says when nobody has written a word in it yet. */
export function openingWords({ title, ad, ref }: Opening): string {
  if (title) return sayTimeline("chat.adTitled", { title });
  if (ad) return sayTimeline("chat.ad", { id: ad });
  return ref ? sayTimeline("chat.link", { code: ref }) : sayTimeline("chat.opened");
}

/** A message that its platform does not pass on: all that is known is that somebody wrote. */
export const unsupported = sayTimeline("chat.unsupported");

/** What stands for something without words, such as `(story mention)`. */
export const inBrackets = (kind: string): string => `(${kind.replaceAll("_", " ")})`;
