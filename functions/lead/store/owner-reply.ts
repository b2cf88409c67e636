import { get, getMany, type Item } from "../../platform/aws/table.ts";
import { unconditional, type Write } from "../../platform/aws/write.ts";
import type { LeadId } from "../model/lead.ts";
import { isReturn, type Notice } from "../model/notice.ts";
import { OwnerAnswer } from "../model/owner-reply.ts";
import { ownerAnswerKey } from "./keys.ts";

export const answerItem = (lead: LeadId, answer: OwnerAnswer): Item => ({
  ...ownerAnswerKey(lead, answer.id),
  kind: "owner-answer",
  ...answer,
});

export const answerWrite = (lead: LeadId, answer: OwnerAnswer): Write => ({
  put: answerItem(lead, answer),
  when: unconditional("its lead's version"),
});

/** An answer as it was taken in; `undefined` when there is none of that id. */
export async function readAnswer(lead: LeadId, id: string): Promise<OwnerAnswer | undefined> {
  const item = await get(ownerAnswerKey(lead, id));
  return item && OwnerAnswer.parse(item);
}

/** The answers that notices are about. */
export async function readAnswers(lead: LeadId, notices: Notice[]): Promise<OwnerAnswer[]> {
  const keys = notices
    .filter((one) => one.kind === "answer" || isReturn(one))
    .map(({ scope }) => ownerAnswerKey(lead, scope));
  const unique = [...new Map(keys.map((key) => [key.sk, key])).values()];
  return unique.length > 0 ? (await getMany(unique)).map((item) => OwnerAnswer.parse(item)) : [];
}
