import { reminded } from "../lead/escalate.ts";
import { readOwners } from "../lead/registry.ts";
import { step } from "./step.ts";

/** "Remind owner of the next action": tells the owner, and a day later the manager too. */
export const handler = step(async (lead, now) => reminded(lead, await readOwners(), now));
