import * as z from "zod";
import type { LeadId } from "../../lead/model/lead.ts";
import type { Notice } from "../../lead/model/notice.ts";
import { letterKey } from "../../lead/store/keys.ts";
import { getMany } from "../../platform/aws/table.ts";

/** A mail that a lead wrote back, as it was taken in. */
export const Letter = z.object({
  mailId: z.string(),
  subject: z.string(),
  text: z.string(),
  /** Who wrote it, where that was not the lead. */
  from: z.string().optional(),
});
export type Letter = z.infer<typeof Letter>;

/** The letters that notices are about. */
export async function readLetters(lead: LeadId, notices: Notice[]): Promise<Letter[]> {
  const keys = notices.filter(({ kind }) => kind === "reply").map(({ scope }) => letterKey(lead, scope));
  return keys.length > 0 ? (await getMany(keys)).map((item) => Letter.parse(item)) : [];
}
