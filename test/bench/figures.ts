import type { CostFigures } from "./cost.ts";
import type { PlatformRate } from "./doors.ts";
import type { Machine, Spent } from "./measured.ts";
import type { OperationFigures } from "./scale.ts";

export type { Machine, Spent } from "./measured.ts";

export type Storage = "memory" | "disk";

export interface DoorRate {
  inFlight: number;
  /** Posts accepted per second. */
  accepted: number;
  /** Acknowledgements in mailboxes per second, from the first post to the last mail. */
  acknowledged: number;
  /** Five-item transactions per second that DynamoDB Local alone takes, as many in flight. */
  ceiling: number;
  /** `accepted` as a share of `ceiling`. */
  ratio: number;
}

/** From the post to the acknowledgement in the mailbox, in ms. */
export interface Delay {
  inFlight: number;
  p50: number;
  p95: number;
  max: number;
  /** Leads per second at which this was seen. */
  rate: number;
}

export interface ColdStart {
  function: string;
  kilobytes: number;
  /** Median of five. */
  initMs: number;
}

export interface StorageFigures {
  storage: Storage;
  healthyMs: number;
  untilTold: Spent;
  untilAnswered: Spent;
  door: DoorRate[];
  delays: Delay[];
  /** Processor time for one lead under load, in ms. */
  cpuMs: number;
  /** Resident memory in MB. */
  idle: number;
  loaded: number;
  /** Leads the runtime had taken in when it was `loaded`. */
  leads: number;
}

/** How long answers of one kind took, in ms. */
export interface Answered {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Load above capacity on the form door. */
export interface OverloadFigures {
  seconds: number;
  /** Posts per second it took just before, with 50 in flight. */
  capacity: number;
  /** Posts per second that were sent to it. */
  offered: number;
  accepted: Answered;
  /** By 429 or 503. */
  refused: Answered;
  /** Answers by status; 0 for a connection that broke without one. */
  statuses: Record<string, number>;
  /** From the last answer until everything that came of them was done. */
  drainedMs: number;
  /** What was accepted and is on no timeline. */
  lost: string[];
  /** What the audit of everything it left on disk checked, and found broken. */
  checked: number;
  violations: string[];
}

/** What was measured of load above capacity, and where. */
export interface OverloadReport {
  machine: Machine;
  overload: OverloadFigures;
}

export interface Figures {
  machine: Machine;
  storages: StorageFigures[];
  doors: PlatformRate[];
  coldStarts: ColdStart[];
  operations: OperationFigures[];
  cost: CostFigures;
}
