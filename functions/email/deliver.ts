import { type Activity, activity } from "../lead/activity.ts";
import type { Lead } from "../lead/lead.ts";
import { isNews, type Notice, touchOf } from "../lead/notice.ts";
import { readOwners } from "../lead/registry.ts";
import { readInquiries } from "../lead/store.ts";
import { earliest, type Instant } from "../platform/clock.ts";
import { failure } from "../platform/log.ts";
import { counted } from "../platform/metric.ts";
import type { Lost } from "./ledger.ts";
import { readLetters } from "./letter.ts";
import { type Desk, type NoMail, noticeMail } from "./notice-mail.ts";
import { post } from "./post.ts";
import { type Delivery, type Outgoing, send } from "./send.ts";

type Bundle = [Notice, ...Notice[]];

/** Several inquiries are told to an owner in one mail; every other notice is a mail of its own. */
function bundles(pending: Notice[]): Bundle[] {
  const made: Bundle[] = [];
  for (const notice of pending) {
    const open = isNews(notice) && made.find(([first]) => isNews(first) && first.to === notice.to);
    if (open) open.push(notice);
    else made.push([notice]);
  }
  return made;
}

/** What came of delivering: touches that are done, facts for the timeline, and what is still open. */
export interface Delivered {
  done: Set<string>;
  facts: Activity[];
  /** What fell silent, and is to be told as unknown. */
  lost: Lost[];
  /** Until when word of a mail is waited for, or with another attempt. */
  until?: Instant;
}

/** What the timeline is told: of a mail once, of what is not sent each touch. */
function told({ touch, purpose, to }: Outgoing, delivery: Delivery): Activity[] {
  if (delivery.status === "sent") return [activity("mail.sent", { mailId: delivery.messageId, purpose, touch, to })];
  if (delivery.status !== "skipped") return [];
  const { reason, covers } = delivery;
  return covers.map((one) => activity("touch.skipped", { touch: one, purpose, reason }));
}

/** What cannot be sent, for what it needs is gone: a person from the pool, or a mail's text from what ships, which rings. */
function notSent(bundle: Bundle, missing: NoMail): Delivered {
  const isText = missing.gone === "text";
  const reason = isText ? "its text does not ship any more" : "the person to be told is no longer in the pool";
  const purpose = isText ? "marketing" : "internal";
  if (isText)
    failure("mail not there", new Error(`No mail ${missing.mail} ships`), {
      mail: missing.mail,
      ...counted("SourceTroubles"),
    });
  const facts = bundle.map((notice) => activity("touch.skipped", { touch: touchOf(notice), purpose, reason }));
  return { done: new Set(bundle.map(touchOf)), facts, lost: [] };
}

async function deliverOne(desk: Desk, bundle: Bundle): Promise<Delivered> {
  const mail = noticeMail(desk, bundle);
  if ("gone" in mail) return notSent(bundle, mail);
  const delivery = await send(desk.lead, mail, desk.post, desk.now);
  const done = delivery.status === "sent" || delivery.status === "skipped" ? delivery.covers : [];
  return {
    done: new Set(done),
    facts: told(mail, delivery),
    lost: delivery.status === "unknown" && delivery.lost ? [delivery.lost] : [],
    until: delivery.status === "unknown" || delivery.status === "again" ? delivery.until : undefined,
  };
}

/** Sends what a lead has pending. Changes nothing on the lead: the caller writes down what came of it. */
export async function deliver(lead: Lead, now: Instant): Promise<Delivered> {
  if (lead.pending.length === 0) return { done: new Set(), facts: [], lost: [] };
  const ids = [...new Set([...lead.pending.flatMap(({ inquiries }) => inquiries), lead.lastInquiry])];
  const [owners, inquiries, letters, ours] = await Promise.all([
    readOwners(),
    readInquiries(lead.id, ids),
    readLetters(lead.id, lead.pending),
    post(),
  ]);
  const desk: Desk = { lead, owners, inquiries, letters, post: ours, now };
  const outcomes = await Promise.all(bundles(lead.pending).map((bundle) => deliverOne(desk, bundle)));
  return {
    done: new Set(outcomes.flatMap(({ done }) => [...done])),
    facts: outcomes.flatMap(({ facts }) => facts),
    lost: outcomes.flatMap(({ lost }) => lost),
    until: earliest(outcomes.map(({ until }) => until)),
  };
}
