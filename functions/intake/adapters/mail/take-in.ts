import type { Undelivered } from "../../../email/inbound/bounce.ts";
import type { Classified } from "../../../email/inbound/classify.ts";
import type { File } from "../../../email/inbound/incoming.ts";
import { sentTouches } from "../../../email/outbound/ledger.ts";
import { recordAutoReply, recordReply, unsubscribeLead } from "../../../lead/commands/change.ts";
import { activity } from "../../../lead/model/activity.ts";
import type { Lead, LeadId } from "../../../lead/model/lead.ts";
import { isToLead } from "../../../lead/model/notice.ts";
import { decideBounce, decideComplaint } from "../../../lead/rules/suppression.ts";
import { processedEventKey } from "../../../lead/store/keys.ts";
import { updateOnce } from "../../../lead/store/processed-events.ts";
import type { LeadUpdate } from "../../../lead/store/repository.ts";
import type { Instant } from "../../../platform/time.ts";

import { keepAttachments } from "./attachment.ts";

export interface HandledReply {
  /** `A-Za-z0-9_-`. */
  mailId: string;
  lead: LeadId;
  touch: string;
  subject: string;
  /** The subject without the marks of answers. */
  topic: string;
  /** Who wrote it, where that is not the lead. */
  from: string | undefined;
  /** The Message-IDs of the conversation, this mail's last. */
  thread: string[] | undefined;
  what: Classified;
  files: readonly File[];
  /** Who wrote it, if the domain of their address vouches for that. */
  writer?: string | undefined;
}

/** A letter is kept on the timeline too: an item holds 400 KB. The mail as it came stays in the bucket. */
const textAtMost = 20_000;
const subjectAtMost = 500;

const replyOf = ({ mailId, subject, topic, from, thread }: HandledReply, text: string) => ({
  mailId,
  from,
  thread,
  topic: topic.toWellFormed().slice(0, subjectAtMost),
  text: text.toWellFormed().slice(0, textAtMost),
  subject: subject.toWellFormed().slice(0, subjectAtMost),
});

/** A report is believed of the lead's own address, or when it names none (RULES.md BNC-8). */
const isAbout = (lead: Lead, { address }: Undelivered): boolean => address === "" || address === lead.email;

/** Nothing is believed of an address that we have not written to (RULES.md BNC-7). */
const wasMailed = async (lead: LeadId): Promise<boolean> => [...(await sentTouches(lead)).values()].some(isToLead);

function undelivered(
  lead: Lead,
  recipients: Undelivered[],
  { mailId, touch }: HandledReply,
  now: Instant,
): LeadUpdate | undefined {
  const failed = recipients.filter((one) => one.verdict !== "none" && isAbout(lead, one));
  const hard = failed.find(({ verdict }) => verdict === "hard");
  if (hard) return decideBounce(lead, { mailId, touch, why: hard.why }, now);
  const [soft] = failed;
  if (!soft) return undefined;
  const { why, verdict } = soft;
  return { lead, facts: [activity("mail.bounced", { mailId, touch, why, verdict, permanent: false })] };
}

/** `false` when it means nothing to the lead; repeats do nothing. @throws AppError `not-found`, `unavailable` */
export async function handleReply(reply: HandledReply, now: Instant): Promise<boolean> {
  const { lead: id, mailId, touch, what } = reply;
  const heard = processedEventKey(mailId, what.kind);
  switch (what.kind) {
    case "reply": {
      const attachments = reply.files.length > 0 ? await keepAttachments(mailId, reply.files) : undefined;
      await recordReply(id, { ...replyOf(reply, what.text), attachments, writer: reply.writer }, now);
      return true;
    }
    case "away":
      await recordAutoReply(id, replyOf(reply, what.text), what.until, now);
      return true;
    case "unsubscribe":
      await unsubscribeLead(id, { kind: "lead", id }, now);
      return true;
    case "bounce":
      if (!(await wasMailed(id))) return false;
      await updateOnce(id, heard, now, (lead, at) => undelivered(lead, what.recipients, reply, at));
      return true;
    case "complaint":
      if (!(await wasMailed(id))) return false;
      await updateOnce(id, heard, now, (lead, at) => decideComplaint(lead, { mailId, touch }, at));
      return true;
    default:
      return false;
  }
}
