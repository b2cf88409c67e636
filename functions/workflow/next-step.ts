import type { Lead } from "../lead/model/lead.ts";
import { longestWait, nextWake, workflowOf } from "../lead/rules/stage.ts";
import { type Instant, plus } from "../platform/time.ts";
import type { StepOutput } from "./input.ts";

/** What a step answers that was for another epoch than the lead's. */
export const superseded = (leadId: Lead["id"], epoch: number, at: Instant): StepOutput => ({
  leadId,
  epoch,
  next: "superseded",
  at,
});

/** What a lead waits for next; `until`: when word of a mail is waited for at most. */
export function nextStep(lead: Lead, until: Instant | undefined, now: Instant): StepOutput {
  const { id: leadId, epoch } = lead;
  const wake = workflowOf(lead) && nextWake(lead);
  if (until && !(wake && wake.at < until)) return { leadId, epoch, next: "unknown", at: until };
  if (!wake) return { leadId, epoch, next: "done", at: now };
  return { leadId, epoch, next: wake.at > plus(now, longestWait) ? "sleep" : wake.next, at: wake.at };
}
