import * as z from "zod";
import { sayError, sayNotice } from "../../language/texts.ts";
import { idPattern } from "../../platform/id.ts";
import { Instant } from "../../platform/time.ts";
import { Click } from "./click.ts";
import { Channel, Handle, InquiryId, SourceMark } from "./inquiry.ts";
import { Notice } from "./notice.ts";
import { OwnerId } from "./owner.ts";
import { Progress } from "./progress.ts";
import { Reason } from "./reason.ts";
import { Stage } from "./stage-name.ts";
import { Temperature } from "./temperature.ts";

export const LeadId = z.string().regex(idPattern("ld"), sayError("lead.id")).brand<"LeadId">();
export type LeadId = z.infer<typeof LeadId>;

/** From strongest to weakest; the stronger stays (LIFECYCLE.md section 4). */
export const bases = ["customer", "double-opt-in", "opt-in", "imported", "inquiry"] as const;

/** What a mail may be based on, with the proof of it (RULES.md LAW-4). */
export const Consent = z.object({
  basis: z.enum(bases),
  at: Instant,
  text: z.string().optional(),
  version: z.string().optional(),
  source: z.string().optional(),
  page: z.string().optional(),
  address: z.string().optional(),
  /** When whoever reads mail at the address agreed once more, and from which IP address. */
  confirmedAt: Instant.optional(),
  confirmedFrom: z.string().optional(),
});
export type Consent = z.infer<typeof Consent>;

export const Score = z.object({
  fit: z.number(),
  engagement: z.number(),
  total: z.number(),
  reasons: z.array(z.string()),
});
export type Score = z.infer<typeof Score>;

/** The one open response promise, or the last closed (LIFECYCLE.md section 1 and 3). */
export const Sla = z.object({
  openedAt: Instant,
  dueAt: Instant,
  channel: Channel,
  level: z.number().int().nonnegative(),
  respondedAt: Instant.optional(),
  breachedAt: Instant.optional(),
  /** Voided by a stage in which nobody waits for an answer. */
  closedAt: Instant.optional(),
});
export type Sla = z.infer<typeof Sla>;

export const Suppression = z.object({
  mail: z.boolean().optional(),
  marketing: z.boolean().optional(),
  reason: z.string().optional(),
  at: Instant.optional(),
});
export type Suppression = z.infer<typeof Suppression>;

/** How it is known that the person reads mail at the address on the card: nobody else has only typed it in. */
export const EmailConfirmed = z.object({ at: Instant, by: z.enum(["link", "reply", "owner", "source"]) });
export type EmailConfirmed = z.infer<typeof EmailConfirmed>;

export const NextAction = z.object({ what: z.string(), dueAt: Instant });
export type NextAction = z.infer<typeof NextAction>;

/** One person with a way to reach them who showed interest. The item is the truth; a workflow execution is only its clock. */
export const Lead = z.object({
  id: LeadId,
  /** Every change is conditional on it. */
  version: z.number().int(),
  /** The fence: raised by whatever invalidates the running clock. 0 until the first digest. */
  epoch: z.number().int(),
  run: z.number().int(),
  stage: Stage,
  temperature: Temperature,
  score: Score,
  name: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  phones: z.array(z.string()),
  handles: z.array(Handle),
  company: z.string().optional(),
  language: z.string(),
  country: z.string().optional(),
  owner: OwnerId.optional(),
  pool: z.string(),
  source: SourceMark,
  consent: Consent,
  /** None on cards of before: there the basis of their consent says it (see `isUnconfirmed`). */
  emailConfirmed: EmailConfirmed.optional(),
  /** Follow-up mails to the address while it was unconfirmed. */
  unconfirmedMails: z.number().int().optional(),
  /** When the address was asked for its confirmation once more, after everything else. */
  confirmationAskedAt: Instant.optional(),
  /** When a person, no scanner, first followed a link in a mail to them. */
  clickedAt: Instant.optional(),
  /** Of a blocked lead `besides` is what else stops mail: it stays when the block is lifted. */
  suppressed: Suppression.extend({ besides: Suppression.optional() }),
  qualification: z.record(z.string(), z.string()),
  nextAction: NextAction.optional(),
  /** How often the present next action was reminded of. */
  reminders: z.number().int(),
  sla: Sla.optional(),
  cadence: Progress.optional(),
  /** When the cadence's next step is due; set by the first step after it began. */
  touchAt: Instant.optional(),
  /** Their mail has said that they are away until then: no touch before it. */
  awayUntil: Instant.optional(),
  dueAt: Instant.optional(),
  /** When the sweep looks again for somebody who takes what they wrote; it waits on the timeline until then. */
  digestAt: Instant.optional(),
  cycle: z.number().int(),
  reason: Reason.optional(),
  wishedAt: Instant.optional(),
  /** Links followed that may mean interest, until it is clear that no scanner followed them. */
  clicks: z.array(Click),
  customerId: z.string().optional(),
  /** Made by a test and kept out of reports; an inquiry in earnest ends that. */
  test: z.boolean().optional(),
  /** Mails to be sent before anything else happens; each leaves the list in the write that records it. */
  pending: z.array(Notice),
  /** Notices of kinds that only a later release can tell; they are stored among `pending`, and wait for it. */
  laterNotices: z.array(z.looseObject({ kind: z.string() })).optional(),
  /** When owner and manager were last told of an answer that did not go to the lead: once an hour each. */
  answersReturnedAt: z.object({ owner: Instant.optional(), manager: Instant.optional() }).optional(),
  /** The inquiry whose person this is; kept so that a mail can quote it. */
  lastInquiry: InquiryId,
  /** Their last inquiry or reply: a bare inquiry is followed up for 30 days from here. None while only a file names them. */
  heardAt: Instant.optional(),
  /** Their last sign of life of any kind: inquiry, reply, a link followed, a survey. */
  signAt: Instant,
  acknowledgedAt: Instant.optional(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Lead = z.infer<typeof Lead>;

/** Live leads have an owner, a next action and a clock. */
export const isLive = (lead: Lead): boolean => lead.stage !== "converted" && lead.stage !== "archived";

/** Ops stopped everything for this person: what they write is kept and moves nothing. */
export const isBlocked = ({ suppressed }: Lead): boolean => suppressed.reason === "block";

/** Whether a mail could reach them at all. */
export const hasMail = (lead: Lead): boolean => lead.email !== undefined && !lead.suppressed.mail;

/** How their owner can reach them without mail; `undefined` when there is no way. */
export function otherWay({ phone, handles }: Lead): "call" | "messenger" | undefined {
  if (phone) return "call";
  return handles.length > 0 ? "messenger" : undefined;
}

/** How people call a lead of whom not even a name is known. */
export const displayName = (lead: Lead): string =>
  lead.name ?? lead.handles[0]?.name ?? lead.email ?? lead.phone ?? sayNotice("lead.unnamed");
