import { apply } from "../lead/apply.ts";
import { reminded } from "../lead/escalate.ts";
import { readOwners } from "../lead/registry.ts";
import { stalledAt } from "../lead/stage.ts";
import { heard } from "./heard.ts";
import { step } from "./step.ts";

/** "Remind owner of the next action": tells the owner, later the manager too; a lead that stays untouched is stalled. */
export const handler = step("remind", async (lead, now) => {
  const stalled = stalledAt(lead);
  if (stalled && stalled <= now) return apply(lead, { name: "exhausted", scope: `stalled-${lead.version}` }, now);
  return heard(lead, reminded(lead, await readOwners(), now));
});
