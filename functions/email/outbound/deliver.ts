import { type ActivityOf, activity } from "../../lead/model/activity.ts";
import type { Lead } from "../../lead/model/lead.ts";
import { isNews, isReturn, type Notice } from "../../lead/model/notice.ts";
import type { Sending } from "../../lead/model/owner-reply.ts";
import { readOwnerReplies } from "../../lead/store/owner-reply.ts";
import { readOwners } from "../../lead/store/owners.ts";
import { readInquiries } from "../../lead/store/repository.ts";
import { logFailure } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { earliest, hour, type Instant, plus } from "../../platform/time.ts";
import { readInboundReplies } from "./inbound-reply.ts";
import type { Lost } from "./ledger.ts";
import { mailIdentity } from "./mail-identity.ts";
import { noText, notificationMail } from "./notification-mail.ts";
import type { Bundle, RenderContext } from "./render-context.ts";
import { type Outgoing, type SendResult, sendTouch } from "./send.ts";

/** What is told together. */
const together = [isNews, isReturn];

/**
 * Several inquiries are told to an owner in one mail, and so are several answers that did not go; every other notice is a
 * mail of its own.
 */
function bundles(pending: Notice[]): Bundle[] {
  const made: Bundle[] = [];
  for (const notice of pending) {
    const alike = together.find((one) => one(notice));
    const open = alike && made.find(([first]) => alike(first) && first.to === notice.to);
    if (open) open.push(notice);
    else made.push([notice]);
  }
  return made;
}

/** What the timeline is told of a mail that was to be sent. */
export type Sent = ActivityOf<"mail.sent"> | ActivityOf<"touch.skipped">;

/** What came of delivering: touches that are done, facts for the timeline, and what is still open. */
export interface Delivered {
  done: Set<string>;
  facts: Sent[];
  /** What fell silent, and is to be told as unknown. */
  lost: Lost[];
  /** What became of each notice that is done. */
  sendings: Sending[];
  /** Steps of a cadence whose mail has no text any more. */
  unwritten: Notice[];
  /** Until when word of a mail is waited for, or with another attempt. */
  until?: Instant;
}

/** What the timeline is told: of a mail once, of what is not sent each touch. */
function told({ touch, purpose, to }: Outgoing, delivery: SendResult): Sent[] {
  if (delivery.status === "sent") return [activity("mail.sent", { mailId: delivery.messageId, purpose, touch, to })];
  if (delivery.status !== "skipped") return [];
  const { reason, covers } = delivery;
  return covers.map((one) => activity("touch.skipped", { touch: one, purpose, reason }));
}

/** The steps whose mail was not sent for want of its text, which rings; none when it went before the text was removed. */
function unwrittenOf(bundle: Bundle, delivery: SendResult): Notice[] {
  if (delivery.status !== "skipped" || delivery.reason !== noText) return [];
  for (const { mail = "" } of bundle)
    logFailure("mail not there", new Error("No such mail ships"), { template: mail, ...metric("SourceTroubles") });
  return bundle;
}

function sendingsOf({ answers, owners }: RenderContext, bundle: Bundle, delivery: SendResult): Sending[] {
  if (delivery.status !== "sent" && delivery.status !== "skipped") return [];
  const { status } = delivery;
  const reason = delivery.status === "skipped" ? delivery.reason : undefined;
  return bundle.map((notice) => ({
    notice,
    reply: answers.find(({ id }) => id === notice.scope),
    role: owners.find(({ id }) => id === notice.to)?.role,
    status,
    reason,
  }));
}

/** A machine that answers what comes back must not begin a conversation with us (RFC 3834 section 2). */
const returnsEvery = hour;

/** Until when word of what did not go waits, because there was some lately; `undefined` when it may be told. */
function returnWait({ lead, owners, now }: RenderContext, [first]: Bundle): Instant | undefined {
  const to = owners.find(({ id }) => id === first.to);
  const last = isReturn(first) && to ? lead.answersReturnedAt?.[to.role] : undefined;
  const next = last && plus(last, returnsEvery);
  return next && next > now ? next : undefined;
}

async function deliverOne(context: RenderContext, bundle: Bundle): Promise<Delivered> {
  const mail = notificationMail(context, bundle);
  const wait = returnWait(context, bundle);
  if (wait) return { done: new Set(), facts: [], lost: [], sendings: [], unwritten: [], until: wait };
  const delivery = await sendTouch(context.lead, mail, context.post, context.now);
  const done = delivery.status === "sent" || delivery.status === "skipped" ? delivery.covers : [];
  return {
    done: new Set(done),
    facts: told(mail, delivery),
    lost: delivery.status === "unknown" && delivery.lost ? [delivery.lost] : [],
    sendings: sendingsOf(context, bundle, delivery),
    unwritten: unwrittenOf(bundle, delivery),
    until: delivery.status === "unknown" || delivery.status === "again" ? delivery.until : undefined,
  };
}

/** Sends what a lead has pending. Changes nothing on the lead: the caller writes down what came of it. */
export async function deliverPending(lead: Lead, now: Instant): Promise<Delivered> {
  if (lead.pending.length === 0) return { done: new Set(), facts: [], lost: [], sendings: [], unwritten: [] };
  const ids = [...new Set([...lead.pending.flatMap(({ inquiries }) => inquiries), lead.lastInquiry])];
  const [owners, inquiries, replies, answers, ours] = await Promise.all([
    readOwners(),
    readInquiries(lead.id, ids),
    readInboundReplies(lead.id, lead.pending),
    readOwnerReplies(lead.id, lead.pending),
    mailIdentity(),
  ]);
  const context: RenderContext = { lead, owners, inquiries, letters: replies, answers, post: ours, now };
  const outcomes = await Promise.all(bundles(lead.pending).map((bundle) => deliverOne(context, bundle)));
  return {
    done: new Set(outcomes.flatMap(({ done }) => [...done])),
    facts: outcomes.flatMap(({ facts }) => facts),
    lost: outcomes.flatMap(({ lost }) => lost),
    sendings: outcomes.flatMap(({ sendings }) => sendings),
    unwritten: outcomes.flatMap(({ unwritten }) => unwritten),
    until: earliest(outcomes.map(({ until }) => until)),
  };
}
