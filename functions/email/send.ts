import type { Lead } from "../lead/lead.ts";
import type { Instant } from "../platform/clock.ts";
import { failure } from "../platform/log.ts";
import { sendRaw } from "../platform/mail.ts";
import { counted } from "../platform/metric.ts";
import { judge, type Lost, readEntry, settle, take } from "./ledger.ts";
import type { Purpose } from "./mails.ts";
import { refusal } from "./permit.ts";

/** A mail that may be sent, and the touch it is. */
export interface Outgoing {
  touch: string;
  /** Every touch that is done when this mail is sent. */
  covers: string[];
  purpose: Purpose;
  to: string;
  compose(): Promise<Uint8Array>;
}

/**
 * What became of it: `sent` or `skipped` with the touches it covers, `unknown` until word may come, or to be tried `again`.
 * What is `lost` is to be told.
 */
export type Delivery =
  | { status: "sent"; messageId: string; covers: string[] }
  | { status: "skipped"; reason: string; covers: string[] }
  | { status: "unknown"; until: Instant; lost?: Lost }
  | { status: "again"; reason: string; attempt?: number };

/** From whom, and by which configuration set. */
export interface Envelope {
  sender: string;
  configurationSet: string;
}

/**
 * Sends a mail at most once per touch: asks whether it may go, takes the touch in the ledger, calls SES once, and writes
 * down the answer. Safe to call again at any time.
 */
export async function send(lead: Lead, mail: Outgoing, envelope: Envelope, now: Instant): Promise<Delivery> {
  const reason = refusal(mail.purpose, lead, now);
  if (reason) {
    const known = await earlier(lead, mail, now);
    return known && known.status !== "again" ? known : { status: "skipped", reason, covers: mail.covers };
  }
  const raw = await mail.compose();
  // Nearly always the first attempt: taking the touch says so without a read before it.
  if (await take(lead.id, mail.touch, 1, mail.covers, now)) return call(lead, mail, raw, 1, envelope, now);
  const known = await earlier(lead, mail, now);
  if (known?.status !== "again") return known ?? { status: "again", reason: "taken meanwhile" };
  const attempt = known.attempt ?? 1;
  if (await take(lead.id, mail.touch, attempt, mail.covers, now)) return call(lead, mail, raw, attempt, envelope, now);
  return { status: "again", reason: "taken meanwhile" };
}

/** What the ledger says of a touch that was taken before: `again` with the attempt that may be made now. */
async function earlier(lead: Lead, mail: Outgoing, now: Instant): Promise<Delivery | undefined> {
  const { touch, purpose } = mail;
  const entry = await readEntry(lead.id, touch);
  if (!entry) return undefined;
  const claim = judge(entry, purpose, now);
  if (claim.may === "send") return { status: "again", reason: "not sent yet", attempt: claim.attempt };
  if (claim.may === "wait") {
    const { until, stuck } = claim;
    return { status: "unknown", until, ...(stuck.state === "calling" && { lost: { touch, purpose, call: stuck } }) };
  }
  if (claim.because === "sent") return { status: "sent", messageId: claim.messageId, covers: claim.covers };
  return { status: "skipped", reason: "unknown whether it was sent", covers: claim.covers };
}

async function call(
  lead: Lead,
  mail: Outgoing,
  raw: Uint8Array,
  attempt: number,
  { sender, configurationSet }: Envelope,
  now: Instant,
): Promise<Delivery> {
  const { touch, covers, purpose, to } = mail;
  const tags = { lead: lead.id, touch, purpose };
  const outcome = await sendRaw({ raw, from: sender, to, configurationSet, tags });
  if (outcome.status === "sent") {
    const { messageId } = outcome;
    await settle(lead.id, touch, { state: "sent", attempt, covers, messageId, at: now });
    return { status: "sent", messageId, covers };
  }
  const ids = { lead: lead.id, touch, purpose };
  if (outcome.status === "unknown") {
    failure("no answer whether the mail was sent", new Error(outcome.reason), ids);
    // SES's own word of the mail may have been faster than the end of the call.
    return (await earlier(lead, mail, now)) ?? { status: "again", reason: "taken meanwhile" };
  }
  failure("mail not sent", new Error(outcome.reason), { ...ids, ...counted("SendFailures") });
  await settle(lead.id, touch, { state: "claimed", attempt, covers });
  return outcome.again
    ? { status: "again", reason: outcome.reason }
    : { status: "skipped", reason: `refused by the mail service: ${outcome.reason}`, covers };
}
