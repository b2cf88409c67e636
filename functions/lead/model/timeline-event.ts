import * as z from "zod";
import { Instant } from "../../platform/time.ts";
import { Attachment, Channel, InquiryId } from "./inquiry.ts";
import { OwnerId } from "./owner.ts";
import { Purpose } from "./purpose.ts";
import { Reason } from "./reason.ts";
import { Stage } from "./stage-name.ts";
import { Temperature } from "./temperature.ts";

const sla = z.object({ channel: Channel, level: z.int(), dueAt: Instant });
const mail = z.object({ mailId: z.string(), touch: z.string() });
const text = z.string();

/** What a timeline can say: past tense, ids. A field added here is optional: what earlier releases have told lacks it. */
export const timelineEvents = {
  "inquiry.received": z.object({
    inquiryId: InquiryId,
    channel: Channel,
    source: text,
    attachments: z.array(Attachment).optional(),
    cut: z.array(text).optional(),
  }),
  "lead.created": z.object({ source: text }),
  "lead.assigned": z.object({ from: OwnerId.optional(), to: OwnerId, why: text }),
  "lead.scored": z.object({
    fit: z.number(),
    engagement: z.number(),
    total: z.number(),
    reasons: z.array(text),
    temperature: Temperature,
  }),
  "stage.entered": z.object({ from: Stage.optional(), to: Stage, reason: Reason.optional() }),
  "sla.opened": sla,
  "sla.met": sla,
  "sla.breached": sla,
  "sla.escalated": sla,
  "response.recorded": z.object({
    channel: text,
    outcome: z.enum(["reached", "attempted"]),
    note: text.optional(),
    mailId: text.optional(),
    subject: text.optional(),
    text: text.optional(),
    attachments: z.array(Attachment).optional(),
  }),
  "task.created": z.object({ taskId: text, owner: OwnerId, what: text, channel: text.optional(), dueAt: Instant }),
  "task.done": z.object({ taskId: text, what: text, note: text.optional() }),
  "mail.sent": mail.extend({ purpose: Purpose, to: text }),
  "mail.delivered": mail.extend({ at: Instant.optional() }),
  "mail.bounced": mail.extend({
    why: text,
    permanent: z.boolean().optional(),
    verdict: text.optional(),
    /** Of mail to one of ours, with its address. */
    purpose: z.literal("internal").optional(),
    to: text.optional(),
  }),
  "mail.complained": mail.extend({ feedback: text.optional() }),
  "mail.clicked": z.object({ touch: text, url: text, at: Instant, automated: z.boolean() }),
  "reply.received": z.object({
    mailId: text,
    text,
    attachments: z.array(Attachment).optional(),
    from: text.optional(),
  }),
  "autoreply.received": z.object({ mailId: text, until: Instant.optional() }),
  "lead.unsubscribed": z.object({ reason: text.optional(), said: text.optional(), inquiryId: InquiryId.optional() }),
  "lead.resubscribed": z.object({}),
  "survey.answered": z.object({
    answer: text,
    months: z.number().optional(),
    reason: text.optional(),
    comment: text.optional(),
  }),
  "activity.added": z.object({
    type: text,
    note: text.optional(),
    at: Instant.optional(),
    by: text.optional(),
    mailId: text.optional(),
    inquiryId: InquiryId.optional(),
  }),
  "touch.skipped": z.object({ touch: text, purpose: Purpose, reason: text }),
  "touch.unknown": z.object({ touch: text, purpose: Purpose }),
  "lead.declined": z.object({ reason: Reason.optional() }),
  "lead.converted": z.object({ customerId: text }),
  "lead.archived": z.object({ reason: Reason.optional() }),
  "lead.blocked": z.object({}),
  audit: z.object({ what: text, inquiryId: InquiryId.optional() }),
} as const;

export type TimelineEventType = keyof typeof timelineEvents;

export type EventData<Type extends TimelineEventType> = z.output<(typeof timelineEvents)[Type]>;
