import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "../clock/clock.ts";
import { faultyCall, type Interference } from "../fault/faulty-call.ts";
import type { AwsReply, AwsRequest, AwsService } from "../http/aws-request.ts";
import { type LoopbackServer, listen, readBody } from "../http/http-port.ts";
import type { RequestLog } from "./request-log.ts";
import type { CallWatch } from "./watch.ts";

export type { AwsReply, AwsRequest, AwsService } from "../http/aws-request.ts";

export interface AwsOptions {
  clock: Clock;
  requests: RequestLog;
  /** Services by the name their requests are signed for: states, ses, s3, secretsmanager ... */
  services: Record<string, AwsService>;
  watch?: CallWatch;
  /** Hears of a service that failed by a fault of its own. */
  failed(error: unknown): void;
  /** What goes wrong with calls of functions; nothing without it. */
  interference?: Interference;
}

/** Answers for every AWS service but DynamoDB. The signature of a request says which service it wants. */
export function createAws(options: AwsOptions): RequestListener {
  return (incoming, response) => {
    options.clock
      .during(() => handle(incoming, response, options))
      .catch((error: unknown) => {
        options.failed(error);
        response.destroy();
      });
  };
}

/** Serves AWS on a port of its own; 0 lets the system choose. */
export function startAws(options: AwsOptions & { port: number }): Promise<LoopbackServer> {
  return listen(options.port, createAws(options));
}

/** Who signed a request for what, read from its Authorization header or presigned query. */
export function credentialOf(authorization: string | undefined, query?: URLSearchParams) {
  const credential = /Credential=([^,\s]+)/.exec(authorization ?? "")?.[1] ?? query?.get("X-Amz-Credential") ?? "";
  const [accessKey = "", , , service] = credential.split("/");
  return { service, caller: accessKey.startsWith("local-") ? accessKey.slice("local-".length) : undefined };
}

/** The execution environment that made a request: each has a session token of its own. */
export const environmentOf = ({ "x-amz-security-token": token }: IncomingHttpHeaders): string | undefined =>
  typeof token === "string" ? token : undefined;

async function handle(incoming: IncomingMessage, response: ServerResponse, options: AwsOptions): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const { service, caller } = credentialOf(incoming.headers.authorization, url.searchParams);
  const target = incoming.headers["x-amz-target"];
  const request: AwsRequest = {
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: singleHeaders(incoming),
    body: (await readBody(incoming)) ?? Buffer.alloc(0),
    ...(typeof target === "string" && { target }),
    ...(caller && { caller }),
  };
  const call = { ...request, service: service ?? "unsigned", operation: operationOf(request) };
  options.requests.add(caller, call.service, call.operation);
  const refusal = options.watch?.refuse(call);
  if (refusal) return send(response, refusal);
  const serve = async () => {
    const answer = await reply(request, service, options);
    options.watch?.answered(call, answer);
    return answer;
  };
  const environment = environmentOf(incoming.headers);
  const { interference } = options;
  const from = caller && environment ? { caller, environment, ...call } : undefined;
  const refuse = (refused: AwsReply) => refused;
  const answer = from && interference ? await faultyCall(from, interference, { serve, refuse }) : await serve();
  if (answer) send(response, answer);
  else response.destroy();
}

async function reply(request: AwsRequest, service: string | undefined, options: AwsOptions): Promise<AwsReply> {
  const answer = service === undefined ? undefined : options.services[service];
  if (!answer) return awsError(400, "UnknownService", `The local runtime does not run the AWS service "${service}"`);
  try {
    return await answer(request);
  } catch (error) {
    options.failed(error);
    return awsError(500, "InternalFailure", error instanceof Error ? error.message : String(error));
  }
}

/** An error in the shape the JSON protocols of AWS share. */
export function awsError(status: number, type: string, message: string): AwsReply {
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": type },
    body: JSON.stringify({ __type: type, message }),
  };
}

function operationOf({ method, body, headers, target }: AwsRequest): string {
  if (target) return target.slice(target.lastIndexOf(".") + 1);
  if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return method;
  return /(?:^|&)Action=(\w+)/.exec(body.toString("latin1"))?.[1] ?? method;
}

function singleHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [name, values?.join(",") ?? ""]);
  return Object.fromEntries(headers);
}

export function send(response: ServerResponse, reply: AwsReply): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, {
    "x-amzn-requestid": randomUUID(),
    "content-length": body.length,
    ...reply.headers,
  });
  response.end(body);
}
