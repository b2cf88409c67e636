import type { Buckets } from "./aws/bucket.ts";
import type { TableWatch } from "./aws/watch.ts";
import type { VirtualClock } from "./clock/clock.ts";
import type { LocalRoute } from "./http/local-route.ts";
import { Authority } from "./iam/authority.ts";
import { iamRoute } from "./iam/iam-route.ts";
import type { InvocationNote, LocalFunctions } from "./lambda/lambda.ts";
import type { Machines } from "./machine/machine.ts";
import { type Bill, billOf } from "./meter/bill.ts";
import { billRoute } from "./meter/bill-route.ts";
import { Meter, metered } from "./meter/meter.ts";
import type { ItemChange } from "./stream/stream-record.ts";
import type { Assembly } from "./template/template.ts";

export interface InspectionOptions {
  assembly: Assembly;
  clock: VirtualClock;
  failed(error: unknown): void;
}

/** What looks at everything that happens: IAM, which may refuse it, and the meter, which counts it. */
export interface Inspection {
  watch: TableWatch;
  changed(change: ItemChange): void;
  invoked(note: InvocationNote): void;
  /** The HTTP API has answered; bytes of the bodies. */
  served(requestBytes: number, answerBytes: number): void;
  /** The buckets as SES uses them for the mail it receives. */
  inbox(buckets: Pick<Buckets, "put">): Pick<Buckets, "put">;
  /** What AWS would bill for what has happened since the start. */
  bill(running: { functions: LocalFunctions; machines: Machines }): Bill;
  /** `GET /local/iam` and `GET /local/bill`. */
  routes(bill: () => Promise<Bill>): LocalRoute[];
  stop(): void;
}

/** @throws Error naming a permission that is missing in the template */
export function startInspection({ assembly, clock, failed }: InspectionOptions): Inspection {
  const authority = new Authority({ assembly, usesFolder: process.env.LEADWRIGHT_IAM_USES, failed });
  const meter = new Meter({ assembly, clock });
  return {
    watch: {
      refuse: (call) => authority.refuse(call),
      asked: (call) => meter.asked(call),
      answered: (call, answer) => meter.answered(call, answer),
      ended: (call) => meter.ended(call),
    },
    changed: (change) => meter.changed(change),
    invoked: (note) => meter.invoked(note),
    served: (...bytes) => meter.served(...bytes),
    inbox: (buckets) => metered(buckets, meter),
    bill: ({ functions, machines }) => {
      const { transitions, started: executions } = machines.stats();
      return billOf(meter, assembly, { transitions, executions, loggedBytes: functions.loggedBytes });
    },
    routes: (bill) => [iamRoute(authority), billRoute(bill)],
    stop: () => authority.stop(),
  };
}
