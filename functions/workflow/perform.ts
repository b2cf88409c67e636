import { deliverMails, type MailsDelivered } from "../email/outbound/deliver.ts";
import { giveUpWrite, stillLost } from "../email/outbound/ledger.ts";
import type { StoredFact } from "../lead/model/activity.ts";
import type { Lead } from "../lead/model/lead.ts";
import { touchOf } from "../lead/model/notice.ts";
import { decide, type Effect, type World } from "../lead/rules/decide.ts";
import { waitsUntil } from "../lead/rules/delivery.ts";
import { type LeadUpdate, updateLead } from "../lead/store/repository.ts";
import { factsSince } from "../lead/store/timeline.ts";
import type { Instant } from "../platform/time.ts";
import type { Action, StepInput, StepOutput } from "./input.ts";
import { nextStep, superseded } from "./next-step.ts";
import { warnUnnotified } from "./unnotified.ts";
import { readWorld } from "./world.ts";

/** Sending what is pending may uncover more (a bundle that grew); then that is sent too, a few times. */
const rounds = 3;

interface Decided {
  lead: Lead;
  effects: Effect[];
  world: World;
}

/** Decides what is due; `undefined` effects under an epoch that is no longer the lead's. */
async function act({ leadId, epoch, action }: StepOf, now: Instant): Promise<Decided | Lead> {
  let made: Omit<Decided, "lead"> | undefined;
  const lead = await updateLead(leadId, now, async (before, at) => {
    made = undefined;
    if (before.epoch !== epoch) return undefined;
    const world = await readWorld(before, action);
    const { decision, effects } = decide(before, world, { name: action }, at);
    made = { world, effects };
    return warnUnnotified(before, action, decision);
  });
  return made ? { lead, ...made } : lead;
}

/** What is recorded of these mails since they were pending: a step of another epoch may have sent the same. */
async function recordedOf({ outcomes }: MailsDelivered, lead: Lead, since: Instant): Promise<StoredFact[]> {
  const pending = new Set(lead.pending.map(touchOf));
  const settled = outcomes.flatMap((one) =>
    one.status === "sent" ? [one.effect.touch] : one.status === "skipped" ? one.covers : [],
  );
  return settled.every((touch) => pending.has(touch)) ? [] : factsSince(lead.id, since);
}

async function record({ lead, world }: Decided, delivered: MailsDelivered, now: Instant): Promise<Decided> {
  const { epoch, updatedAt } = lead;
  const { outcomes, replies } = delivered;
  let effects: Effect[] = [];
  const after = await updateLead(
    lead.id,
    now,
    async (before, at): Promise<LeadUpdate | undefined> => {
      const [recorded, lost] = await Promise.all([
        recordedOf(delivered, before, updatedAt),
        stillLost(before.id, delivered.lost),
      ]);
      const delivery = { epoch, outcomes, replies, recorded, lost };
      const decided = decide(before, world, { name: "delivered", delivery }, at);
      effects = decided.effects;
      return decided.decision && { ...decided.decision, also: lost.map((one) => giveUpWrite(before.id, one)) };
    },
    lead,
  );
  return { lead: after, effects, world };
}

export type StepOf = Pick<StepInput, "leadId" | "epoch"> & { action: Action };

/** Decides, sends, records, says what comes next; nothing under another epoch than the lead's. May be repeated. */
export async function performStep(step: StepOf, now: Instant): Promise<StepOutput> {
  const { leadId, epoch } = step;
  const begun = await act(step, now);
  if (!("effects" in begun)) return superseded(leadId, epoch, now);
  let decided = begun;
  for (let round = 0; round < rounds; round++) {
    const delivered = await deliverMails(decided.lead, decided.effects, decided.world.owners, now);
    decided = await record(decided, delivered, now);
    if (decided.lead.epoch !== epoch) return superseded(leadId, epoch, now);
    const until = waitsUntil(decided.lead, delivered.outcomes, now);
    if (until) return nextStep(decided.lead, until, now);
    if (decided.lead.pending.length === 0) break;
  }
  return nextStep(decided.lead, undefined, now);
}
