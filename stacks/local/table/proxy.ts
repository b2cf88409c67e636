import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type AwsReply, credentialOf, environmentOf, send } from "../aws/aws.ts";
import { readBody } from "../aws/http-port.ts";
import type { RequestLog } from "../aws/request-log.ts";
import type { AwsCall, TableWatch } from "../aws/watch.ts";
import type { Clock } from "../clock/clock.ts";
import { cutShort } from "../fault/cut-short.ts";
import { faultyCall, type Interference } from "../fault/faulty-call.ts";
import { type Answered as Answer, DatabaseConnections } from "./database-connection.ts";
import { type Attributes, itemsPut, tableParts } from "./table-request.ts";

export interface ProxyOptions {
  /** Port of DynamoDB Local. */
  target: number;
  clock: Clock;
  requests: RequestLog;
  watch?: TableWatch;
  /** Hears of each request that may have written, with the items if it shows them, before its caller has the answer. */
  wrote(items: Attributes[] | undefined): void;
  /** Resolves when a transaction that was answered is on disk. */
  committed(): Promise<unknown>;
  failed(error: unknown): void;
  /** What goes wrong with calls of functions. */
  interference: Interference;
}

const writing = /^(Put|Update|Delete|TransactWrite|BatchWrite|Execute|BatchExecute)/;

/** Stands in front of DynamoDB Local: passes requests on as they are, counts them, and knows when something was written. */
export function createProxy(options: ProxyOptions): { listener: RequestListener; stop(): void } {
  const { faults } = options.interference;
  const isCut = (operation: string) => faults.strikes("connection-cut", operation);
  const connections = new DatabaseConnections({ port: options.target, most: 64, isCut });
  const listener: RequestListener = (incoming, response) => {
    options.clock
      .during(() => pass(incoming, response, connections, options))
      .catch((error: unknown) => {
        options.failed(error);
        response.destroy();
      });
  };
  return { listener, stop: () => connections.stop() };
}

async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  connections: DatabaseConnections,
  options: ProxyOptions,
): Promise<void> {
  const operation = operationOf(incoming.headers);
  const { caller } = credentialOf(incoming.headers.authorization);
  const environment = environmentOf(incoming.headers);
  options.requests.add(caller, "dynamodb", operation);
  const body = (await readBody(incoming)) ?? Buffer.alloc(0);
  const call = { service: "dynamodb", operation, method: "POST", path: "/", body, ...(caller && { caller }) };
  const refusal = options.watch?.refuse(call);
  if (refusal) return send(response, refusal);
  const serve = () => carryOut(call, incoming, connections, options);
  const from = caller && environment ? { ...call, caller, environment } : undefined;
  const service = {
    serve,
    servePart: () => carryOutPart(call, incoming, connections, options),
    refuse: asAnswer,
    items: () => tableParts(operation, body).length,
  };
  const answer = from ? await faultyCall(from, options.interference, service) : await serve();
  if (!answer) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length });
  response.end(answer.body);
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

/** Asks DynamoDB Local, and sees to it that what was answered is kept and told. */
async function carryOut(
  call: AwsCall,
  incoming: IncomingMessage,
  connections: DatabaseConnections,
  options: ProxyOptions,
): Promise<Answer> {
  const { operation, body } = call;
  const answer = await watched(call, options.watch, () => ask(connections, incoming, operation, body));
  // DynamoDB Local answers a transaction before it is on disk: a kill then would lose what its caller was promised.
  if (operation === "TransactWriteItems" && answer.status === 200) await options.committed();
  if (writing.test(operation)) options.wrote(itemsPut(operation, body));
  return answer;
}

/** Has only a part of a read done. */
async function carryOutPart(
  call: AwsCall,
  incoming: IncomingMessage,
  connections: DatabaseConnections,
  options: ProxyOptions,
): Promise<Answer> {
  const part = cutShort(call.operation, call.body);
  const { status, headers, body } = await carryOut({ ...call, body: part.body }, incoming, connections, options);
  // Of the body as it was.
  const { "x-amz-crc32": _, ...kept } = headers;
  return status === 200 ? { status, headers: kept, body: part.answered(body) } : { status, headers, body };
}

function operationOf(headers: IncomingHttpHeaders): string {
  const target = String(headers["x-amz-target"] ?? "");
  return target.slice(target.lastIndexOf(".") + 1);
}

async function ask(
  connections: DatabaseConnections,
  incoming: IncomingMessage,
  operation: string,
  body: Buffer,
): Promise<Answer> {
  const { method = "POST", url: path = "/", headers } = incoming;
  const { "transfer-encoding": _, connection: __, ...passed } = headers;
  // DynamoDB Local takes letters and digits only as an access key, and does not check signatures.
  const authorization = headers.authorization?.replace(/Credential=[^/]+/, "Credential=local");
  const sent = { ...passed, ...(authorization && { authorization }), "content-length": body.length };
  const answer = await connections.ask({ operation, method, path, headers: sent, body });
  return { ...answer, headers: endToEnd(answer.headers) };
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { "transfer-encoding": _, connection: __, "keep-alive": ___, ...kept } = headers;
  return kept;
}
