import * as z from "zod";
import type { LeadId } from "../../lead/model/lead.ts";
import type { Notice } from "../../lead/model/notice.ts";
import { inboundReplyKey } from "../../lead/store/keys.ts";
import { storedItem } from "../../platform/aws/stored-item.ts";
import { getMany } from "../../platform/aws/table.ts";

export const InboundReply = z.object({
  mailId: z.string(),
  subject: z.string(),
  text: z.string(),
  /** Who wrote it, where that was not the lead. */
  from: z.string().optional(),
});
export type InboundReply = z.infer<typeof InboundReply>;

const inboundReplies = storedItem<InboundReply>({ kind: "letter", shape: InboundReply });

/** The letters that notices are about; one that cannot be read is left out. */
export async function readInboundReplies(lead: LeadId, notices: Notice[]): Promise<InboundReply[]> {
  const keys = notices.filter(({ kind }) => kind === "reply").map(({ scope }) => inboundReplyKey(lead, scope));
  return keys.length > 0 ? inboundReplies.readEach(await getMany(keys)) : [];
}
