import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type AwsReply, credentialOf, environmentOf, send } from "../aws/aws.ts";
import type { RequestLog } from "../aws/request-log.ts";
import type { AwsCall, TableWatch } from "../aws/watch.ts";
import type { Clock } from "../clock/clock.ts";
import { counted, faultyCall, type Interference } from "../fault/faulty-call.ts";
import { readBody } from "../http/http-port.ts";
import { cutShort } from "./cut-short.ts";
import { itemsPut, tableParts, type WireItem } from "./table-request.ts";
import { type TableAnswer, type TableService, type TableTarget, targetOf, unsigned } from "./table-service.ts";

export interface ProxyOptions {
  table: TableService;
  clock: Clock;
  requests: RequestLog;
  watch?: TableWatch;
  /** Hears of each request that may have written, with the items if it shows them, before its caller has the answer. */
  wrote(items: WireItem[] | undefined): void;
  failed(error: unknown): void;
  /** What goes wrong with calls of functions. */
  interference: Interference;
}

interface Answer extends TableAnswer {
  headers?: Record<string, string>;
}

const writing = /^(Put|Update|Delete|TransactWrite|BatchWrite|Execute|BatchExecute)/;

/** Stands in front of the table: passes requests on as they are, counts them, and knows when something was written. */
export function createProxy(options: ProxyOptions): RequestListener {
  return (incoming, response) => {
    options.clock
      .during(() => pass(incoming, response, options))
      .catch((error: unknown) => {
        options.failed(error);
        response.destroy();
      });
  };
}

async function pass(incoming: IncomingMessage, response: ServerResponse, options: ProxyOptions): Promise<void> {
  const { operation, target } = targetOf(incoming.headers["x-amz-target"]);
  const { caller } = credentialOf(incoming.headers.authorization);
  const environment = environmentOf(incoming.headers);
  options.requests.add(caller, "dynamodb", operation);
  const body = (await readBody(incoming)) ?? Buffer.alloc(0);
  const call = { service: "dynamodb", operation, method: "POST", path: "/", body, ...(caller && { caller }) };
  if (!incoming.headers.authorization) return answered(response, unsigned);
  const refusal = options.watch?.refuse(call);
  if (refusal) return send(response, refusal);
  const serve = () => carryOut(call, target, options);
  const from = caller && environment ? { ...call, caller, environment } : undefined;
  const service = {
    serve,
    servePart: () => carryOutPart(call, target, options),
    refuse: asAnswer,
    items: () => tableParts(operation, body).length,
  };
  const { interference } = options;
  const served = () => (environment ? counted({ environment }, interference, serve) : serve());
  const answer = from ? await faultyCall(from, interference, service) : await served();
  if (!answer) {
    response.destroy();
    return;
  }
  answered(response, answer);
}

function answered(response: ServerResponse, { status, headers, body }: Answer): void {
  const type = { "content-type": "application/x-amz-json-1.0" };
  response.writeHead(status, { ...type, ...headers, "content-length": body.length });
  response.end(body);
}

async function watched(call: AwsCall, watch: TableWatch | undefined, asking: () => Promise<Answer>): Promise<Answer> {
  watch?.asked(call);
  try {
    const answer = await asking();
    watch?.answered(call, answer);
    return answer;
  } finally {
    watch?.ended(call);
  }
}

const asAnswer = ({ status, headers = {}, body }: AwsReply): Answer => ({ status, headers, body: Buffer.from(body) });

/** Asks the table, and sees to it that what was answered is told. */
async function carryOut(call: AwsCall, target: TableTarget, options: ProxyOptions): Promise<Answer> {
  const { operation, body } = call;
  const answer = await watched(call, options.watch, () => options.table.answer(operation, target, body));
  if (writing.test(operation)) options.wrote(itemsPut(operation, body));
  return answer;
}

/** Has only a part of a read done. */
async function carryOutPart(call: AwsCall, target: TableTarget, options: ProxyOptions): Promise<Answer> {
  const part = cutShort(call.operation, call.body);
  const answer = await carryOut({ ...call, body: part.body }, target, options);
  return answer.status === 200 ? { ...answer, body: part.answered(answer.body) } : answer;
}
