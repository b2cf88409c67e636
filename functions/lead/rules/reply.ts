import * as z from "zod";
import { compact, type Instant, instant, millis } from "../../platform/time.ts";
import { type Actor, activity } from "../model/activity.ts";
import type { Attachment } from "../model/inquiry.ts";
import { isBlocked, type Lead } from "../model/lead.ts";
import { Reason } from "../model/reason.ts";
import { applyEvent, type LeadEvent } from "./apply.ts";
import { clickedFact } from "./click.ts";
import { withConfirmedEmail } from "./confirmation.ts";
import { isSameMailbox } from "./mailbox.ts";
import { type Decision, restartClock } from "./stage.ts";

export interface LeadReply {
  /** Safe as a scope: `A-Za-z0-9_-`. */
  mailId: string;
  text: string;
  attachments?: Attachment[] | undefined;
  from?: string | undefined;
  /** Of the mail: what it is about, and the Message-IDs of its conversation, its own last. */
  topic?: string | undefined;
  thread?: string[] | undefined;
  /** Who wrote it, if the domain of their address vouches for that. */
  writer?: string | undefined;
}

const bySelf = (lead: Lead): Actor => ({ kind: "lead", id: lead.id });

/** What a reply makes of a lead. */
export function decideReply(
  lead: Lead,
  { mailId, text, attachments, from, writer }: LeadReply,
  now: Instant,
): Decision | undefined {
  const by = bySelf(lead);
  const contactedLead: Lead = { ...lead, heardAt: now, signAt: now, awayUntil: undefined };
  const fact = activity("reply.received", { mailId, text, attachments, from }, by);
  if (isBlocked(lead)) return { lead, facts: [fact] };
  const decision = applyEvent(
    contactedLead,
    { name: "reply", scope: mailId, by, fact, channel: "email", notice: "reply" },
    now,
  );
  if (!decision || !lead.email || !writer || !isSameMailbox(writer, lead.email)) return decision;
  const confirmed = withConfirmedEmail(decision.lead, "reply", by, now);
  return { ...decision, lead: confirmed.lead, facts: [...decision.facts, ...confirmed.facts] };
}

/** An automatic answer: no touch before they are back; a conversation it is not. */
export function decideAutoReply(lead: Lead, mailId: string, until: Instant | undefined, now: Instant): Decision {
  const fact = activity("autoreply.received", { mailId, until }, bySelf(lead));
  const held = until && applyEvent(lead, { name: "away", scope: mailId, fact, until }, now);
  return held ?? { lead, facts: [fact] };
}

/** What the farewell's survey may be answered with (SURFACE.md). */
export const Survey = z.object({
  answer: z.enum(["changed-mind", "later", "stop", "reason"]),
  months: z.coerce.number().int().min(1).max(24).optional(),
  reason: Reason.optional(),
  comment: z.string().max(5000).optional(),
});
export type Survey = z.infer<typeof Survey>;

/** The same day some months later; the last day of a month that is too short for it. */
function inMonths(now: Instant, months: number): Instant {
  const then = new Date(millis(now));
  const date = then.getUTCDate();
  then.setUTCMonth(then.getUTCMonth() + months);
  if (then.getUTCDate() !== date) then.setUTCDate(0);
  return instant(then.getTime());
}

/** What an answer to the survey makes of a lead; where the table has nothing, it is kept and moves nothing. */
export function decideSurvey(lead: Lead, survey: Survey, now: Instant): Decision {
  const { answer, months, reason, comment } = survey;
  const by = bySelf(lead);
  const fact = activity("survey.answered", { answer, months, reason, comment }, by);
  const scope = `survey${compact(now)}`;
  const events: Record<Survey["answer"], Partial<LeadEvent> & Pick<LeadEvent, "name">> = {
    "changed-mind": { name: "changed-mind", channel: "engaged", notice: "changed-mind" },
    later: { name: "later", reason: "timing", until: inMonths(now, months ?? 3) },
    stop: { name: "stop" },
    reason: { name: "survey-reason", reason },
  };
  const contactedLead: Lead = { ...lead, signAt: now };
  return (
    applyEvent(contactedLead, { scope, by, fact, ...events[answer] }, now) ?? { lead: contactedLead, facts: [fact] }
  );
}

/** More than that at once is no reader. */
const clicksAtMost = 100;

/** A link of a mail was followed. What it means is told when it is clear that no scanner did it. */
export function decideClick(lead: Lead, click: Lead["clicks"][number], now: Instant): Decision | undefined {
  if (lead.clicks.length >= clicksAtMost) return undefined;
  if (lead.stage === "archived") return { lead, facts: [clickedFact(click, [click], lead.id)] };
  const waiting = lead.clicks.length > 0;
  const noted: Lead = { ...lead, clicks: [...lead.clicks, click] };
  return { lead: waiting ? noted : restartClock(noted, now), facts: [] };
}
