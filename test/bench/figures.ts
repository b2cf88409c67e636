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

/** A figure for each process: the runtime with all its functions, and DynamoDB Local. */
export interface Footprint {
  runtime: number;
  java: number;
}

export interface ColdStart {
  function: string;
  kilobytes: number;
  /** Median of five. */
  initMs: number;
}

/** What one lead costs until lead and owner are told, and what its owner's answer adds. */
export interface Spent {
  /** DynamoDB requests by caller and operation. */
  dynamoRequests: Record<string, number>;
  transitions: number;
}

export interface StorageFigures {
  storage: Storage;
  healthyMs: number;
  untilTold: Spent;
  untilAnswered: Spent;
  door: DoorRate[];
  delays: Delay[];
  /** Processor time for one lead under load, in ms. */
  cpuMs: Footprint;
  /** Resident memory in MB. */
  idle: Footprint;
  loaded: Footprint;
  /** Leads the runtime had taken in when it was `loaded`. */
  leads: number;
}

export interface Figures {
  machine: {
    cpu: string;
    cores: number;
    node: string;
    at: string;
    /** Programs that wanted a core in the minute before; rates of a busy machine say little. */
    loadBefore: number;
  };
  storages: StorageFigures[];
  coldStarts: ColdStart[];
}
