import { judged } from "../lead/behaviour.ts";
import { withDelivery } from "../lead/click.ts";
import { turnKey } from "../lead/keys.ts";
import { readOwners } from "../lead/registry.ts";
import { nextOwner } from "../lead/route.ts";
import { lateFacts } from "../lead/store.ts";
import { count } from "../platform/write.ts";
import { step } from "./step.ts";

/** "See what the clicks mean": tells a person's clicks from a scanner's; a hot one makes the lead hot. */
export const handler = step("judge", async (lead, now) => {
  const unanswered = lead.stage === "new" && (lead.sla?.level ?? 0) > 0 && lead.clicks.some(({ hot }) => hot);
  const turn = unanswered ? await count(turnKey(lead.pool), "turn") : undefined;
  const next = turn === undefined ? undefined : nextOwner(await readOwners(), lead.pool, turn, lead.owner);
  const clicks = withDelivery(lead.clicks, await lateFacts(lead.id));
  return judged({ ...lead, clicks }, next, now);
});
