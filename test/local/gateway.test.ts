import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { concurrencyLimit } from "../../stacks/local/gateway/concurrency.ts";
import { createGateway } from "../../stacks/local/gateway/gateway.ts";
import { listen } from "../../stacks/local/http/http-port.ts";
import { jsonReply, type LocalRoute } from "../../stacks/local/http/local-route.ts";
import type { InvocationOutcome } from "../../stacks/local/lambda/function-worker.ts";
import { readApp } from "./fixture-app.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");

function failed(error: unknown): never {
  throw error;
}

function route(key: string) {
  return {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: { RouteKey: key, Target: { "Fn::Join": ["/", ["integrations", { Ref: "Integration" }]] } },
  };
}

const integration = {
  Type: "AWS::ApiGatewayV2::Integration",
  Properties: {
    IntegrationType: "AWS_PROXY",
    IntegrationUri: { "Fn::GetAtt": ["Fn", "Arn"] },
    PayloadFormatVersion: "2.0",
  },
};

const keys = [
  "POST /intake/form/{sourceId}",
  "GET /u/{token}",
  "GET /api/leads/new",
  "GET /api/leads/{id}",
  "ANY /api/{proxy+}",
];

/** A gateway whose function answers with `respond`; by default with the event it got. */
const gateway = async (respond?: (event: Record<string, unknown>) => unknown): Promise<string> => {
  const { url, failures } = await aGateway(respond);
  onTestFinished(() => expect(failures).toEqual([]));
  return url;
};

async function aGateway(respond: (event: Record<string, unknown>) => unknown = (event) => event) {
  const apiRoutes = Object.fromEntries(keys.map((key, index) => [`Route${index}`, route(key)]));
  const assembly = readApp({
    functions: { Fn: "" },
    resources: { Api: { Type: "AWS::ApiGatewayV2::Api" }, Integration: integration, ...apiRoutes },
  });
  const invokeRaw = async (_: string, event: string): Promise<InvocationOutcome> => {
    const answer = await respond(JSON.parse(event));
    if (answer instanceof Error) return { ok: false, errorType: answer.name, errorMessage: answer.message };
    return { ok: true, payload: JSON.stringify(answer) ?? "null" };
  };
  const clock = new VirtualClock({ mode: "manual", from: monday, failed });
  const local: LocalRoute = {
    method: "GET",
    path: "/local/mails/{id}.eml",
    answer: async ({ params }) => jsonReply(200, params),
  };
  const broken: LocalRoute = {
    method: "GET",
    path: "/local/broken",
    answer: async () => {
      throw new Error("it is broken", { cause: "for a reason" });
    },
  };
  const failures: unknown[] = [];
  const routes = [local, broken];
  const noted = { failed: (error: unknown) => void failures.push(error) };
  const server = await listen(0, createGateway({ assembly, clock, functions: { invokeRaw }, routes, ...noted }));
  onTestFinished(() => server.stop(0));
  return { url: server.url, failures };
}

/** Posts a body of a type, and returns what the function saw of it. */
async function bodyOf(url: string, type: string | undefined, body: string) {
  const response = await fetch(`${url}/intake/form/website`, {
    method: "POST",
    body: Buffer.from(body),
    ...(type && { headers: { "content-type": type } }),
  });
  const event = Object(await response.json());
  return { body: event.body, isBase64Encoded: event.isBase64Encoded };
}

test("a request becomes an event of payload format 2.0", async () => {
  const url = await gateway();
  const response = await fetch(`${url}/u/a%2Fb%20c?x=1&x=2&y=%C3%A9`, {
    headers: { "User-Agent": "test", "X-Twice": "one", Cookie: "a=1; b=2" },
  });
  expect(response.headers.get("content-type")).toBe("application/json");
  const event = await response.json();
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "GET /u/{token}",
    rawPath: "/u/a%2Fb%20c",
    rawQueryString: "x=1&x=2&y=%C3%A9",
    cookies: ["a=1", "b=2"],
    headers: { "user-agent": "test", "x-twice": "one", "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http" },
    queryStringParameters: { x: "1,2", y: "é" },
    pathParameters: { token: "a/b c" },
    requestContext: {
      accountId: "123456789012",
      apiId: expect.any(String),
      http: { method: "GET", path: "/u/a%2Fb%20c", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      requestId: expect.any(String),
      routeKey: "GET /u/{token}",
      stage: "$default",
      time: "23/Nov/2026:09:00:00 +0000",
      timeEpoch: monday,
    },
    isBase64Encoded: false,
  });
  expect(event).not.toHaveProperty("body");
});

test("a header that comes twice is joined", async () => {
  const url = await gateway();
  const event = await new Promise<string>((resolve) => {
    request(`${url}/u/1`, { headers: { "X-Twice": ["one", "two"] } }, (response) => {
      response.setEncoding("utf8").once("data", resolve);
    }).end();
  });
  expect(JSON.parse(event).headers["x-twice"]).toBe("one,two");
});

test.each([
  "application/json",
  "application/json; charset=utf-8",
  "text/plain",
  "text/xml",
  "application/xml",
  "application/javascript",
])("%s is handed over as text", async (type) => {
  expect(await bodyOf(await gateway(), type, '{"é":1}')).toEqual({ body: '{"é":1}', isBase64Encoded: false });
});

