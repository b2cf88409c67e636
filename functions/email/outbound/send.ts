import { sayTimeline } from "../../language/texts.ts";
import type { Lead } from "../../lead/model/lead.ts";
import type { MailStatus } from "../../lead/rules/delivery.ts";
import type { MailEffect } from "../../lead/rules/mail-effect.ts";
import { sendRaw } from "../../platform/aws/mailer.ts";
import { logFailure } from "../../platform/observability/log.ts";
import { metric } from "../../platform/observability/metric.ts";
import { hour, type Instant, plus, second } from "../../platform/time.ts";
import { UnmailableAddress } from "./address.ts";
import { claimOf, claimTouch, type Lost, readEntry, settleTouch, skipTouch } from "./ledger.ts";

export interface Outgoing extends Pick<MailEffect, "touch" | "covers" | "purpose" | "to" | "refusal"> {
  compose(): Promise<Uint8Array>;
}

/** What became of it. What is `lost` is to be recorded. */
export type SendResult = MailStatus & { lost?: Lost };

export interface TouchEnvelope {
  sender: string;
  configurationSet: string;
}

/** Sends a mail at most once per touch: takes it in the ledger, calls SES once, writes down the answer. Safe to call again. */
export async function sendTouch(
  lead: Lead,
  mail: Outgoing,
  envelope: TouchEnvelope,
  now: Instant,
): Promise<SendResult> {
  if (mail.refusal) return leave(lead, mail, mail.refusal, now);
  const raw = await written(lead, mail, now);
  if (typeof raw === "string") return leave(lead, mail, raw, now);
  if ("status" in raw) return raw;
  return attempted(lead, mail, now, async (attempt) =>
    (await claimTouch(lead.id, mail.touch, attempt, mail.covers, now))
      ? call(lead, mail, raw, attempt, envelope, now)
      : undefined,
  );
}

type Attempt = (attempt: number) => Promise<SendResult | undefined>;

/** Nearly always it is the first attempt: the ledger says so when it is written, without a read before it. */
async function attempted(lead: Lead, mail: Outgoing, now: Instant, make: Attempt): Promise<SendResult> {
  const first = await make(1);
  if (first) return first;
  const known = await earlier(lead, mail, now);
  if ("status" in known) return known;
  return (await make(known.attempt)) ?? soon(now);
}

/** A mail that may not go is left in the ledger too: who asked before there was a reason against it cannot send it any more. */
const leave = (lead: Lead, mail: Outgoing, reason: string, now: Instant): Promise<SendResult> =>
  attempted(lead, mail, now, async (attempt) => {
    const { touch, covers } = mail;
    const isLeft = await skipTouch(lead.id, touch, { attempt, covers, reason });
    return isLeft ? { status: "skipped", reason, covers } : undefined;
  });

const soon = (now: Instant): SendResult => ({ status: "again", until: plus(now, 5 * second) });

/** How long a mail that SES refused waits: seconds while it is only busy, and an hour at most while it is paused. */
const patience = (attempt: number): number => Math.min(hour, 5 * second * 2 ** attempt);

async function written(lead: Lead, { touch, purpose, compose }: Outgoing, now: Instant) {
  try {
    return await compose();
  } catch (error) {
    if (error instanceof UnmailableAddress) return sayTimeline("skipped.unmailable");
    logFailure("mail not written", error, { lead: lead.id, touch, purpose, ...metric("SendFailures") });
    return { status: "again", until: plus(now, hour) } satisfies SendResult;
  }
}

async function earlier(lead: Lead, mail: Outgoing, now: Instant): Promise<SendResult | { attempt: number }> {
  const { touch, purpose } = mail;
  const entry = await readEntry(lead.id, touch);
  if (!entry) return { attempt: 1 };
  const claim = claimOf(entry, purpose, now);
  if (claim.may === "send") return { attempt: claim.attempt };
  if (claim.may === "wait") {
    const { until, stuck } = claim;
    return { status: "unknown", until, ...(stuck.state === "calling" && { lost: { touch, purpose, call: stuck } }) };
  }
  if (claim.because === "sent") return { status: "sent", messageId: claim.messageId, covers: claim.covers };
  return { status: "skipped", reason: claim.reason, covers: claim.covers };
}

async function call(
  lead: Lead,
  mail: Outgoing,
  raw: Uint8Array,
  attempt: number,
  { sender, configurationSet }: TouchEnvelope,
  now: Instant,
): Promise<SendResult> {
  const { touch, covers, purpose, to } = mail;
  const tags = { lead: lead.id, touch, purpose };
  const outcome = await sendRaw({ raw, from: sender, to, configurationSet, tags });
  if (outcome.status === "sent") {
    const { messageId } = outcome;
    await settleTouch(lead.id, touch, { state: "sent", attempt, covers, messageId, at: now });
    return { status: "sent", messageId, covers };
  }
  const ids = { lead: lead.id, touch, purpose };
  if (outcome.status === "unknown") {
    logFailure("no answer whether the mail was sent", new Error(outcome.reason), ids);
    // SES's own word of the mail may have been faster than the end of the call.
    const known = await earlier(lead, mail, now);
    return "status" in known ? known : soon(now);
  }
  logFailure("mail not sent", new Error(outcome.reason), { ...ids, ...metric("SendFailures") });
  if (outcome.again) {
    await settleTouch(lead.id, touch, { state: "claimed", attempt, covers });
    return { status: "again", until: plus(now, patience(attempt)) };
  }
  const reason = sayTimeline("skipped.refused", { error: outcome.reason });
  await settleTouch(lead.id, touch, { state: "skipped", attempt, covers, reason });
  return { status: "skipped", reason, covers };
}
