import { storedItem } from "../../platform/aws/stored-item.ts";
import { get, getMany, type Item } from "../../platform/aws/table.ts";
import { unconditional, type Write } from "../../platform/aws/write.ts";
import type { LeadId } from "../model/lead.ts";
import { isReturn, type Notice } from "../model/notice.ts";
import { OwnerReply } from "../model/owner-reply.ts";
import { ownerReplyKey } from "./keys.ts";

export const ownerReplies = storedItem<OwnerReply>({ kind: "owner-answer", shape: OwnerReply });

export const ownerReplyItem = (lead: LeadId, answer: OwnerReply): Item =>
  ownerReplies.write(ownerReplyKey(lead, answer.id), answer);

export const ownerReplyWrite = (lead: LeadId, answer: OwnerReply): Write => ({
  put: ownerReplyItem(lead, answer),
  when: unconditional("its lead's version"),
});

/** An answer as it was taken in; `undefined` when there is none of that id. @throws AppError `unreadable` */
export async function readOwnerReply(lead: LeadId, id: string): Promise<OwnerReply | undefined> {
  const item = await get(ownerReplyKey(lead, id));
  return item && ownerReplies.read(item);
}

/** The answers that notices are about; one that cannot be read is left out. */
export async function readOwnerReplies(lead: LeadId, notices: Notice[]): Promise<OwnerReply[]> {
  const keys = notices
    .filter((one) => one.kind === "answer" || isReturn(one))
    .map(({ scope }) => ownerReplyKey(lead, scope));
  const unique = [...new Map(keys.map((key) => [key.sk, key])).values()];
  return unique.length > 0 ? ownerReplies.readEach(await getMany(unique)) : [];
}
