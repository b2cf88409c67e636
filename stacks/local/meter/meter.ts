import type { Buckets } from "../aws/bucket.ts";
import type { AwsCall } from "../aws/watch.ts";
import type { Clock } from "../clock/clock.ts";
import type { InvocationNote } from "../lambda/lambda.ts";
import type { ItemChange } from "../stream/stream-record.ts";
import { tableShapes } from "../table/table-shape.ts";
import type { Assembly } from "../template/template.ts";
import { Routine } from "./routine.ts";
import { TableMeter } from "./table-meter.ts";
import { addUnits, type Units } from "./tally.ts";
import { TraceSample } from "./trace-sample.ts";

export interface MeterOptions {
  assembly: Assembly;
  clock: Pick<Clock, "now">;
}

export interface Counters {
  transitions: number;
  executions: number;
  /** Bytes the functions have written to their logs. */
  loggedBytes: number;
}

/** Lambda's own lines of an invocation in JSON, start and report; an estimate. */
const platformLogBytes = 700;
/** The header of an answer; an estimate. */
const headerBytes = 500;
const apiIncrement = 512 * 1024;
const mailChunk = 256 * 1024;

/** Counts what AWS would bill since this process began, by what is really called here. */
export class Meter {
  readonly #used = new Map<string, Units>();
  readonly #table: TableMeter;
  readonly #traces: TraceSample;
  readonly #routine: Routine;
  #leads = 0;

  constructor({ assembly, clock }: MeterOptions) {
    this.#traces = new TraceSample(assembly, clock);
    this.#routine = new Routine(assembly);
    this.#table = new TableMeter(tableShapes(assembly), (caller, unit, amount) =>
      this.#charge(caller, { [unit]: amount }),
    );
  }

  get leads(): number {
    return this.#leads;
  }

  /** Bytes that are in the table now, of what was written since the start. */
  get stored(): TableMeter["stored"] {
    return this.#table.stored;
  }

  asked(call: AwsCall): void {
    if (call.caller !== undefined) this.#table.asked(call);
  }

  ended(call: AwsCall): void {
    if (call.caller !== undefined) this.#table.ended(call);
  }

  answered(call: AwsCall, answer: { status: number; body: Buffer | string }): void {
    const { caller, service } = call;
    if (caller === undefined) return;
    if (service === "dynamodb") this.#table.answered(call, answer);
    else if (answer.status < 400) this.#charge(caller, unitsOf(call));
  }

  changed(change: ItemChange): void {
    if (!change.before && JSON.stringify(change.after?.kind) === '{"S":"lead"}') this.#leads++;
    this.#table.changed(change);
  }

  invoked({ logicalId, memoryMegabytes, billedMs }: InvocationNote): void {
    this.#charge(logicalId, {
      invocations: 1,
      gigabyteSeconds: (Math.ceil(billedMs) / 1000) * (memoryMegabytes / 1024),
      traces: this.#traces.traces(logicalId),
      logBytes: platformLogBytes,
    });
    this.#routine.ran(logicalId, this.#used.get(logicalId) ?? {});
  }

  /** The HTTP API has answered a request; bytes of the bodies. */
  served(requestBytes: number, answerBytes: number): void {
    const apiRequests = Math.max(1, Math.ceil(Math.max(requestBytes, answerBytes) / apiIncrement));
    this.#charge("api", { apiRequests, bytesOut: answerBytes + headerBytes });
  }

  /** SES has received a mail and put it into a bucket. */
  received(bytes: number): void {
    this.#charge("inbox", { mailsReceived: 1, mailChunks: Math.floor(bytes / mailChunk), objectWrites: 1 });
  }

  /** What each function used, by logical id, its runs with nothing to do among them; `api` and `inbox` for what calls them. */
  get byCaller(): Record<string, Units> {
    const all = new Map(this.#used);
    for (const [caller, writeUnits] of this.#table.unchanged)
      all.set(caller, addUnits(all.get(caller) ?? {}, { writeUnits }));
    return Object.fromEntries(all);
  }

  /** What was used for the leads; what runs by itself, leads or not, is in `monthly`. */
  used({ transitions, executions, loggedBytes }: Counters): Units {
    const all = Object.values(this.byCaller).reduce((sum, units) => addUnits(sum, units), {
      transitions,
      traces: executions,
      logBytes: loggedBytes,
    });
    return addUnits(all, this.#routine.soFar, -1);
  }

  /** What is used in a month by the functions that run on a schedule when they find nothing to do. */
  get monthly(): Units {
    return this.#routine.monthly;
  }

  #charge(caller: string, units: Units): void {
    this.#used.set(caller, addUnits(this.#used.get(caller) ?? {}, units));
  }
}

/** Units of a call to another service than DynamoDB that succeeded. */
function unitsOf({ service, operation, method, body }: AwsCall): Units {
  if (service === "s3") return method === "PUT" ? { objectWrites: 1 } : { objectReads: method === "DELETE" ? 0 : 1 };
  if (service === "secretsmanager") return { secretReads: 1 };
  return service === "ses" && operation === "SendRawEmail" ? mailUnits(new URLSearchParams(body.toString())) : {};
}

function mailUnits(form: URLSearchParams): Units {
  const raw = Buffer.from(form.get("RawMessage.Data") ?? "", "base64");
  const recipients = [...form.keys()].filter((key) => key.startsWith("Destinations.member.")).length;
  const attached = /^content-disposition:\s*attachment/im.test(raw.toString("latin1"));
  return { mails: Math.max(1, recipients), ...(attached && { attachedBytes: raw.length }) };
}

/** The buckets for SES, which puts each mail it receives into one. */
export const metered = (buckets: Pick<Buckets, "put">, meter: Pick<Meter, "received">): Pick<Buckets, "put"> => ({
  put: async (bucket, key, body, headers) => {
    await buckets.put(bucket, key, body, headers);
    meter.received(body.length);
  },
});
