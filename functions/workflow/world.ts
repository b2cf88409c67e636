import type { Lead } from "../lead/model/lead.ts";
import type { World } from "../lead/rules/decide.ts";
import { willReassign } from "../lead/rules/escalation.ts";
import { turnKey } from "../lead/store/keys.ts";
import { readOwners } from "../lead/store/owners.ts";
import { latestFacts } from "../lead/store/timeline.ts";
import { increment } from "../platform/aws/write.ts";
import type { Action } from "./input.ts";

/** A hot lead in `new` that was left unanswered is handed to the next owner. */
const isLeftUnanswered = ({ stage, sla, clicks }: Lead): boolean =>
  stage === "new" && (sla?.level ?? 0) > 0 && clicks.some(({ hot }) => hot);

const choosesOwner = (lead: Lead, action: Action): boolean =>
  (action === "escalate" && willReassign(lead)) || (action === "evaluate-clicks" && isLeftUnanswered(lead));

/** Reads what a decision about a lead may look at besides the lead; a turn of its pool is taken where an owner is to be chosen. */
export async function readWorld(lead: Lead, action: Action): Promise<World> {
  const [owners, turn, latest] = await Promise.all([
    readOwners(),
    choosesOwner(lead, action) ? increment(turnKey(lead.pool), "turn") : undefined,
    action === "evaluate-clicks" ? latestFacts(lead.id) : undefined,
  ]);
  return { owners, turn, latest };
}
