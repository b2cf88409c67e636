import * as z from "zod";
import { isOfType } from "../../lead/model/fact-type.ts";
import type { LeadId } from "../../lead/model/lead.ts";
import { inboundReplyRange, timelineRange } from "../../lead/store/keys.ts";
import { batches, batchFields, inquiries } from "../../lead/store/timeline.ts";
import { type Item, query } from "../../platform/aws/table.ts";
import { config, text } from "../../platform/config.ts";
import { Instant } from "../../platform/time.ts";

const env = config({ AWS_REGION: text });

export interface Conversation {
  /** What it is about, without "Re:"; `undefined` where the lead has never written by mail. */
  subject: string | undefined;
  /** Its Message-IDs, the one to be answered last. */
  thread: string[];
}

const Written = z.object({ at: Instant, subject: z.string().optional(), thread: z.array(z.string()).min(1) });
type Written = z.infer<typeof Written>;

const repliesAtMost = 200;
const batchesAtMost = 300;

async function repliesOf(lead: LeadId): Promise<Written[]> {
  const range = { ...inboundReplyRange(lead), limit: repliesAtMost };
  const items = await query({ ...range, keep: ["pk", "sk", "at", "topic", "thread"] });
  return items.flatMap(({ at, topic, thread }) => Written.safeParse({ at, subject: topic, thread }).data ?? []);
}

function inquiryIn(item: Item): Written[] {
  const stored = item.kind === "inquiry" ? inquiries.find(item) : undefined;
  if (!stored) return [];
  const { receivedAt: at, subject, thread } = stored.inquiry;
  const written = Written.safeParse({ at, subject, thread });
  return written.success ? [written.data] : [];
}

function mailIn(item: Item): string[] {
  const sent = (batches.find(item)?.facts ?? []).filter(isOfType("mail.sent"));
  return sent.filter(({ data }) => data.purpose === "service").map(({ data }) => data.mailId);
}

/** The Message-ID that SES gives a mail (RULES.md THRD-1). */
const messageIdOf = (mailId: string): string =>
  `<${mailId}@${env.AWS_REGION === "us-east-1" ? "email" : env.AWS_REGION}.amazonses.com>`;

/** Where an answer to the lead belongs: to their last mail; else to the last that we have sent in service of them. */
export async function conversationOf(lead: LeadId): Promise<Conversation> {
  const keep = [...batchFields, "kind", "leadId", "inquiry"];
  const [replies, items] = await Promise.all([
    repliesOf(lead),
    query({ ...timelineRange(lead), limit: batchesAtMost, newestFirst: true, keep }),
  ]);
  const written = [...replies, ...items.flatMap(inquiryIn)].sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  if (written) return { subject: written.subject, thread: written.thread };
  const [ours] = items.flatMap((item) => mailIn(item).reverse());
  return { subject: undefined, thread: ours === undefined ? [] : [messageIdOf(ours)] };
}
