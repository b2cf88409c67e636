import { sayTimeline } from "../../language/texts.ts";
import { compact, type Instant } from "../../platform/time.ts";
import { activity } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import { type Notice, slaScope } from "../model/notice.ts";
import type { Owner } from "../model/owner.ts";
import { availableOwners, managerOf, nextOwner } from "./routing.ts";
import { raiseLevel } from "./sla.ts";
import { type Decision, reminderAt } from "./stage.ts";

/** Level at which a lead is handed to the next owner, and from which the whole pool is told (LIFECYCLE.md section 3). */
const reassignAt = 2;

type NoticesTo = (kind: Notice["kind"], to: Owner | undefined) => Notice[];

const noticesTo =
  (lead: Lead, scope: string): NoticesTo =>
  (kind, to) =>
    to ? [{ kind, scope, to: to.id, inquiries: [lead.lastInquiry], from: lead.owner }] : [];

/** Raises an open promise by the level that is due (LIFECYCLE.md section 3); `turn` counts the pool's choices of an owner. */
export function decideEscalation(
  lead: Lead,
  owners: readonly Owner[],
  turn: number,
  now: Instant,
): Decision | undefined {
  const raised = raiseLevel(lead.sla, now);
  if (!raised) return undefined;
  const { sla, fact } = raised;
  const noticeTo = noticesTo(lead, slaScope(sla.openedAt, sla.level));
  const manager = managerOf(owners, lead.pool);
  const present = owners.find((owner) => owner.id === lead.owner);
  const added = (notices: Notice[]): Lead => ({ ...lead, sla, pending: [...lead.pending, ...notices] });

  if (sla.level < reassignAt) {
    return {
      lead: added([...noticeTo("response-overdue", present), ...noticeTo("promise-broken", manager)]),
      facts: [fact],
    };
  }
  if (sla.level > reassignAt) {
    const pool = availableOwners(owners, lead.pool).flatMap((owner) => noticeTo("pool-alert", owner));
    return { lead: added([...pool, ...noticeTo("pool-alert", manager)]), facts: [fact] };
  }
  const next = nextOwner(owners, lead.pool, turn, lead.owner);
  if (!next || next.id === lead.owner) {
    return {
      lead: added([...noticeTo("response-overdue", present), ...noticeTo("promise-broken", manager)]),
      facts: [fact],
    };
  }
  return {
    lead: { ...added(noticeTo("reassigned", next)), owner: next.id },
    facts: [fact, activity("lead.assigned", { from: lead.owner, to: next.id, why: sayTimeline("assigned.late") })],
  };
}

/** Whether the level that comes due next hands the lead to another owner. */
export const willReassign = (lead: Lead): boolean => lead.sla?.level === reassignAt - 1;

/** Reminds the owner of a due action, the manager of one a day late or without owner; `undefined` when none is due. */
export function decideReminder(lead: Lead, owners: readonly Owner[], now: Instant): Decision | undefined {
  const due = reminderAt(lead);
  if (!lead.nextAction || !due || due > now) return undefined;
  const noticeTo = noticesTo(lead, `action${compact(lead.nextAction.dueAt)}-${lead.reminders}`);
  const owner = owners.find(({ id }) => id === lead.owner);
  const manager = lead.reminders > 0 || !owner ? managerOf(owners, lead.pool) : undefined;
  const notices = [...noticeTo("action-due", owner), ...noticeTo("action-overdue", manager)];
  return { lead: { ...lead, reminders: lead.reminders + 1, pending: [...lead.pending, ...notices] }, facts: [] };
}