test.each([
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/problem+json",
  undefined,
])("%s is handed over as base64", async (type) => {
  const expected = Buffer.from("name=Zoë").toString("base64");
  expect(await bodyOf(await gateway(), type, "name=Zoë")).toEqual({ body: expected, isBase64Encoded: true });
});

test.each([
  ["GET", "/api/leads/new", "GET /api/leads/new"],
  ["GET", "/api/leads/17", "GET /api/leads/{id}"],
  ["GET", "/api/leads/17/timeline", "ANY /api/{proxy+}"],
  ["DELETE", "/api/leads/17", "ANY /api/{proxy+}"],
])("%s %s goes to %s", async (method, path, routeKey) => {
  const response = await fetch((await gateway()) + path, { method });
  expect(await response.json()).toMatchObject({ routeKey });
});

test("what no route takes is 404", async () => {
  const response = await fetch(`${await gateway()}/nothing`);
  expect([response.status, await response.json()]).toEqual([404, { message: "Not Found" }]);
});

test("a function's answer becomes the response", async () => {
  const url = await gateway(() => ({
    statusCode: 303,
    headers: { Location: "https://example.org/thanks", "X-Number": 5 },
    cookies: ["a=1", "b=2"],
  }));
  const response = await fetch(`${url}/u/1`, { redirect: "manual" });
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("https://example.org/thanks");
  expect(response.headers.get("x-number")).toBe("5");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

test("a base64 answer is decoded", async () => {
  const url = await gateway(() => ({
    statusCode: 200,
    headers: { "content-type": "image/gif" },
    body: "R0lGODlh",
    isBase64Encoded: true,
  }));
  const response = await fetch(`${url}/u/1`);
  expect(await response.text()).toBe("GIF89a");
});

test.each([
  ["a text", "hello", "hello"],
  ["an object without a status", { a: 1 }, '{"a":1}'],
  ["nothing", null, "null"],
])("%s is a 200 with JSON", async (_, answer, body) => {
  const response = await fetch(`${await gateway(() => answer)}/u/1`);
  expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
    200,
    "application/json",
    body,
  ]);
});

test.each([
  ["a failed function", new Error("no")],
  ["a status that is none", { statusCode: "soon" }],
  ["a body that is no text", { statusCode: 200, body: { a: 1 } }],
])("%s is 500", async (_, answer) => {
  const response = await fetch(`${await gateway(() => answer)}/u/1`);
  expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
});

test("who comes while the function is busy with as many as it may be is refused at once, and the others are answered", async () => {
  const { promise: done, resolve: finish } = Promise.withResolvers<string>();
  const { promise: full, resolve: filled } = Promise.withResolvers<void>();
  let begun = 0;
  const url = await gateway(() => {
    if (++begun === concurrencyLimit) filled();
    return begun > concurrencyLimit ? "one more" : done;
  });
  const taken = Array.from({ length: concurrencyLimit }, () => fetch(`${url}/u/1`));
  await full;
  const refused = await fetch(`${url}/u/1`);
  expect([refused.status, await refused.json()]).toEqual([503, { message: "Service Unavailable" }]);
  finish("fine");
  expect(new Set((await Promise.all(taken)).map(({ status }) => status))).toEqual(new Set([200]));
  expect((await fetch(`${url}/u/1`)).status).toBe(200);
  expect(begun).toBe(concurrencyLimit + 1);
});

test("more than a Lambda event or API Gateway takes is 413", async () => {
  const url = await gateway(() => "fine");
  const post = async (bytes: number) =>
    (await fetch(`${url}/intake/form/website`, { method: "POST", body: Buffer.alloc(bytes, "x") })).status;
  expect(await post(4_000_000)).toBe(200);
  expect(await post(5_000_000)).toBe(413);
  expect(await post(11_000_000)).toBe(413);
});

test.each(["//", "/\\\\", "/local/mails/%", "/%ff"])("the path %s ends nothing and is answered", async (path) => {
  const url = new URL(await gateway());
  const status = await new Promise((resolve) => {
    request({ host: url.hostname, port: url.port, path }, (response) => resolve(response.statusCode)).end();
  });
  expect(status).toBeOneOf([400, 404]);
});

test("a control route that fails says why, there and to whom it may concern", async () => {
  const { url, failures } = await aGateway();
  const answer = await fetch(`${url}/local/broken`);
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { status: 500, detail: "GET /local/broken failed: it is broken: for a reason" },
  ]);
  expect(failures).toEqual([expect.objectContaining({ message: "it is broken" })]);
});

test("control routes answer programs of this machine and no page of another site", async () => {
  const url = await gateway();
  const route = `${url}/local/mails/m-1.eml`;
  expect(await (await fetch(route)).json()).toEqual({ id: "m-1" });
  expect((await fetch(route, { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
  const rebound = await new Promise((resolve) => {
    request(route, { headers: { host: "evil.example" } }, (response) => resolve(response.statusCode)).end();
  });
  expect(rebound).toBe(403);
});
