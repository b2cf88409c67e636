import { sayTask, sayTimeline } from "../../language/texts.ts";
import { day, type Instant, latest, plus } from "../../platform/time.ts";
import { type Activity, type Actor, activity, system } from "../model/activity.ts";
import type { Channel } from "../model/inquiry.ts";
import { isBlocked, type Lead, otherWay, type Suppression } from "../model/lead.ts";
import type { Notice } from "../model/notice.ts";
import type { Owner } from "../model/owner.ts";
import { type Reason, sleepFor } from "../model/reason.ts";
import type { Stage } from "../model/stage-name.ts";
import { createTask, type Task } from "../model/task.ts";
import { mayBeAsked } from "./confirmation.ts";
import { marketingRefusal, unconfirmedReason } from "./consent.ts";
import { type Cell, type Destination, type EventName, type LifecycleEffect, lifecycle } from "./lifecycle.ts";
import { nameInMail } from "./person-name.ts";
import { closeSla, isOpen, openSla } from "./sla.ts";
import { beginCadence, type Decision, enterStage, planAction, restartClock, sleepUntil } from "./stage.ts";

export interface LeadEvent {
  name: EventName;
  /** The id of the cause, `A-Za-z0-9_-`: what follows from it is told once. */
  scope: string;
  by?: Actor;
  fact?: Activity;
  channel?: Channel;
  reason?: Reason;
  notice?: Notice["kind"];
  /** Until when somebody is away, or when they want to be asked again. */
  until?: Instant;
  /** Who gets the lead when the present owner has left it unanswered. */
  next?: Owner;
}

const cyclesAtMost = 3;

/** How long whom nothing more can be sent sleeps before they are asked, once, to confirm the address they agreed with. */
const confirmationAfter = 14 * day;

const tryAgainAfter = day;

type Doing = (lead: Lead, event: LeadEvent, now: Instant) => Decision;
const only = (lead: Lead): Decision => ({ lead, facts: [] });

const doing: Record<LifecycleEffect, Doing> = {
  log: only,
  "tell owner": (lead, { scope, notice = "inquiry" }) =>
    only(
      lead.owner
        ? { ...lead, pending: [...lead.pending, { kind: notice, scope, to: lead.owner, inquiries: [] }] }
        : lead,
    ),
  "open promise": (lead, { channel = "email" }, now) => {
    const { sla, facts } = openSla(lead.sla, channel, now);
    return { lead: { ...lead, sla }, facts };
  },
  "close promise": (lead, { by = system }, now) => {
    const { sla, facts } = closeSla(lead.sla, by, now);
    return { lead: { ...lead, sla }, facts };
  },
  "keep reason": (lead, { reason }) => only({ ...lead, reason: reason ?? lead.reason }),
  "next cycle": (lead) => only({ ...lead, cycle: lead.cycle + 1 }),
  "plan again": (lead, _, now) =>
    only(planAction(lead, { what: sayTask("tryAgain"), dueAt: plus(now, tryAgainAfter) })),
  "pass on if unanswered": (lead, { next }) => {
    if (!next || next.id === lead.owner || !isOpen(lead.sla) || lead.sla.level === 0) return only(lead);
    const passed = activity("lead.assigned", { from: lead.owner, to: next.id, why: sayTimeline("assigned.hot") });
    return { lead: { ...lead, owner: next.id }, facts: [passed] };
  },
  "hold touches": (lead, { until }) => only(until ? held(lead, until) : lead),
  "end cadence": (lead, _, now) => only(beginCadence(lead, undefined, now)),
  "owner task": (lead, _, now) => reachInstead(lead, now),
  "stop marketing": (lead, { reason = "unsubscribed", by }, now) => ({
    lead: withSuppression(lead, "marketing", reason, now),
    facts: lead.suppressed.marketing ? [] : [activity("lead.unsubscribed", {}, by)],
  }),
  "stop mail": (lead, { name, reason }, now) =>
    only(withSuppression(lead, "mail", name === "block" ? "block" : (reason ?? name), now)),
};

/** Touches wait until they are back; where the cadence is what comes next, so does the next action. */
function held(lead: Lead, until: Instant): Lead {
  const awayUntil = latest([until, lead.awayUntil ?? until]);
  if (!lead.touchAt || lead.touchAt >= awayUntil) return { ...lead, awayUntil };
  const next = lead.nextAction;
  const nextAction = next?.dueAt === lead.touchAt ? { ...next, dueAt: awayUntil } : next;
  return { ...lead, awayUntil, touchAt: awayUntil, nextAction };
}

