import * as z from "zod";
import { jsonReply, type LocalRoute } from "../http/local-route.ts";
import { Dice } from "./chance.ts";

/** `lost`: no answer. `killed`: ends with the call. `hanging`: waits for Lambda's time limit. `cut-short`: reads a part. */
const callFaults = [
  "throttled",
  "conflict",
  "server-error",
  "lost-request",
  "lost-answer",
  "killed-before",
  "killed-after",
  "sender-killed",
  "hanging",
  "cut-short",
] as const;
export type CallFault = (typeof callFaults)[number];

/** What may go wrong behind the scenes: with a stream record, with an event of SES, with the invocation of a workflow's step. */
const deliveryFaults = [
  ...(["record-twice", "lane-stalled", "event-late", "event-twice", "send-event-lost"] as const),
  ...(["invoke-refused", "invoke-unanswered"] as const),
] as const;
export type DeliveryFault = (typeof deliveryFaults)[number];

export const faultKinds = [...callFaults, ...deliveryFaults] as const;

export const Rates = z.partialRecord(z.enum(faultKinds), z.number().min(0).max(1));
/** How likely each fault is, per occasion. */
export type Rates = z.infer<typeof Rates>;

/** Everything at once, and often: some twenty calls make a touch, so every seventh is interrupted. */
export const stormRates: Rates = {
  throttled: 0.01,
  conflict: 0.02,
  "server-error": 0.005,
  "lost-request": 0.003,
  "lost-answer": 0.005,
  "killed-before": 0.002,
  "killed-after": 0.003,
  "sender-killed": 0.02,
  hanging: 0.002,
  "cut-short": 0.05,
  "record-twice": 0.05,
  "lane-stalled": 0.03,
  "event-late": 0.05,
  "event-twice": 0.05,
  "send-event-lost": 0.05,
  "invoke-refused": 0.02,
  "invoke-unanswered": 0.01,
};

export interface CalledOperation {
  /** Logical id of the function. */
  caller: string;
  service: string;
  operation: string;
}

const single = /^(Put|Update|Delete)Item$|^TransactWriteItems$/;

const ofMany = /^(BatchGetItem|Query)$/;

/** What ends an invocation comes by lot: a step is tried six times, and by chance alone all of them would be cut off now and then. */
const ending = ["killed-before", "killed-after", "hanging"] as const;
const byLot: ReadonlySet<CallFault> = new Set([...ending, "sender-killed"] as const);

/** Whether a fault can befall a call by chance: only writes of DynamoDB meet other transactions. */
function isPossible(fault: CallFault, { service, operation }: CalledOperation): boolean {
  if (fault === "conflict") return service === "dynamodb" && single.test(operation);
  if (fault === "cut-short") return service === "dynamodb" && ofMany.test(operation);
  return !byLot.has(fault);
}

/** Decides by a seed what goes wrong, and counts it. Without rates nothing does. */
export class Faults {
  readonly #dice: Dice;
  readonly #counts = new Map<string, number>();
  #rates: Rates;

  constructor(seed = 0, rates: Rates = {}) {
    this.#dice = new Dice(seed);
    this.#rates = rates;
  }

  ofCall(call: CalledOperation): CallFault | undefined {
    const { service, operation } = call;
    const fault = this.#isLastSending(call) ? "sender-killed" : (this.#byLot() ?? this.#byChance(call));
    if (fault) this.#count(fault, `${service} ${operation}`);
    return fault;
  }

  /** One call of so many, wherever it falls: two such may follow each other, and hardly ever more. */
  #byLot(): CallFault | undefined {
    return ending.filter((kind) => this.#isDrawn(kind, this.#rates[kind] ?? 0))[0];
  }

  #isDrawn(matter: string, rate: number): boolean {
    return rate > 0 && this.#dice.draw(matter, Math.round(1 / rate));
  }

  #byChance(call: CalledOperation): CallFault | undefined {
    const { caller, service, operation } = call;
    let left = this.#dice.throw(`${caller} ${service} ${operation}`);
    return callFaults.find((kind) => {
      left -= isPossible(kind, call) ? (this.#rates[kind] ?? 0) : 0;
      return left < 0;
    });
  }

  /** Sendings are few: one of so many has this lot, so that the few are not spared by chance. */
  #isLastSending({ service }: CalledOperation): boolean {
    return service === "ses" && this.#isDrawn("sending", this.#rates["sender-killed"] ?? 0);
  }

  /** Whether this goes wrong with something that is being delivered; `what` names its kind. */
  strikes(fault: DeliveryFault, what: string): boolean {
    const struck = this.#dice.throw(`${fault} ${what}`) < (this.#rates[fault] ?? 0);
    if (struck) this.#count(fault, what);
    return struck;
  }

  /** A number in [0, 1) for what is left to chance even when nothing goes wrong, such as the jitter of a retry. */
  chance(what: string): number {
    return this.#dice.throw(`chance ${what}`);
  }

  delay(what: string, atMost: number): number {
    return Math.floor(this.#dice.throw(`delay ${what}`) * atMost);
  }

  get counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /** `GET /local/faults`: what has gone wrong so far; `POST` with `{"rates":{}}` changes what may from now on. */
  routes(): LocalRoute[] {
    return [
      { method: "GET", path: "/local/faults", answer: async () => jsonReply(200, { counts: this.counts }) },
      { method: "POST", path: "/local/faults", answer: async ({ body }) => this.#change(body) },
    ];
  }

  #change(body: string) {
    const wanted = z.object({ rates: Rates }).safeParse(JSON.parse(body));
    if (!wanted.success) return jsonReply(400, { status: 400, detail: z.prettifyError(wanted.error) });
    this.#rates = wanted.data.rates;
    return jsonReply(200, { rates: this.#rates });
  }

  #count(fault: CallFault | DeliveryFault, what: string): void {
    const key = `${fault}: ${what}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}
