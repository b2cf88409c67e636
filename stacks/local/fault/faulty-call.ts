import { setTimeout as pause } from "node:timers/promises";
import type { AwsReply } from "../http/aws-request.ts";
import type { CalledOperation, CallFault, Faults } from "./faults.ts";

/** Ends the execution environment that made a call: kills it, or has its time be up. */
export type End = (environment: string, how: "killed" | "timed out") => void;

export interface CallFrom extends CalledOperation {
  environment: string;
}

/** The calls of functions go through here on their way to a service; everybody else's pass untouched. */
export interface Interference {
  faults: Faults;
  end: End;
  /** Calls that each environment waits for. */
  underWay: Map<string, number>;
}

/** Milliseconds in which an environment asks for nothing, when it only waits for the answer that it will not get. */
const lull = 30;

async function atALoss(environment: string, underWay: Interference["underWay"]): Promise<void> {
  const step = 10;
  for (let quiet = 0; quiet < lull; quiet = underWay.get(environment) ? 0 : quiet + step) await pause(step);
}

/** Does what an environment waits for, while that is known to be under way. */
export async function counted<Answer>(
  { environment }: Pick<CallFrom, "environment">,
  { underWay }: Pick<Interference, "underWay">,
  serve: () => Promise<Answer>,
): Promise<Answer> {
  underWay.set(environment, (underWay.get(environment) ?? 0) + 1);
  try {
    return await serve();
  } finally {
    underWay.set(environment, (underWay.get(environment) ?? 1) - 1);
  }
}

export interface Service<Answer> {
  serve(): Promise<Answer>;
  refuse(reply: AwsReply): Answer;
  servePart?(): Promise<Answer>;
  /** How many items a transaction names; asked only when it is cancelled. */
  items?(): number;
}

const beforeEffect: ReadonlySet<CallFault> = new Set(["lost-request", "killed-before"]);
/** An environment does not end of these in the middle of something else. */
const waitedFor: ReadonlySet<CallFault> = new Set(["sender-killed", "hanging"]);

/** Makes a call as it may go on a bad day; undefined when the caller is to get no answer. */
export async function faultyCall<Answer>(
  call: CallFrom,
  interference: Interference,
  { serve, refuse, servePart = serve, items = () => 1 }: Service<Answer>,
): Promise<Answer | undefined> {
  const { faults, underWay } = interference;
  const fault = faults.ofCall(call);
  if (!fault) return counted(call, interference, serve);
  const refusal = refusalOf(fault, call, items);
  if (refusal) return refuse(refusal);
  if (fault === "cut-short") return counted(call, interference, servePart);
  if (!beforeEffect.has(fault)) await counted(call, interference, serve);
  if (waitedFor.has(fault)) await atALoss(call.environment, underWay);
  endOf(fault, call, interference);
  return undefined;
}

/** The time of who hangs is up at once: to wait for it would hold up everybody's clock, and change nothing. */
function endOf(fault: CallFault, { environment }: CallFrom, { end }: Interference): void {
  if (fault === "hanging") end(environment, "timed out");
  else if (fault.includes("killed")) end(environment, "killed");
}

/** How AWS says no; undefined for faults that give no answer. */
function refusalOf(fault: CallFault, call: CalledOperation, items: () => number): AwsReply | undefined {
  if (fault === "conflict") return conflict(call, items);
  if (fault === "throttled") return (throttles[call.service] ?? throttled)(call, items);
  return fault === "server-error" ? (failures[call.service] ?? failure)(call) : undefined;
}

type Refuse = (call: CalledOperation, items: () => number) => AwsReply;

const jsonError = (status: number, type: string, more: object = {}): AwsReply => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": type },
  body: JSON.stringify({ __type: type, message: "A fault that was asked for", ...more }),
});

const xmlError = (status: number, body: string): AwsReply => ({
  status,
  headers: { "content-type": "text/xml" },
  body,
});

const dynamo = "com.amazonaws.dynamodb.v20120810#";

/** A transaction says of each item whether it stood in the way (API_TransactWriteItems, "TransactionCanceledException"). */
const cancelled = (code: string, items: () => number): AwsReply =>
  jsonError(400, `${dynamo}TransactionCanceledException`, {
    CancellationReasons: Array.from({ length: items() }, (_, at) => ({ Code: at === 0 ? code : "None" })),
  });

const conflict: Refuse = ({ operation }, items) =>
  operation === "TransactWriteItems"
    ? cancelled("TransactionConflict", items)
    : jsonError(400, `${dynamo}TransactionConflictException`);

const throttled: Refuse = () => jsonError(400, "ThrottlingException");

const throttles: Record<string, Refuse> = {
  dynamodb: ({ operation }, items) =>
    operation === "TransactWriteItems"
      ? cancelled("ThrottlingError", items)
      : jsonError(400, `${dynamo}ProvisionedThroughputExceededException`),
  ses: () => xmlError(400, sesError("Sender", "Throttling")),
  s3: () => xmlError(503, s3Error("SlowDown")),
};

const failure = (): AwsReply => jsonError(500, "InternalServerError");

const failures: Record<string, (call: CalledOperation) => AwsReply> = {
  ses: () => xmlError(500, sesError("Receiver", "InternalFailure")),
  s3: () => xmlError(500, s3Error("InternalError")),
};

const sesError = (type: string, code: string): string =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${type}</Type><Code>${code}</Code><Message>A fault that was asked for</Message></Error><RequestId>fault</RequestId></ErrorResponse>`;

const s3Error = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>A fault that was asked for</Message></Error>`;
