import type { Lead } from "../../lead/model/lead.ts";
import type { Owner } from "../../lead/model/owner.ts";
import type { OwnerReply } from "../../lead/model/owner-reply.ts";
import type { MailOutcome } from "../../lead/rules/delivery.ts";
import { type MailEffect, noText } from "../../lead/rules/mail-effect.ts";
import { readOwnerReplies } from "../../lead/store/owner-reply.ts";
import { readInquiries } from "../../lead/store/repository.ts";
import { unlessUnreadable } from "../../platform/aws/unreadable.ts";
import { logFailure } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { hour, type Instant, plus } from "../../platform/time.ts";
import { readInboundReplies } from "./inbound-reply.ts";
import type { Lost } from "./ledger.ts";
import { mailIdentity } from "./mail-identity.ts";
import { composeNotification } from "./notification-mail.ts";
import type { RenderContext } from "./render-context.ts";
import { type Outgoing, type SendResult, sendTouch } from "./send.ts";

export interface MailsDelivered {
  outcomes: MailOutcome[];
  lost: Lost[];
  replies: OwnerReply[];
}

function warnUnwritten(outcome: MailOutcome): void {
  if (outcome.status !== "skipped" || outcome.reason !== noText) return;
  for (const { mail = "" } of outcome.effect.notices)
    logFailure("mail not there", new Error("No such mail ships"), { template: mail, ...metric("SourceTroubles") });
}

/** How long a mail waits of which the ledger cannot be read: whether it was sent is not known until that is mended. */
const mendedWithin = hour;

/** Sends a mail; one whose touch cannot be read waits, and holds up none of the others. */
async function tryToSend({ lead, identity, now }: RenderContext, mail: Outgoing): Promise<SendResult> {
  const sent = await unlessUnreadable(() => sendTouch(lead, mail, identity, now));
  return sent ?? { status: "again", until: plus(now, mendedWithin) };
}

async function deliverMail(context: RenderContext, effect: MailEffect): Promise<[MailOutcome, Lost[]]> {
  if (effect.notBefore) return [{ effect, status: "again", until: effect.notBefore }, []];
  const mail = { ...effect, compose: () => composeNotification(context, effect) };
  const { lost, ...status } = await tryToSend(context, mail);
  const outcome: MailOutcome = { effect, ...status };
  warnUnwritten(outcome);
  return [outcome, lost ? [lost] : []];
}

/** Sends mails to and about a lead. Changes nothing on the lead: the caller records what became of them. */
export async function deliverMails(
  lead: Lead,
  effects: readonly MailEffect[],
  owners: readonly Owner[],
  now: Instant,
): Promise<MailsDelivered> {
  if (effects.length === 0) return { outcomes: [], lost: [], replies: [] };
  const notices = effects.flatMap((effect) => effect.notices);
  const ids = [...new Set([...notices.flatMap(({ inquiries }) => inquiries), lead.lastInquiry])];
  const [inquiries, inboundReplies, ownerReplies, identity] = await Promise.all([
    readInquiries(lead.id, ids),
    readInboundReplies(lead.id, notices),
    readOwnerReplies(lead.id, notices),
    mailIdentity(),
  ]);
  const context: RenderContext = { lead, owners, inquiries, inboundReplies, ownerReplies, identity, now };
  const delivered = await Promise.all(effects.map((effect) => deliverMail(context, effect)));
  return {
    outcomes: delivered.map(([outcome]) => outcome),
    lost: delivered.flatMap(([, lost]) => lost),
    replies: ownerReplies,
  };
}
