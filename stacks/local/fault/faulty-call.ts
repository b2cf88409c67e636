import type { AwsReply } from "../aws/aws.ts";
import type { Call, CallFault, Faults } from "./faults.ts";

/** Ends the execution environment that made a call. */
export type Kill = (environment: string) => void;

/** A call with the environment that made it. */
export interface CallFrom extends Call {
  environment: string;
}

/** The calls of functions go through here on their way to a service; everybody else's pass untouched. */
export interface Interference {
  faults: Faults;
  kill: Kill;
}

const beforeEffect: ReadonlySet<CallFault> = new Set(["lost-request", "killed-before"]);

/**
 * Makes a call as it may go on a bad day.
 *
 * @param items how many items a transaction names; asked only when it is cancelled
 * @returns the answer, or undefined when the caller is to get none
 */
export async function faultyCall<Answer>(
  call: CallFrom,
  { faults, kill }: Interference,
  serve: () => Promise<Answer>,
  refuse: (reply: AwsReply) => Answer,
  items: () => number = () => 1,
): Promise<Answer | undefined> {
  const fault = faults.ofCall(call);
  if (!fault) return serve();
  const refusal = refusalOf(fault, call, items);
  if (refusal) return refuse(refusal);
  if (!beforeEffect.has(fault)) await serve();
  if (fault.includes("killed")) kill(call.environment);
  return undefined;
}

/** How AWS says no; undefined for faults that give no answer. */
function refusalOf(fault: CallFault, call: Call, items: () => number): AwsReply | undefined {
  if (fault === "conflict") return conflict(call, items);
  if (fault === "throttled") return (throttles[call.service] ?? throttled)(call, items);
  return fault === "server-error" ? (failures[call.service] ?? failure)(call) : undefined;
}

type Refuse = (call: Call, items: () => number) => AwsReply;

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

const failures: Record<string, (call: Call) => AwsReply> = {
  ses: () => xmlError(500, sesError("Receiver", "InternalFailure")),
  s3: () => xmlError(500, s3Error("InternalError")),
};

const sesError = (type: string, code: string): string =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${type}</Type><Code>${code}</Code><Message>A fault that was asked for</Message></Error><RequestId>fault</RequestId></ErrorResponse>`;

const s3Error = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>A fault that was asked for</Message></Error>`;
