import * as z from "zod";
import type { Clock } from "../clock/clock.ts";
import type { Faults } from "../fault/faults.ts";
import type { Functions, Invocation } from "../lambda/lambda.ts";
import type { EventSource } from "./event-source.ts";
import type { StreamDelivery } from "./stream-record.ts";

export interface LaneOptions {
  source: EventSource;
  functions: Pick<Functions, "invoke">;
  clock: Clock;
  faults?: Faults;
  /** Records that need no further attempt: handled, or given up and noted. */
  done(deliveries: StreamDelivery[]): void;
  /** Notes records that are given up. */
  giveUp(deliveries: StreamDelivery[], condition: GivenUp, attempts: number): Promise<void>;
  /** Hears of an attempt that failed by a fault of the runtime; it is made again. */
  failed(error: unknown): void;
}

/** Why records are given up, in Lambda's words. */
export type GivenUp = "RetryAttemptsExhausted" | "RecordAgeExceeded";

const FailedItems = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish();

const firstWaitMs = 500;
const longestWaitMs = 60_000;
const longestStallMs = 45_000;

/** Hands batches to a function one after the other, each until it is handled or given up. */
export class StreamLane {
  readonly #options: LaneOptions;
  readonly #queue: StreamDelivery[] = [];
  #running = false;
  #stopped = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  push(delivery: StreamDelivery): void {
    this.#queue.push(delivery);
    if (this.#running) return;
    this.#running = true;
    // A turn later, so that all records read together form a batch.
    this.#options.clock.at(this.#options.clock.now(), () => this.#run());
  }

  stop(): void {
    this.#stopped = true;
    this.#queue.length = 0;
  }

  #run(): void {
    const batch = this.#queue.splice(0, this.#options.source.batchSize);
    if (batch.length === 0 || this.#stopped) {
      this.#running = false;
      return;
    }
    const { clock, faults, source } = this.#options;
    const attempt = () => this.#attempt([{ batch, attempts: 0 }]);
    // Meanwhile the other lanes go on: records of different items change their order.
    if (faults?.strikes("lane-stalled", source.logicalId))
      clock.at(clock.now() + faults.delay("lane", longestStallMs), attempt);
    else attempt();
  }

  /** Works through `parts` of one batch in order; what a part splits into takes its place. */
  #attempt(parts: Part[]): void {
    const [part, ...rest] = parts;
    if (!part) {
      this.#run();
      return;
    }
    const { clock, failed } = this.#options;
    const later = (wait: number, left: Part[]) => {
      if (!this.#stopped) clock.at(clock.now() + wait, () => this.#attempt(left));
    };
    clock
      .during(async () => {
        const next = await this.#handle(part);
        if (this.#stopped) return;
        if (next.wait === 0) this.#attempt([...next.parts, ...rest]);
        else later(next.wait, [...next.parts, ...rest]);
      })
      .catch((error: unknown) => {
        failed(error);
        later(longestWaitMs, parts);
      });
  }

  async #handle(part: Part): Promise<Next> {
    const { source, functions, done, clock } = this.#options;
    const { batch } = part;
    const invocation = await functions.invoke(source.functionArn, { Records: batch.map((it) => it.record) });
    if (this.#stopped) return finished;
    const failedFrom = source.reportsItemFailures ? firstFailure(invocation, batch) : invocation.ok ? batch.length : 0;
    if (failedFrom > 0) done(batch.slice(0, failedFrom));
    const failed = batch.slice(failedFrom);
    if (failed.length === 0) return finished;
    // Progress was made: what is left is a batch of its own.
    if (failedFrom > 0) return { parts: [{ batch: failed, attempts: 0 }], wait: firstWaitMs };
    return this.#retry(failed, part.attempts, clock.now());
  }

  async #retry(batch: StreamDelivery[], attempts: number, now: number): Promise<Next> {
    const { source, giveUp, done } = this.#options;
    if (source.bisects && batch.length > 1) {
      const middle = Math.ceil(batch.length / 2);
      const halves = [batch.slice(0, middle), batch.slice(middle)];
      return { parts: halves.map((half) => ({ batch: half, attempts })), wait: 0 };
    }
    const tooOld = now - (batch[0]?.readAt ?? now) > source.maximumAgeMs;
    if (!tooOld && attempts < source.retries) {
      const wait = Math.min(firstWaitMs * 2 ** attempts, longestWaitMs);
      return { parts: [{ batch, attempts: attempts + 1 }], wait };
    }
    await giveUp(batch, tooOld ? "RecordAgeExceeded" : "RetryAttemptsExhausted", attempts + 1);
    done(batch);
    return finished;
  }
}

interface Part {
  batch: StreamDelivery[];
  attempts: number;
}

interface Next {
  parts: Part[];
  /** Milliseconds until then. */
  wait: number;
}

const finished: Next = { parts: [], wait: 0 };

/** Index of the first record that failed. Lambda takes an answer it cannot read as the failure of all. */
function firstFailure(invocation: Invocation, batch: StreamDelivery[]): number {
  if (!invocation.ok) return 0;
  const answer = FailedItems.safeParse(invocation.payload);
  if (!answer.success) return 0;
  const failures = answer.data?.batchItemFailures ?? [];
  const indexes = failures.map(({ itemIdentifier }) => batch.findIndex((it) => it.sequence === itemIdentifier));
  return Math.max(0, Math.min(batch.length, ...indexes));
}
