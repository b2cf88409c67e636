import type { Instant } from "../../platform/time.ts";
import type { StoredFact } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import type { Owner } from "../model/owner.ts";
import { applyEvent } from "./apply.ts";
import { decideCadenceStep } from "./cadence-step.ts";
import { cadenceOf } from "./cadences.ts";
import { withDelivery } from "./click.ts";
import { decideDelivery, type StepDelivery } from "./delivery.ts";
import { evaluateClicks } from "./engagement.ts";
import { decideEscalation, decideReminder } from "./escalation.ts";
import { type MailEffect, mailEffects } from "./mail-effect.ts";
import { nextOwner } from "./routing.ts";
import { type Decision, stalledAt } from "./stage.ts";

/** What a decision may look at besides the lead; whoever asks for it reads that before. */
export interface World {
  owners: readonly Owner[];
  /** How often the lead's pool has had to choose an owner; none where nobody needs choosing. */
  turn?: number | undefined;
  /** What the timeline says last, newest first: by it clicks are told from a scanner's. */
  latest?: readonly StoredFact[];
}

/** What comes to a lead by its workflow: something is due, or the mails of its step were sent. */
export type WorkflowEvent =
  | { name: "send-pending" }
  | { name: "escalate" }
  | { name: "remind" }
  | { name: "run-cadence-step" }
  | { name: "evaluate-clicks" }
  | { name: "delivered"; delivery: StepDelivery };

/** What a step is to carry out: data, so that a simulation can answer it. */
export type Effect = MailEffect;

export interface Decided {
  decision: Decision | undefined;
  effects: Effect[];
}

function remind(lead: Lead, owners: readonly Owner[], now: Instant): Decision | undefined {
  const stalled = stalledAt(lead);
  if (stalled && stalled <= now) return applyEvent(lead, { name: "exhausted", scope: `stalled-${lead.version}` }, now);
  return decideReminder(lead, owners, now);
}

function clicked(lead: Lead, { owners, turn, latest = [] }: World, now: Instant): Decision | undefined {
  const next = turn === undefined ? undefined : nextOwner(owners, lead.pool, turn, lead.owner);
  return evaluateClicks({ ...lead, clicks: withDelivery(lead.clicks, latest) }, next, now);
}

function decisionOn(lead: Lead, world: World, event: WorkflowEvent, now: Instant): Decision | undefined {
  switch (event.name) {
    case "send-pending":
      return undefined;
    case "escalate":
      return decideEscalation(lead, world.owners, world.turn ?? 1, now);
    case "remind":
      return remind(lead, world.owners, now);
    case "run-cadence-step":
      return lead.cadence && decideCadenceStep(lead, cadenceOf(lead, lead.cadence), now);
    case "evaluate-clicks":
      return clicked(lead, world, now);
    case "delivered":
      return decideDelivery(lead, event.delivery, now);
  }
}

/** What a workflow event makes of a lead, and the effects to carry out: pure, shared by steps and simulations. */
export function decide(lead: Lead, world: World, event: WorkflowEvent, now: Instant): Decided {
  const decision = decisionOn(lead, world, event, now);
  return { decision, effects: mailEffects(decision?.lead ?? lead, world.owners, now) };
}
