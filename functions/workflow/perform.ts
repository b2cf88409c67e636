import { type Delivered, deliverPending, type Sent } from "../email/outbound/deliver.ts";
import { giveUpWrite, stillLost } from "../email/outbound/ledger.ts";
import { decideAfterSending } from "../lead/commands/owner-reply.ts";
import { activity } from "../lead/model/activity.ts";
import { displayName, type Lead, otherWay } from "../lead/model/lead.ts";
import { type Notice, touchOf } from "../lead/model/notice.ts";
import { createTask } from "../lead/model/task.ts";
import { planTouch } from "../lead/rules/cadence-step.ts";
import { cadenceOf } from "../lead/rules/cadences.ts";
import { type Decision, longestWait, nextWake, workflowOf } from "../lead/rules/stage.ts";
import { factsSince, type LeadUpdate, updateLead } from "../lead/store/repository.ts";
import { day, earliest, type Instant, plus } from "../platform/time.ts";
import type { StepInput, StepOutput } from "./input.ts";

/** What a step does to the lead before the mails that come of it are sent; `undefined` when nothing is due. */
export type Act = (lead: Lead, now: Instant) => Decision | undefined | Promise<Decision | undefined>;

/** Sending what is pending may uncover more (a bundle that grew); then it is told too, a few times. */
const rounds = 3;

const planned = (lead: Lead): Lead => (lead.cadence ? planTouch(lead, cadenceOf(lead, lead.cadence)) : lead);

/** The lead after its mails were sent: what is done is off the list, what comes next has its time. */
function afterDelivery(lead: Lead, epoch: number, done: ReadonlySet<string>, until: Instant | undefined): Lead {
  const pending = lead.pending.filter((notice) => !done.has(touchOf(notice)));
  if (lead.epoch !== epoch) return { ...lead, pending };
  const next = planned({ ...lead, pending });
  return { ...next, dueAt: earliest([until, nextWake(next)?.at, next.digestAt]) };
}

/**
 * What is not on the timeline yet: the step of another epoch may have sent the same and written it down meanwhile.
 *
 * @param since when it was pending; whoever has written it down has done so later
 */
async function unrecorded(facts: Sent[], lead: Lead, since: Instant): Promise<Sent[]> {
  const pending = new Set(lead.pending.map(touchOf));
  if (facts.every(({ data }) => pending.has(data.touch))) return facts;
  const late = await factsSince(lead.id, since);
  return facts.filter(({ type, data }) => !late.some((told) => told.type === type && told.data.touch === data.touch));
}

/** What a lead becomes by what was sent for it, each once: what is no longer pending was told before. */
function concluded(before: Lead, { done, sendings }: Delivered, now: Instant): Decision {
  const waiting = new Set(before.pending.map(touchOf));
  const rest = before.pending.filter((notice) => !done.has(touchOf(notice)));
  const begun: Decision = { lead: { ...before, pending: rest }, facts: [] };
  return sendings
    .filter(({ notice }) => waiting.has(touchOf(notice)))
    .reduce((decision, sending) => {
      const { lead, facts } = decideAfterSending(decision.lead, sending, now);
      return { lead, facts: [...decision.facts, ...facts] };
    }, begun);
}

/** The no-mail path of a step whose mail has no text any more (LIFECYCLE.md section 4). */
function writeInstead(lead: Lead, { mail }: Notice, now: Instant): ReturnType<typeof createTask> {
  const what = `${displayName(lead)}: write to them, the mail "${mail}" is not there any more`;
  return createTask(lead, { what, channel: otherWay(lead) ?? "email", dueAt: plus(now, day) }, now);
}

/** What the lead and its timeline are told of a delivery; nothing if nothing came of it. */
async function told(
  before: Lead,
  epoch: number,
  delivered: Delivered,
  since: Instant,
  now: Instant,
): Promise<LeadUpdate | undefined> {
  const decision = concluded(before, delivered, now);
  const lead = afterDelivery(decision.lead, epoch, delivered.done, delivered.until);
  const [facts, lost] = await Promise.all([
    unrecorded(delivered.facts, before, since),
    stillLost(before.id, delivered.lost),
  ]);
  if (facts.length + decision.facts.length + lost.length === 0 && same(before, lead)) return undefined;
  const unknown = lost.map(({ touch, purpose }) => activity("touch.unknown", { touch, purpose }));
  const waiting = new Set(before.pending.map(touchOf));
  const unwritten = delivered.unwritten.filter((notice) => waiting.has(touchOf(notice)));
  const asked = unwritten.map((notice) => writeInstead(before, notice, now));
  return {
    lead,
    facts: [...facts, ...decision.facts, ...unknown, ...asked.flatMap((one) => one.facts)],
    tasks: asked.flatMap(({ tasks }) => tasks),
    also: lost.map((one) => giveUpWrite(before.id, one)),
  };
}

const same = (before: Lead, after: Lead): boolean =>
  before.pending.length === after.pending.length &&
  before.dueAt === after.dueAt &&
  before.touchAt === after.touchAt &&
  before.cadence === after.cadence;

/**
 * Carries out one step for a lead: acts, tells whoever must be told, writes down what was done, says what comes next.
 * Under an epoch that is no longer the lead's it does nothing. May be repeated at any time.
 */
export async function performStep(
  { leadId, epoch }: Pick<StepInput, "leadId" | "epoch">,
  act: Act,
  now: Instant,
): Promise<StepOutput> {
  const current = (lead: Lead): boolean => lead.epoch === epoch;
  let lead = await updateLead(leadId, now, async (before, at) => (current(before) ? act(before, at) : undefined));
  for (let round = 0; round < rounds && current(lead); round++) {
    const delivered = await deliverPending(lead, now);
    const { updatedAt } = lead;
    lead = await updateLead(leadId, now, (before, at) => told(before, epoch, delivered, updatedAt, at), lead);
    if (delivered.until) return current(lead) ? untilWord(lead, delivered.until, now) : superseded(leadId, epoch, now);
    if (lead.pending.length === 0) break;
  }
  return current(lead) ? whatNext(lead, now) : superseded(leadId, epoch, now);
}

const superseded = (leadId: Lead["id"], epoch: number, at: Instant): StepOutput => ({
  leadId,
  epoch,
  next: "superseded",
  at,
});

/** A mail is waited for; whatever comes due earlier does not wait with it. */
function untilWord(lead: Lead, until: Instant, now: Instant): StepOutput {
  const wake = workflowOf(lead) && nextWake(lead);
  if (wake && wake.at < until) return whatNext(lead, now);
  return { leadId: lead.id, epoch: lead.epoch, next: "unknown", at: until };
}

function whatNext(lead: Lead, now: Instant): StepOutput {
  const { id: leadId, epoch } = lead;
  const wake = workflowOf(lead) && nextWake(lead);
  if (!wake) return { leadId, epoch, next: "done", at: now };
  return { leadId, epoch, next: wake.at > plus(now, longestWait) ? "sleep" : wake.next, at: wake.at };
}
