/** When something is killed. */
export interface Kills {
  /** How many requests pass between two, at most. */
  calmFor: number;
  /** How many of the runtime there are in all. */
  atMost?: number;
  /** Only in the middle of requests to this path. */
  during?: string;
}
