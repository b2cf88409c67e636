import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Timer, VirtualClock } from "../clock/clock.ts";
import type { Invocation, LocalFunctions } from "../lambda/lambda.ts";
import type { Assembly, Resource } from "../template/template.ts";

export interface ScheduleOptions {
  assembly: Assembly;
  clock: VirtualClock;
  functions: Pick<LocalFunctions, "invokeAsync" | "onInvocation">;
}

const Properties = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.string().default("ENABLED"),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })).default([]),
});

const Idle = z.object({ idleUntil: z.iso.datetime().nullable() });

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Runs the EventBridge rules that have a schedule. */
export function startSchedules(options: ScheduleOptions): { stop(): void } {
  const schedules = options.assembly.ofType("AWS::Events::Rule").flatMap((rule) => {
    const { ScheduleExpression: expression, State, Targets } = Properties.parse(rule.properties);
    if (!expression || State !== "ENABLED") return [];
    const everyMs = periodOf(expression, rule.logicalId);
    return Targets.map(({ Arn, Input }) => new Schedule(everyMs, Arn, eventOf(rule, Input, options), options));
  });
  // What runs by the clock anyway is no news to the others: what comes of it is.
  const byTheClock = new Set(schedules.map(({ arn }) => arn));
  options.functions.onInvocation(({ arn }) => {
    if (!byTheClock.has(arn)) for (const schedule of schedules) schedule.somethingHappened();
  });
  options.clock.onMove(() => {
    if (options.clock.mode === "real") for (const schedule of schedules) schedule.somethingHappened();
  });
  return {
    stop: () => {
      for (const schedule of schedules) schedule.stop();
    },
  };
}

/** One target of a rule: called at each whole multiple of the period. */
class Schedule {
  readonly #everyMs: number;
  readonly arn: string;
  readonly #event: () => unknown;
  readonly #options: ScheduleOptions;
  #timer: Timer | undefined;
  /** Whether ticks are being left out because the function said that nothing will be due. */
  #skipping = false;
  /** Invocations that have ended of functions that do not run by the clock. */
  #ended = 0;
  #stopped = false;

  constructor(everyMs: number, arn: string, event: () => unknown, options: ScheduleOptions) {
    this.#everyMs = everyMs;
    this.arn = arn;
    this.#event = event;
    this.#options = options;
    this.#next(options.clock.now());
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #next(after: number): void {
    if (this.#stopped) return;
    const at = (Math.floor(after / this.#everyMs) + 1) * this.#everyMs;
    this.#timer = this.#options.clock.at(at, () => this.#tick());
  }

  async #tick(): Promise<void> {
    const { clock, functions } = this.#options;
    const endedBefore = this.#ended;
    this.#skipping = false;
    const invocation = await functions.invokeAsync(this.arn, this.#event());
    const alone = this.#ended === endedBefore;
    const idle = clock.mode === "manual" && alone ? idleUntil(invocation) : undefined;
    this.#skipping = idle !== undefined;
    if (idle !== null) this.#next(Math.max((idle ?? 0) - 1, clock.now()));
  }

  /** Something else ran: what was said to come next may have changed. */
  somethingHappened(): void {
    this.#ended++;
    if (!this.#skipping) return;
    this.#skipping = false;
    this.#timer?.cancel();
    this.#next(this.#options.clock.now());
  }
}

/** Virtual instant (ms) before which a function said nothing is due, null for never, undefined when it did not say. */
function idleUntil(invocation: Invocation): number | null | undefined {
  if (!invocation.ok) return undefined;
  const answer = Idle.safeParse(invocation.payload);
  if (!answer.success) return undefined;
  return answer.data.idleUntil === null ? null : Date.parse(answer.data.idleUntil);
}

/** Milliseconds between two runs. @throws Error naming the rule, for an expression other than `rate(...)` */
export function periodOf(expression: string, rule: string): number {
  const [, count, unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const period = Number(count) * (unitMs[unit] ?? Number.NaN);
  if (!(period > 0))
    throw new Error(`${rule} has the schedule "${expression}"; the local runtime knows rate(...) only`);
  return period;
}

function eventOf(rule: Resource, input: string | undefined, { assembly, clock }: ScheduleOptions): () => unknown {
  if (input !== undefined) return () => JSON.parse(input);
  return () => ({
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: assembly.account,
    time: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, "Z"),
    region: assembly.region,
    resources: [rule.arn],
    detail: {},
  });
}
