import * as z from "zod";
import { LeadId } from "../lead/model/lead.ts";
import { isToLead } from "../lead/model/notice.ts";
import { processedEventKey } from "../lead/store/keys.ts";
import type { Key } from "../platform/aws/table.ts";
import { fingerprint } from "../platform/security/fingerprint.ts";
import { type Instant, instant } from "../platform/time.ts";

const Bounce = z.looseObject({
  bounceType: z.string(),
  bounceSubType: z.string().default("General"),
  bouncedRecipients: z
    .array(z.looseObject({ emailAddress: z.string(), diagnosticCode: z.string().optional() }))
    .default([]),
  feedbackId: z.string().default(""),
});
export type Bounce = z.infer<typeof Bounce>;

const Complaint = z.looseObject({
  complainedRecipients: z.array(z.looseObject({ emailAddress: z.string() })).default([]),
  complaintFeedbackType: z.string().nullish(),
  feedbackId: z.string().default(""),
});
export type Complaint = z.infer<typeof Complaint>;

const Moment = z.iso.datetime().transform((text) => instant(Date.parse(text)));

/** An event of SES as EventBridge brings it; what we do not use is left out. */
const SesEvent = z.looseObject({
  "detail-type": z.string(),
  detail: z.looseObject({
    eventType: z.string().optional(),
    mail: z.looseObject({
      messageId: z.string(),
      destination: z.array(z.string()).default([]),
      tags: z.record(z.string(), z.array(z.string())).default({}),
    }),
    bounce: Bounce.optional(),
    complaint: Complaint.optional(),
    delivery: z.looseObject({ timestamp: Moment.optional().catch(undefined) }).optional(),
  }),
});

/** Some events come without `eventType`: then their title says what they are. */
const byTitle: Record<string, string> = {
  "Email Sent": "Send",
  "Email Delivered": "Delivery",
  "Email Bounced": "Bounce",
  "Email Complaint Received": "Complaint",
  "Email Rejected": "Reject",
  "Email Delivery Delayed": "DeliveryDelay",
  "Email Rendering Failed": "Rendering Failure",
};

export interface MailEvent {
  type: string;
  mailId: string;
  /** Whose mail it was, and which touch; absent for mail of others. */
  lead: LeadId | undefined;
  touch: string;
  internal: boolean;
  destination: string[];
  /** When their mail server took it. */
  deliveredAt: Instant | undefined;
  bounce: Bounce | undefined;
  complaint: Complaint | undefined;
}

/** Reads an event. @throws ZodError for anything else */
export function readMailEvent(event: unknown): MailEvent {
  const { detail, "detail-type": title } = SesEvent.parse(event);
  const { messageId, tags, destination } = detail.mail;
  const lead = LeadId.safeParse(tags.lead?.[0]);
  const [touch, purpose] = [tags.touch?.[0], tags.purpose?.[0]];
  return {
    type: detail.eventType ?? byTitle[title] ?? title,
    mailId: messageId,
    lead: lead.success ? lead.data : undefined,
    touch: touch ?? "unknown",
    internal: purpose === undefined ? touch !== undefined && !isToLead(touch) : purpose === "internal",
    destination,
    deliveredAt: detail.delivery?.timestamp,
    bounce: detail.bounce,
    complaint: detail.complaint,
  };
}

/** The key under which a telling is remembered: mail, type, recipients and the provider's own id (contracts/ses.md B5). */
export function processedEventKeyOf({ type, mailId, destination, bounce, complaint }: MailEvent): Key {
  const bounced = bounce?.bouncedRecipients ?? complaint?.complainedRecipients;
  const recipients = bounced?.map(({ emailAddress }) => emailAddress) ?? destination;
  const told = [type, ...recipients, bounce?.feedbackId ?? complaint?.feedbackId ?? ""].join("\n");
  return processedEventKey(mailId, fingerprint(told).slice(0, 32));
}
