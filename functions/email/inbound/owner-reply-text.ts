import type { ReturnReason } from "../outbound/owner-reply-return.ts";
import { quotesNotice, writesBetween } from "./notice-leak.ts";
import { replyText, unmarkedQuotation } from "./reply-text.ts";

/** In characters. A longer one is a document; the timeline keeps it too, and an item holds 400 KB. */
export const ownerReplyAtMost = 20_000;

/** What is not under `>`: what is quoted is never the lead's to read, a single line neither. */
export const ownWords = (body: string): string =>
  body
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .filter((line) => !/^\s{0,3}>/.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

export interface OwnerReplyText {
  text: string;
  why?: ReturnReason | undefined;
}

function objection(body: string, own: string, whole: boolean, notices: readonly string[]): ReturnReason | undefined {
  if (whole || own === "") return "nothing left";
  if (own.length > ownerReplyAtMost) return "too long";
  if (writesBetween(unmarkedQuotation(body), notices)) return "written between";
  return quotesNotice(own, notices) ? "notice left" : undefined;
}

/** "… wrote:", in a language that we do not read: it names whom it quotes. */
const withoutAttribution = (text: string, ours: string): string =>
  text
    .split("\n")
    .filter((line) => !(line.includes(ours) && /[:：]$/.test(line.trimEnd())))
    .join("\n")
    .trim();

/** An owner's own words, held against notices. @param ours where notices come from @param notices what this lead's have said */
export function ownerReplyText(body: string, ours: string, notices: readonly string[]): OwnerReplyText {
  const { text, whole } = replyText(body);
  const own = withoutAttribution(ownWords(text), ours);
  return { text: own, why: objection(body, own, whole, notices) };
}
