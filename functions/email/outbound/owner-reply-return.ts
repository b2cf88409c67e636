import { sayNotice, sayTimeline } from "../../language/texts.ts";
import { displayName, type Lead } from "../../lead/model/lead.ts";
import type { Notice } from "../../lead/model/notice.ts";
import type { Owner } from "../../lead/model/owner.ts";
import type { OwnerReply } from "../../lead/model/owner-reply.ts";

const returnReasons = [
  "nothing left",
  "notice left",
  "written between",
  "too large",
  "too long",
  "mail attached",
  "wants out",
  "manager",
] as const;

export type ReturnReason = (typeof returnReasons)[number];

/** What forbids mail to a lead, in words for its owner; what has none is told as it is. */
function forbiddance(why: string): string {
  if (why === "block" || why === "complaint" || why === "archived") return sayNotice(`forbidden.${why}`);
  const takesNone = why === "hard-bounce" || why === sayTimeline("skipped.unmailable");
  return takesNone ? sayNotice("forbidden.noMail") : why;
}

export interface Returned {
  lead: Lead;
  answer: OwnerReply | undefined;
  owners: readonly Owner[];
  chats: string[];
}

const isKnown = (why: string): why is ReturnReason => returnReasons.some((known) => known === why);

function otherWays({ lead, chats }: Returned): string {
  const { phone } = lead;
  const name = displayName(lead);
  const ways = [...(phone ? [sayNotice("returned.byPhone", { phone })] : []), ...chats];
  if (ways.length === 0) return sayNotice("returned.noWay", { name });
  return sayNotice("returned.otherWays", { name, ways: ways.join("; ") });
}

/** Why an answer comes back, in sentences. */
export function whyReturned({ kind, why = "" }: Notice, returned: Returned): string {
  const name = displayName(returned.lead);
  if (kind === "answer-held") return sayNotice("returned.held", { name });
  if (kind === "answer-by-other") {
    const who = returned.answer?.from || sayNotice("returned.somebody");
    return sayNotice("returned.byOther", { who, name });
  }
  if (isKnown(why)) return sayNotice("returned.reason", { name, reason: sayNotice(`returned.${why}`) });
  if (why === sayTimeline("skipped.noMailAddress")) return otherWays(returned);
  return sayNotice("returned.forbidden", { name, why: forbiddance(why) });
}
