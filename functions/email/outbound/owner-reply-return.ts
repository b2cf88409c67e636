import { displayName, type Lead } from "../../lead/model/lead.ts";
import type { Notice } from "../../lead/model/notice.ts";
import type { Owner } from "../../lead/model/owner.ts";
import type { OwnerReply } from "../../lead/model/owner-reply.ts";

/** Why an answer does not go to the lead, by what is found in it. */
export const returnReasons = {
  "nothing left": "Nothing of your own was found in it, only what it quotes. Please write above the quoted notice.",
  "notice left":
    "A part of our notice stands in it, which is not for the lead. Please write above the quoted notice, and leave nothing of it in your text.",
  "written between":
    "You have written between the lines of our notice, and your mail program does not mark which lines are yours. Please write everything above the quoted notice.",
  "too large": "It carries more than 7 MB of files. Please send fewer or smaller ones, or a link to them.",
  "too long": "It is longer than 20,000 characters. Please send the long part as a file.",
  "mail attached":
    "A mail is attached to it, or a file that only Outlook can open. Please attach what the lead is to get as a file of its own, such as a PDF.",
  "wants out":
    "It reads as if you wanted no more of these mails: the lead has not been told, and stays on our list. Ask your manager to have the notices changed.",
  manager: "A reply to a manager's notice goes to nobody. Please open the lead, and write to them at their address.",
} as const;

export type ReturnReason = keyof typeof returnReasons;

/** What forbids mail to a lead, in words for its owner. */
const forbidden: Record<string, string> = {
  block: "the lead is blocked, and gets nothing from us",
  complaint: "the lead has called our mail spam, and gets none any more",
  "hard-bounce": "the lead's address takes no mail",
  "the address cannot be mailed": "the lead's address takes no mail",
  archived: "the lead is archived. Move it to working first, then write again",
};

/** What is known of what did not go. */
export interface Returned {
  lead: Lead;
  answer: OwnerReply | undefined;
  owners: readonly Owner[];
  chats: string[];
}

const isKnown = (why: string): why is ReturnReason => Object.hasOwn(returnReasons, why);

function otherWays({ lead, chats }: Returned): string {
  const ways = [...(lead.phone ? [`by phone, ${lead.phone}`] : []), ...chats];
  return ways.length > 0
    ? `${displayName(lead)} has given us no mail address, so your answer could not go. You reach them ${ways.join("; ")}.`
    : `${displayName(lead)} has given us no address, so your answer could not go.`;
}

/** Why an answer comes back, in sentences. */
export function whyReturned({ kind, why = "" }: Notice, returned: Returned): string {
  const name = displayName(returned.lead);
  if (kind === "answer-held")
    return `A mail came that says you wrote it, and your mail system does not vouch for that. Nothing has been sent to ${name}. If these are your words, let them go:`;
  if (kind === "answer-by-other")
    return `${returned.answer?.from || "Somebody we do not know"} has answered our notice in your place. It was set aside, and nothing has been sent to ${name}. They wrote:`;
  if (isKnown(why)) return `Your answer has not been sent to ${name}. ${returnReasons[why]}`;
  if (why === "no mail address") return otherWays(returned);
  return `Your answer has not been sent to ${name}: ${forbidden[why] ?? why}.`;
}
