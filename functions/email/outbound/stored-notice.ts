import type { LeadId } from "../../lead/model/lead.ts";
import { noticeKey, noticeRange } from "../../lead/store/keys.ts";
import { query } from "../../platform/aws/table.ts";
import { absent, put } from "../../platform/aws/write.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import { compact, day, expiry, type Instant, plus } from "../../platform/time.ts";
import type { RenderedMail } from "./render.ts";

/** As long as an answer to it is recognised. */
const keptFor = 400 * day;

/** An item has room for 400 KB, and a notice quotes less than this. */
const textAtMost = 60_000;

/** Keeps what a notice to one of ours says, before it is sent: nothing of it may come to the lead with an answer. */
export async function storeNotice(lead: LeadId, touch: string, words: string, now: Instant): Promise<void> {
  const text = words.slice(0, textAtMost);
  const key = noticeKey(lead, compact(now), `${touch}#${fingerprint(text).slice(0, 8)}`);
  await put({ ...key, kind: "notice", text, expiresAt: expiry(plus(now, keptFor)) }, absent);
}

/** What a notice says, in each way that a mail program may quote it. */
export const noticeWords = ({ subject, preheader, text }: RenderedMail): string =>
  [subject, preheader, text].join("\n\n");

/** What a notice says of its own, without the quotations in it. */
export const ownWordsOf = (mail: RenderedMail): string =>
  noticeWords(mail)
    .split("\n")
    .filter((line) => !line.startsWith(">"))
    .join("\n");

const noticesAtMost = 60;

/** What the last notices about a lead said. */
export async function readNotices(lead: LeadId): Promise<string[]> {
  const items = await query({
    ...noticeRange(lead),
    limit: noticesAtMost,
    newestFirst: true,
    keep: ["pk", "sk", "text"],
  });
  return items.flatMap(({ text }) => (typeof text === "string" && text !== "" ? [text] : []));
}
