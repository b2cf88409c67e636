import { randomUUID } from "node:crypto";
import { decodeWords } from "postal-mime";
import type { SentMail } from "./mailbox.ts";
import type { SesAccount } from "./ses-account.ts";
import { addressesOf, headerOf, type Message } from "./ses-message.ts";

/** An event of SES as EventBridge delivers it. */
export interface SesEvent {
  version: "0";
  id: string;
  "detail-type": string;
  source: "aws.ses";
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: { eventType: string; mail: Record<string, unknown>; [about: string]: unknown };
}

export interface SesSending {
  account: SesAccount;
  mail: SentMail;
  message: Message;
  identityArn: string;
  configurationSet: string;
  /** Logical id of the function that sent it. */
  caller?: string;
}

export interface SesOutcome {
  eventType: "Send" | "Delivery" | "Bounce" | "Complaint";
  /** Milliseconds after the mail was accepted. */
  after: number;
  about: Record<string, unknown>;
}

const detailTypes: Record<SesOutcome["eventType"], string> = {
  Send: "Email Sent",
  Delivery: "Email Delivered",
  Bounce: "Email Bounced",
  Complaint: "Email Complaint Received",
};

/** All that SES will tell of a mail: sent, then per recipient delivered, or what its mailbox simulator stands for. */
export function outcomesOf(sending: SesSending): SesOutcome[] {
  const send: SesOutcome = { eventType: "Send", after: 0, about: { send: {} } };
  return [send, ...sending.mail.to.flatMap((recipient) => recipientOutcomes(recipient, sending))];
}

/** The event of an outcome (contract: contracts/ses.md part B, after AWS's "Amazon SES events"). */
export function sesEvent(sending: SesSending, outcome: SesOutcome): SesEvent {
  const { account, configurationSet } = sending;
  const at = new Date(instantOf(sending, outcome.after));
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": detailTypes[outcome.eventType],
    source: "aws.ses",
    account: account.account,
    time: `${at.toISOString().slice(0, -".000Z".length)}Z`,
    region: account.region,
    resources: [account.configurationSets.get(configurationSet) ?? configurationSet],
    detail: { eventType: outcome.eventType, mail: mailDetail(sending, outcome), ...outcome.about },
  };
}

function recipientOutcomes(recipient: string, sending: SesSending): SesOutcome[] {
  const simulated = /^([a-z]+)(?:\+.*)?@simulator\.amazonses\.com$/i.exec(recipient)?.[1]?.toLowerCase();
  if (simulated === "bounce") return [bounce(recipient, sending, "General", "smtp; 550 5.1.1 user unknown")];
  if (simulated === "suppressionlist") return [bounce(recipient, sending, "Suppressed", suppressedText)];
  const delivered = delivery(recipient, sending);
  return simulated === "complaint" ? [delivered, complaint(recipient, sending)] : [delivered];
}

const suppressedText =
  "Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.";

function delivery(recipient: string, sending: SesSending): SesOutcome {
  const after = 1000;
  const delivery = {
    timestamp: timestamp(sending, after),
    processingTimeMillis: after,
    recipients: [recipient],
    smtpResponse: "250 2.0.0 OK",
    reportingMTA: `b1-1.smtp-out.${sending.account.region}.amazonses.com`,
  };
  return { eventType: "Delivery", after, about: { delivery } };
}

function bounce(recipient: string, sending: SesSending, bounceSubType: string, diagnosticCode: string): SesOutcome {
  const after = 1000;
  const bounce = {
    bounceType: "Permanent",
    bounceSubType,
    bouncedRecipients: [{ emailAddress: recipient, action: "failed", status: "5.1.1", diagnosticCode }],
    timestamp: timestamp(sending, after),
    feedbackId: feedbackId(sending),
    reportingMTA: bounceSubType === "Suppressed" ? "dns; amazonses.com" : "dns; simulator.amazonses.com",
  };
  return { eventType: "Bounce", after, about: { bounce } };
}

function complaint(recipient: string, sending: SesSending): SesOutcome {
  const after = 2000;
  const complaint = {
    complainedRecipients: [{ emailAddress: recipient }],
    timestamp: timestamp(sending, after),
    feedbackId: feedbackId(sending),
    complaintSubType: null,
    userAgent: "Amazon SES Mailbox Simulator",
    complaintFeedbackType: "abuse",
    arrivalDate: timestamp(sending, 1000),
  };
  return { eventType: "Complaint", after, about: { complaint } };
}

function mailDetail(sending: SesSending, outcome: SesOutcome): Record<string, unknown> {
  const { mail, message, account, identityArn } = sending;
  return {
    timestamp: mail.at,
    source: mail.source,
    sourceArn: identityArn,
    sendingAccountId: account.account,
    messageId: mail.id,
    destination: mail.to,
    headersTruncated: false,
    headers: message.fields.map(({ text, value }) => ({ name: text.slice(0, text.indexOf(":")), value })),
    commonHeaders: {
      from: [decodeWords(headerOf(message, "from") ?? "")],
      date: headerOf(message, "date"),
      to: addressesOf(headerOf(message, "to")),
      messageId: mail.id,
      subject: mail.subject,
    },
    tags: tagsOf(sending, outcome),
  };
}

function tagsOf(
  { mail, configurationSet, caller = "unknown" }: SesSending,
  outcome: SesOutcome,
): Record<string, string[]> {
  const own = Object.entries(mail.tags).map(([name, value]) => [name, [value]] as const);
  return {
    "ses:operation": ["SendRawEmail"],
    "ses:configuration-set": [configurationSet],
    "ses:source-ip": ["127.0.0.1"],
    "ses:from-domain": [mail.from.slice(mail.from.lastIndexOf("@") + 1)],
    "ses:caller-identity": [caller],
    ...(outcome.eventType === "Delivery" && { "ses:outgoing-ip": ["127.0.0.1"] }),
    ...Object.fromEntries(own),
  };
}

function instantOf({ mail }: SesSending, after: number): number {
  return Date.parse(mail.at) + after;
}

function timestamp(sending: SesSending, after: number): string {
  return new Date(instantOf(sending, after)).toISOString();
}

function feedbackId({ mail }: SesSending): string {
  return `${mail.id.slice(0, 16)}-${randomUUID()}-000000`;
}
