import * as z from "zod";
import type { Clock } from "../clock/clock.ts";
import { tracedByMachines } from "../iam/standing.ts";
import type { Assembly } from "../template/template.ts";

/** Share of the invocations that X-Ray keeps besides the first in a second (Lambda developer guide: services-xray). */
const share = 0.05;

const Traced = z.object({ TracingConfig: z.object({ Mode: z.literal("Active") }) });

/** Which share of a function's invocations Lambda traces: the first in each second, and 5 % of the others. What a machine calls is in the trace of its execution. */
export class TraceSample {
  readonly #clock: Pick<Clock, "now">;
  readonly #last = new Map<string, number>();

  readonly #joining: ReadonlySet<string>;
  readonly #traced: ReadonlySet<string>;

  constructor(assembly: Assembly, clock: Pick<Clock, "now">) {
    this.#clock = clock;
    this.#joining = tracedByMachines(assembly);
    const traced = assembly.ofType("AWS::Lambda::Function").filter((it) => Traced.safeParse(it.properties).success);
    this.#traced = new Set(traced.map((it) => it.logicalId));
  }

  /** Traces an invocation of this function makes now, on average. */
  traces(logicalId: string): number {
    if (!this.#traced.has(logicalId) || this.#joining.has(logicalId)) return 0;
    const second = Math.floor(this.#clock.now() / 1000);
    if (this.#last.get(logicalId) === second) return share;
    this.#last.set(logicalId, second);
    return 1;
  }
}
