import type { Stage } from "../model/stage-name.ts";

/** What can happen to a lead: the rows of LIFECYCLE.md section 2. */
export const events = [
  "inquiry",
  "reply",
  "attempted",
  "reached",
  "hot",
  "decline",
  "disqualify",
  "exhausted",
  "unsubscribe",
  "hard-bounce",
  "complaint",
  "away",
  "changed-mind",
  "later",
  "stop",
  "survey-reason",
  "convert",
  "block",
] as const;
export type EventName = (typeof events)[number];

export type LifecycleEffect =
  | "tell owner"
  | "open promise"
  | "close promise"
  | "keep reason"
  | "next cycle"
  | "plan again"
  | "pass on if unanswered"
  | "hold touches"
  | "stop marketing"
  | "stop mail"
  | "owner task"
  | "end cadence"
  | "log";

/** Where an event leads. A fork depends on the lead: see `destination`. */
export type Destination =
  | Stage
  | "nurturing or archived"
  | "dormant or archived"
  | "unreachable?"
  | "sleep again or archived"
  | "dormant if reachable";

export interface Cell {
  to?: Destination;
  effects: LifecycleEffect[];
}

const stay = (...effects: LifecycleEffect[]): Cell => ({ effects });
const go = (to: Destination, ...effects: LifecycleEffect[]): Cell => ({ to, effects });

const onMainLine = (cell: Cell) => ({ working: cell, qualified: cell, meeting: cell, proposal: cell, decision: cell });

/** Stage × event (LIFECYCLE.md section 2). A missing cell is a "–": commands are refused, inbound events logged. */
export const lifecycle: Record<EventName, Partial<Record<Stage, Cell>>> = {
  inquiry: {
    new: stay("tell owner", "open promise"),
    ...onMainLine(stay("tell owner", "open promise")),
    nurturing: go("new", "tell owner", "open promise"),
    declined: go("new", "tell owner", "open promise"),
    dormant: go("new", "tell owner", "open promise"),
    converted: stay("tell owner", "open promise"),
    archived: go("new", "tell owner", "open promise"),
  },
  reply: {
    new: go("working", "tell owner", "open promise"),
    ...onMainLine(stay("tell owner", "open promise", "end cadence")),
    nurturing: go("working", "tell owner", "open promise"),
    declined: go("working", "tell owner", "open promise"),
    dormant: go("working", "tell owner", "open promise"),
    converted: stay("tell owner", "open promise"),
    archived: stay("tell owner"),
  },
  attempted: {
    new: stay("close promise", "plan again"),
    ...onMainLine(stay("close promise")),
    nurturing: stay("log"),
    declined: stay("log"),
    dormant: stay("log"),
    converted: stay("close promise"),
    archived: stay("log"),
  },
  reached: {
    new: go("working", "close promise"),
    ...onMainLine(stay("close promise")),
    nurturing: go("working"),
    declined: go("working"),
    dormant: go("working"),
    converted: stay("close promise"),
    archived: go("working"),
  },
  hot: {
    new: stay("pass on if unanswered", "tell owner"),
    ...onMainLine(stay("tell owner")),
    nurturing: go("new", "tell owner", "open promise"),
    declined: stay("log"),
    dormant: go("new", "tell owner", "open promise", "next cycle"),
    converted: stay("tell owner"),
    archived: stay("log"),
  },
  decline: {
    new: go("declined"),
    ...onMainLine(go("declined")),
    nurturing: go("declined"),
    declined: stay("keep reason"),
    dormant: stay("keep reason"),
  },
  disqualify: {
    new: go("nurturing"),
    ...onMainLine(go("nurturing")),
    nurturing: stay("keep reason"),
  },
  exhausted: {
    new: go("nurturing or archived"),
    ...onMainLine(go("nurturing")),
    nurturing: go("declined"),
    declined: go("dormant or archived"),
    dormant: go("sleep again or archived", "next cycle"),
    converted: stay("log"),
  },
  unsubscribe: {
    new: stay("stop marketing", "tell owner"),
    ...onMainLine(stay("stop marketing", "tell owner")),
    nurturing: go("archived", "stop marketing"),
    declined: go("archived", "stop marketing"),
    dormant: go("archived", "stop marketing"),
    converted: stay("stop marketing"),
    archived: stay("stop marketing"),
  },
  "hard-bounce": {
    new: go("unreachable?", "stop mail", "owner task"),
    ...onMainLine(stay("stop mail", "tell owner")),
    nurturing: go("unreachable?", "stop mail", "owner task"),
    declined: go("dormant if reachable", "stop mail"),
    dormant: go("archived", "stop mail"),
    converted: stay("stop mail", "tell owner"),
    archived: stay("stop mail"),
  },
  complaint: {
    new: go("archived", "stop mail"),
    ...onMainLine(stay("stop mail", "tell owner")),
    nurturing: go("archived", "stop mail"),
    declined: go("archived", "stop mail"),
    dormant: go("archived", "stop mail"),
    converted: stay("stop mail"),
    archived: stay("stop mail"),
  },
  away: {
    new: stay("hold touches"),
    ...onMainLine(stay("hold touches")),
    nurturing: stay("hold touches"),
    declined: stay("hold touches"),
    converted: stay("hold touches"),
  },
  "changed-mind": {
    declined: go("working", "open promise", "tell owner"),
    dormant: go("working", "open promise", "tell owner"),
  },
  later: { declined: go("dormant"), dormant: go("dormant") },
  stop: { declined: go("archived", "stop marketing"), dormant: go("archived", "stop marketing") },
  "survey-reason": { declined: go("dormant or archived"), dormant: go("dormant or archived") },
  convert: {
    new: go("converted"),
    ...onMainLine(go("converted")),
    nurturing: go("converted"),
    declined: go("converted"),
    dormant: go("converted"),
    archived: go("converted"),
  },
  block: {
    new: go("archived", "stop mail"),
    ...onMainLine(go("archived", "stop mail")),
    nurturing: go("archived", "stop mail"),
    declined: go("archived", "stop mail"),
    dormant: go("archived", "stop mail"),
    converted: go("archived", "stop mail"),
    archived: stay("stop mail"),
  },
};

/** The stages in which an event does something. */
export const stagesFor = (event: EventName): Stage[] => Object.keys(lifecycle[event]) as Stage[];
