import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "../clock/clock.ts";
import { readBody } from "../http/http-port.ts";
import { type LocalRoute, localRoutes, problemReply } from "../http/local-route.ts";
import type { InvocationOutcome } from "../lambda/function-worker.ts";
import type { LocalFunctions } from "../lambda/lambda.ts";
import type { Assembly } from "../template/template.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { Accepted } from "./accepted-ids.ts";
import { apiEvent } from "./api-event.ts";
import { apiReply, type HttpReply, messageReply } from "./api-reply.ts";
import { apiRoutes, findRoute } from "./api-route.ts";
import { Concurrency } from "./concurrency.ts";

export type { LocalReply, LocalRequest, LocalRoute } from "../http/local-route.ts";

export interface GatewayOptions {
  assembly: Assembly;
  clock: Clock;
  functions: Pick<LocalFunctions, "invokeRaw">;
  routes: LocalRoute[];
  /** Hears of each request the API has answered; bytes of the bodies. */
  served?(requestBytes: number, answerBytes: number): void;
  /** Hears what the doors for inquiries answer, before it is sent. */
  accepted?: Pick<Accepted, "hear">;
  failed(error: unknown): void;
}

/** Limits of an HTTP API (docs: http-api-quotas), and of what Lambda takes as an event. */
const bodyLimitBytes = 10 * 1024 * 1024;
const eventLimitBytes = 6_291_556;

/** Answers HTTP requests as the assembly's HTTP API does, and the control routes of the runtime. */
export function createGateway(options: GatewayOptions): RequestListener {
  const findLocal = localRoutes(options.routes);
  const answerApi = createApi(options);
  const answer = async (incoming: IncomingMessage): Promise<HttpReply> => {
    const url = `http://localhost${incoming.url ?? "/"}`;
    if (!URL.canParse(url)) return messageReply(400, "Bad Request");
    const { pathname, searchParams } = new URL(url);
    const local = findLocal(incoming.method ?? "GET", pathname);
    if (!local) return options.clock.during(() => answerApi(incoming, pathname));
    return answerLocal(incoming, local.route, local.params, searchParams).catch((error: unknown) => {
      options.failed(error);
      return localFailure(error, `${incoming.method} ${pathname}`);
    });
  };
  return (incoming, response) => {
    answer(incoming)
      .catch((error: unknown) => {
        options.failed(error);
        return messageReply(500, "Internal Server Error");
      })
      .then((reply) => send(response, reply))
      .catch(options.failed);
  };
}

/** Who controls the runtime is told why it could not be done; the API tells nobody, as on AWS. */
function localFailure(error: unknown, what: string): HttpReply {
  const { status, headers = {}, body } = problemReply(500, `${what} failed: ${reasonOf(error)}`);
  return { status, headers, body: Buffer.from(body) };
}

async function answerLocal(
  incoming: IncomingMessage,
  route: LocalRoute,
  params: Record<string, string>,
  query: URLSearchParams,
): Promise<HttpReply> {
  if (isForeign(incoming)) return messageReply(403, "Only pages and programs of this machine may use the runtime");
  const body = await readBody(incoming, bodyLimitBytes);
  const reply = await route.answer({
    params,
    query,
    body: body?.toString() ?? "",
    accept: incoming.headers.accept ?? "",
  });
  return { status: reply.status, headers: reply.headers ?? {}, body: Buffer.from(reply.body) };
}

/** Whether a page of another site, or a name that was pointed at this machine, is behind a request. */
function isForeign({ headers }: IncomingMessage): boolean {
  const host = headers.host?.replace(/:\d+$/, "") ?? "";
  return headers["sec-fetch-site"] === "cross-site" || !["127.0.0.1", "localhost", "[::1]"].includes(host);
}

function createApi({ assembly, clock, functions, served, accepted }: GatewayOptions) {
  const routes = apiRoutes(assembly);
  const apiId = assembly.ofType("AWS::ApiGatewayV2::Api")[0]?.ref ?? "local";
  const concurrency = new Concurrency();
  return async (incoming: IncomingMessage, path: string): Promise<HttpReply> => {
    const body = await readBody(incoming, bodyLimitBytes);
    const found = findRoute(routes, incoming.method ?? "GET", path);
    if (!found) return messageReply(404, "Not Found");
    if (!body) return messageReply(413, "Request Entity Too Large");
    const event = JSON.stringify(
      apiEvent({ incoming, body, ...found, account: assembly.account, apiId, now: clock.now() }),
    );
    if (Buffer.byteLength(event) > eventLimitBytes) return messageReply(413, "Request Entity Too Large");
    const { functionArn } = found.route;
    const invocation = concurrency.admit(functionArn, () => functions.invokeRaw(functionArn, event));
    const reply = replyOf(await invocation);
    served?.(body.length, reply.body.length);
    if (path.startsWith("/intake/")) await accepted?.hear(reply);
    return reply;
  };
}

/** What an HTTP API says of an outcome; 503 when the function was throttled. Each is over before the API's own 30 s are. */
function replyOf(outcome: InvocationOutcome | undefined): HttpReply {
  if (!outcome) return messageReply(503, "Service Unavailable");
  return outcome.ok ? apiReply(JSON.parse(outcome.payload)) : messageReply(500, "Internal Server Error");
}

function send(response: ServerResponse, { status, headers, body }: HttpReply): void {
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, { ...headers, ...(hasBody && { "content-length": body.length }) });
  response.end(hasBody ? body : undefined);
}
