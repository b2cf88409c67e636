import { escalated, reassigns } from "../lead/escalate.ts";
import { turnKey } from "../lead/keys.ts";
import { readOwners } from "../lead/registry.ts";
import { count } from "../platform/write.ts";
import { heard } from "./heard.ts";
import { step } from "./step.ts";

/** "Escalate the open response": raises the promise by the level that has come due, and tells whom that concerns. */
export const handler = step("escalate", async (lead, now) => {
  const owners = await readOwners();
  const turn = reassigns(lead) ? await count(turnKey(lead.pool), "turn") : 1;
  return heard(lead, escalated(lead, owners, turn, now));
});
