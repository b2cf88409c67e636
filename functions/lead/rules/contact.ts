import * as z from "zod";
import type { Instant } from "../../platform/time.ts";
import { type Actor, activity } from "../model/activity.ts";
import type { Attachment } from "../model/inquiry.ts";
import { isBlocked, type Lead } from "../model/lead.ts";
import { applyEvent } from "./apply.ts";
import { withConfirmedEmail } from "./confirmation.ts";
import type { Decision } from "./stage.ts";

/** An owner's contact with a lead: `attempted` (called, wrote) or `reached` (spoke). */
export const Contact = z.strictObject({
  channel: z.string().min(1).max(60),
  outcome: z.enum(["reached", "attempted"]),
  note: z.string().max(5000).optional(),
});
export type Contact = z.infer<typeof Contact>;

export interface WrittenContact extends Contact {
  mailId: string;
  subject: string;
  text: string;
  attachments?: Attachment[] | undefined;
}

/** What a recorded contact makes of a lead (LIFECYCLE.md section 2, rows "responded"); of a blocked one it is kept and moves nothing. */
export function decideContact(
  lead: Lead,
  contact: Contact | WrittenContact,
  by: Actor,
  now: Instant,
): Decision | undefined {
  const fact = activity("response.recorded", { ...contact }, by);
  if (isBlocked(lead)) return { lead, facts: [fact] };
  const decision = applyEvent(lead, { name: contact.outcome, scope: `contact-${lead.version}`, by, fact }, now);
  if (!decision || contact.outcome !== "reached") return decision;
  // Whom an owner has spoken to is who they say, address included (LIFECYCLE.md section 4).
  const confirmed = withConfirmedEmail(decision.lead, "owner", by, now);
  return { ...decision, lead: confirmed.lead, facts: [...decision.facts, ...confirmed.facts] };
}
