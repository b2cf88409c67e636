import { createServer } from "node:http";
import type { Context } from "aws-lambda";
import { inject, vi } from "vitest";
import { DeliveryId } from "../../../functions/intake/deliveries/delivery-id.ts";
import type { HttpRequest, HttpResponse } from "../../../functions/platform/http/http.ts";
import { createAws } from "../../../stacks/local/aws/aws.ts";
import { RequestLog } from "../../../stacks/local/aws/request-log.ts";
import { Stops } from "../../../stacks/local/disposables.ts";
import { layGround } from "../../../stacks/local/foundation.ts";
import { tableListener } from "../../../stacks/local/table/table-service.ts";
import { monday } from "../../given.ts";
import { platformAnswer } from "./platform-answer.ts";
import { type Knock, platformNamed, sealOf } from "./probe.ts";
import { secretNames } from "./seals.ts";

const publicUrl = "https://leads.example";

const unused = () => {
  throw new Error("Nothing of ours calls this");
};
const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "door",
  functionVersion: "1",
  invokedFunctionArn: "arn",
  memoryLimitInMB: "1024",
  awsRequestId: "request",
  logGroupName: "log",
  logStreamName: "log",
  getRemainingTimeInMillis: () => 10_000,
  done: unused,
  fail: unused,
  succeed: unused,
};

async function aPlatformsApi(stops: Stops): Promise<string> {
  const server = createServer((request, response) => {
    const { status, body } = platformAnswer(request.url ?? "");
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  stops.add({ stop: () => server.close() });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}

/** The event that API Gateway makes of a request: text it hands over as text, the rest as base64. */
export function eventOf({ method, headers, bytes }: Knock, path: string, query: string): HttpRequest {
  const [, platform = "", sourceId = ""] = path.slice(1).split("/");
  const isText = /^(text\/.*|application\/(json|xml|javascript))$/.test(headers["content-type"]?.split(";")[0] ?? "");
  const routeKey = `${method} /intake/{platform}/{sourceId}`;
  const http = { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "" };
  return {
    ...{ version: "2.0", routeKey, rawPath: path, rawQueryString: query, headers },
    requestContext: {
      ...{ accountId: "1", apiId: "1", domainName: "leads.example", domainPrefix: "leads", http },
      ...{ requestId: "1", routeKey, stage: "$default", time: "", timeEpoch: 0 },
    },
    pathParameters: { platform, sourceId },
    ...(bytes.length > 0 && { body: bytes.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: !isText,
  };
}

/** The routes of the form door; whatever else comes under `/intake` is the platforms' (stacks/intake.ts). */
const isFormRoute = ({ rawPath, requestContext: { http } }: HttpRequest): boolean =>
  http.method === "POST" && rawPath.startsWith("/intake/form/");

/** A knock at a source's door, sealed for its address and the moment. */
export function sealed(probe: Knock, platform: string, path: string, now: number): { knock: Knock; query: string } {
  const { query: own, bytes, signer, headers } = probe;
  const address = (query: string) => `${publicUrl}${path}${query ? `?${query}` : ""}`;
  const seal = sealOf(platform, signer, { url: address(own), bytes, at: now });
  const query = [own, seal.query].filter(Boolean).join("&");
  return { query, knock: { ...probe, bytes: seal.bytes ?? bytes, headers: { ...headers, ...seal.headers } } };
}

/**
 * The doors and the unpacker as they ship, in this process, on a real table, with a bucket and secrets; the platforms' own
 * APIs answer as `platformAnswer` says. The clock stands until a test sets it.
 */
export async function openHarness() {
  const stops = new Stops();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(monday) });
  stops.add({ stop: () => vi.useRealTimers() });
  const faults: unknown[] = [];
  const failed = (error: unknown) => void faults.push(error);
  const options = { port: 0, clock: "manual", start: Date.parse(monday), report: failed } as const;
  const {
    awsDoor,
    dynamoDoor,
    table: service,
    tables,
    clock,
    secrets,
    buckets,
    assembly,
  } = await layGround({ ...options, assembly: inject("assembly"), publicUrl }, stops, { failed, expired: () => {} });
  dynamoDoor.serve(tableListener(service, failed));
  const services = { s3: buckets.service, secretsmanager: secrets.service };
  awsDoor.serve(createAws({ clock, requests: new RequestLog(), services, failed }));
  const api = await aPlatformsApi(stops);
  const table = assembly.ofType("AWS::DynamoDB::Table")[0]?.ref ?? "";
  const secret = assembly
    .ofType("AWS::SecretsManager::Secret")
    .find(({ logicalId }) => logicalId.startsWith("DataKey"));
  const environment: Record<string, string> = {
    TABLE_NAME: table,
    VAULT_BUCKET: assembly.ofType("AWS::S3::Bucket")[0]?.ref ?? "",
    MAIL_FUNCTION: "no mail comes here",
    DATA_KEY_ID: secret?.arn ?? "",
    PUBLIC_URL: publicUrl,
    AWS_REGION: assembly.region,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDoor.url,
    AWS_ENDPOINT_URL_S3: awsDoor.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: awsDoor.url,
    META_GRAPH_URL: api,
    LINKEDIN_API_URL: api,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  stops.add({ stop: () => vi.unstubAllEnvs() });
  const [form, door, unpacker, registry, sealing, { Source }, { instant }, books] = await Promise.all([
    import("../../../functions/intake/adapters/web-form/form.ts"),
    import("../../../functions/intake/webhook/webhook.ts"),
    import("../../../functions/intake/webhook/processor.ts"),
    import("../../../functions/source/registry.ts"),
    import("../../../functions/source/secrets.ts"),
    import("../../../functions/source/source.ts"),
    import("../../../functions/platform/time.ts"),
    import("./books.ts"),
  ]);

  return {
    faults,
    client: service.client,
    table,
    tables,
    books,
    stop: () => stops.run(),
    /** Whether something lies in the bucket under a key. */
    keeps: async (key: string) => (await buckets.get(environment.VAULT_BUCKET ?? "", key)) !== undefined,
    /** Given a source of a platform that nobody has knocked at yet. */
    async aSource(name: string, id: string) {
      const platform = platformNamed(name);
      const { platforms } = await import("../../../functions/intake/adapters/platforms.ts");
      const known = { id, platform, channel: platforms[platform]?.channel, name, consent: { by: "none" } };
      const kind = secretNames[name];
      const given = {
        ...(kind && { [kind]: "the right secret" }),
        ...(platforms[platform]?.challenge && { verifyToken: "the word", accessToken: "token" }),
      };
      return registry.sources.create(await sealing.withSecrets(Source.parse(known), given, instant(Date.now())), {
        kind: "system",
      });
    },
    /** When somebody knocks. */
    knock: (request: HttpRequest): Promise<HttpResponse> =>
      (isFormRoute(request) ? form : door).handler(request, context),
    unpack: (delivery: string): Promise<void> => unpacker.handler({ delivery: DeliveryId.parse(delivery) }, context),
  };
}

export type Harness = Awaited<ReturnType<typeof openHarness>>;