/** A lead that can be reached, though not by mail, is its owner's to reach. */
function reachInstead(lead: Lead, now: Instant): Decision {
  const channel = otherWay(lead);
  if (!channel) return only(lead);
  const work = {
    what: sayTask(channel === "call" ? "call" : "write", { name: nameInMail(lead) }),
    channel,
    dueAt: plus(now, tryAgainAfter),
  };
  return { lead, ...createTask(lead, work, now) };
}

const suppressing = (before: Suppression, what: "mail" | "marketing", reason: string, at: Instant): Suppression => ({
  ...before,
  [what]: true,
  reason: before.mail ? before.reason : reason,
  at,
});

/** What stops mail to a blocked lead besides the block stays when that is lifted. */
function withSuppression(lead: Lead, what: "mail" | "marketing", reason: string, at: Instant): Lead {
  const { besides = {}, ...own } = lead.suppressed;
  const suppressed = suppressing(own, what, reason, at);
  if (!isBlocked(lead)) return { ...lead, suppressed };
  return { ...lead, suppressed: { ...suppressed, besides: suppressing(besides, what, reason, at) } };
}

/** All that counts of a blocked lead: that they want no mail, or that none reaches them. */
const countsWhileBlocked: ReadonlySet<EventName> = new Set(["unsubscribe", "hard-bounce", "complaint"]);

function destination(to: Destination | undefined, lead: Lead, now: Instant): Stage | undefined {
  switch (to) {
    case "nurturing or archived": {
      const refusal = marketingRefusal(lead, now);
      if (refusal === unconfirmedReason) return "dormant";
      return refusal ? "archived" : "nurturing";
    }
    case "dormant or archived":
      return sleepFor(lead.reason, lead.cycle) === undefined ? "archived" : "dormant";
    case "sleep again or archived":
      return lead.cycle >= cyclesAtMost || sleepFor(lead.reason, lead.cycle) === undefined ? "archived" : "dormant";
    case "unreachable?":
      return otherWay(lead) ? undefined : "archived";
    case "dormant if reachable":
      return otherWay(lead) && sleepFor(lead.reason, lead.cycle) !== undefined ? "dormant" : "archived";
    default:
      return to;
  }
}

function reasonFor({ name, reason }: LeadEvent, to: Stage, lead: Lead): Reason | undefined {
  if (reason) return reason;
  if (name === "hard-bounce" && to === "archived") return "unreachable";
  if (name === "complaint") return "complaint";
  if (name === "unsubscribe" || name === "stop") return "unsubscribed";
  if (name !== "exhausted") return undefined;
  if (lead.stage === "new" || lead.stage === "nurturing") return "silent";
  return lead.stage === "declined" || lead.stage === "dormant" ? undefined : "stalled";
}

/** What an event makes of a lead, by the table; `undefined` where the table has nothing. */
export function applyEvent(lead: Lead, event: LeadEvent, now: Instant): Decision | undefined {
  const cell: Cell | undefined = lifecycle[event.name][lead.stage];
  if (!cell || (isBlocked(lead) && !countsWhileBlocked.has(event.name))) return undefined;
  const facts: Activity[] = event.fact ? [event.fact] : [];
  const tasks: Task[] = [];
  let decision: Lead = lead;
  for (const effect of cell.effects) {
    const done = doing[effect](decision, event, now);
    decision = done.lead;
    facts.push(...done.facts);
    tasks.push(...(done.tasks ?? []));
  }
  const to = destination(cell.to, { ...decision, reason: event.reason ?? decision.reason }, now);
  if (to) {
    const named = event.name === "later" ? { ...decision, wishedAt: event.until } : decision;
    const entered = enterStage(named, to, now, event.by, reasonFor(event, to, lead));
    const isToAsk = event.name === "exhausted" && lead.stage !== "dormant" && to === "dormant" && mayBeAsked(lead);
    const there = isToAsk
      ? sleepUntil(entered.lead, plus(now, confirmationAfter), sayTask("askToConfirm"))
      : entered.lead;
    return { lead: there, facts: [...facts, ...entered.facts], tasks };
  }
  const quiet = cell.effects.every((effect) => effect === "log" || effect === "keep reason");
  return { lead: quiet ? decision : restartClock(decision, now), facts, tasks };
}
