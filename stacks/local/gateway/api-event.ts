import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { DateTime } from "luxon";
import type { ApiRoute } from "./api-route.ts";

export interface ApiRequest {
  incoming: IncomingMessage;
  body: Buffer;
  route: ApiRoute;
  /** Percent-encoded, as matched. */
  parameters: Record<string, string>;
  account: string;
  apiId: string;
  /** Virtual instant (ms). */
  now: number;
}

/** Types API Gateway hands over as text; all others become base64 (contracts/forms.md, section 0). */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/** The event of payload format 2.0 (docs: http-api-develop-integrations-lambda). */
export function apiEvent(request: ApiRequest): Record<string, unknown> {
  const { incoming, route, parameters } = request;
  const [rawPath = "/", ...rest] = (incoming.url ?? "/").split("?");
  const rawQueryString = rest.join("?");
  const cookies = incoming.headers.cookie?.split("; ");
  return {
    version: "2.0",
    routeKey: route.key,
    rawPath,
    rawQueryString,
    ...(cookies && { cookies }),
    headers: headersOf(incoming),
    ...(rawQueryString && { queryStringParameters: queryOf(rawQueryString) }),
    requestContext: contextOf(request, rawPath),
    ...(Object.keys(parameters).length > 0 && { pathParameters: decoded(parameters) }),
    ...bodyOf(request),
  };
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const {
    cookie: _,
    connection: __,
    "keep-alive": ___,
    "transfer-encoding": ____,
    ...headers
  } = incoming.headersDistinct;
  return {
    ...Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(",") ?? ""])),
    "x-forwarded-for": incoming.headers["x-forwarded-for"]?.toString() ?? sourceIp(incoming),
    "x-forwarded-port": String(incoming.socket.localPort ?? ""),
    "x-forwarded-proto": "http",
  };
}

function queryOf(raw: string): Record<string, string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(raw)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(",")]));
}

function contextOf({ incoming, route, account, apiId, now }: ApiRequest, path: string): Record<string, unknown> {
  const domainName = incoming.headers.host ?? "127.0.0.1";
  return {
    accountId: account,
    apiId,
    domainName,
    domainPrefix: domainName.split(".")[0],
    http: {
      method: incoming.method,
      path,
      protocol: `HTTP/${incoming.httpVersion}`,
      sourceIp: sourceIp(incoming),
      userAgent: incoming.headers["user-agent"] ?? "",
    },
    requestId: randomUUID(),
    routeKey: route.key,
    stage: "$default",
    time: DateTime.fromMillis(now, { zone: "utc", locale: "en" }).toFormat("dd/MMM/yyyy:HH:mm:ss ZZZ"),
    timeEpoch: Math.trunc(now),
  };
}

function bodyOf({ incoming, body }: ApiRequest): Record<string, unknown> {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = incoming.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (textTypes.test(type)) return { body: body.toString("utf8"), isBase64Encoded: false };
  return { body: body.toString("base64"), isBase64Encoded: true };
}

function decoded(parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodeOrKeep(value)]));
}

function decodeOrKeep(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

function sourceIp(incoming: IncomingMessage): string {
  return incoming.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "127.0.0.1";
}
