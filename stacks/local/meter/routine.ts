import * as z from "zod";
import { periodOf } from "../event/schedule.ts";
import type { Assembly } from "../template/template.ts";
import { addUnits, type Units, usdOf } from "./tally.ts";

/** AWS's month for an estimate: 30 days. */
const monthMs = 30 * 24 * 3_600_000;

const Rule = z.object({
  ScheduleExpression: z.string().optional(),
  Targets: z.array(z.object({ Arn: z.string() })).default([]),
});

interface Runs {
  perMonth: number;
  count: number;
  /** All that the function had used when its last run ended. */
  until: Units;
  /** What its cheapest run used: one that found nothing to do. */
  idle: Units | undefined;
}

/** Tells what a function on a schedule uses anyway from what it uses because there was something to do. */
export class Routine {
  readonly #runs: ReadonlyMap<string, Runs>;

  constructor(assembly: Assembly) {
    const functions = new Map(assembly.ofType("AWS::Lambda::Function").map((it) => [it.arn, it.logicalId]));
    const runs = assembly.ofType("AWS::Events::Rule").flatMap(({ logicalId: rule, properties }) => {
      const { ScheduleExpression: expression, Targets } = Rule.parse(properties);
      if (!expression) return [];
      const perMonth = monthMs / periodOf(expression, rule);
      return Targets.map(({ Arn }): [string, Runs] => [
        functions.get(Arn) ?? Arn,
        { perMonth, count: 0, until: {}, idle: undefined },
      ]);
    });
    this.#runs = new Map(runs);
  }

  /** A function has run; `used` is all it has used so far. */
  ran(logicalId: string, used: Units): void {
    const runs = this.#runs.get(logicalId);
    if (!runs) return;
    const run = addUnits(used, runs.until, -1);
    runs.until = used;
    runs.count++;
    if (!runs.idle || usdOf(run) < usdOf(runs.idle)) runs.idle = run;
  }

  /** What the runs so far would have used with nothing to do. */
  get soFar(): Units {
    return this.#sum(({ count }) => count);
  }

  /** What the runs of a month use with nothing to do; nothing as long as none was seen. */
  get monthly(): Units {
    return this.#sum(({ perMonth }) => perMonth);
  }

  #sum(times: (runs: Runs) => number): Units {
    return [...this.#runs.values()].reduce((sum, runs) => addUnits(sum, runs.idle ?? {}, times(runs)), {});
  }
}
