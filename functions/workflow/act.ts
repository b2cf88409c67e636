import { applyEvent } from "../lead/rules/apply.ts";
import { decideCadenceStep } from "../lead/rules/cadence-step.ts";
import { cadenceOf } from "../lead/rules/cadences.ts";
import { withDelivery } from "../lead/rules/click.ts";
import { evaluateClicks } from "../lead/rules/engagement.ts";
import { decideEscalation, decideReminder, willReassign } from "../lead/rules/escalation.ts";
import { nextOwner } from "../lead/rules/routing.ts";
import { stalledAt } from "../lead/rules/stage.ts";
import { turnKey } from "../lead/store/keys.ts";
import { readOwners } from "../lead/store/owners.ts";
import { latestFacts } from "../lead/store/repository.ts";
import { increment } from "../platform/aws/write.ts";
import { warnUnnotified } from "./heard.ts";
import type { Action } from "./input.ts";
import type { Act } from "./perform.ts";

/** "Escalate the open response": raises the promise by the level that has come due, and tells whom that concerns. */
const escalate: Act = async (lead, now) => {
  const owners = await readOwners();
  const turn = willReassign(lead) ? await increment(turnKey(lead.pool), "turn") : 1;
  return warnUnnotified(lead, decideEscalation(lead, owners, turn, now));
};

/** "Remind owner of the next action": tells the owner, later the manager too; a lead that stays untouched is stalled. */
const remind: Act = async (lead, now) => {
  const stalled = stalledAt(lead);
  if (stalled && stalled <= now) return applyEvent(lead, { name: "exhausted", scope: `stalled-${lead.version}` }, now);
  return warnUnnotified(lead, decideReminder(lead, await readOwners(), now));
};

/** "Contact the lead": carries out the step of its cadence that has come due, or ends the cadence. */
const contact: Act = (lead, now) => lead.cadence && decideCadenceStep(lead, cadenceOf(lead, lead.cadence), now);

/** "See what the clicks mean": tells a person's clicks from a scanner's; a hot one makes the lead hot. */
const evaluate: Act = async (lead, now) => {
  const unanswered = lead.stage === "new" && (lead.sla?.level ?? 0) > 0 && lead.clicks.some(({ hot }) => hot);
  const turn = unanswered ? await increment(turnKey(lead.pool), "turn") : undefined;
  const next = turn === undefined ? undefined : nextOwner(await readOwners(), lead.pool, turn, lead.owner);
  const clicks = withDelivery(lead.clicks, await latestFacts(lead.id));
  return evaluateClicks({ ...lead, clicks }, next, now);
};

/** What each action of a workflow does to a lead. "Tell lead and owner" only sends what is pending, as all of them do. */
export const actions: Record<Action, Act> = { tell: () => undefined, escalate, remind, contact, judge: evaluate };
