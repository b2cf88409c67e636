import { once } from "node:events";
import { createConnection, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect, inject, onTestFinished, test } from "vitest";
import * as z from "zod";
import { type Runtime, startRuntime } from "../../stacks/local/runtime.ts";
import { readFolder } from "../audit/read-folder.ts";
import { holds } from "../audited.ts";
import { temporaryFolder } from "../folder.ts";
import { aProcessApp } from "../process-app.ts";
import { until } from "../until.ts";
import { writeApp } from "./fixture-app.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");

async function start(options: Partial<Parameters<typeof startRuntime>[0]> = {}): Promise<Runtime> {
  const assembly = options.assembly ?? inject("assembly");
  const runtime = await startRuntime({
    port: 0,
    clock: "manual",
    start: monday,
    report: () => undefined,
    ...options,
    assembly,
  });
  onTestFinished(() => runtime.stop());
  return runtime;
}

const command = (data: string) => aProcessApp(data, [], { LEADWRIGHT_TOKEN: "secret-of-mine" });

function isListening(url: string): Promise<boolean> {
  const socket = createConnection(Number(new URL(url).port), "127.0.0.1");
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

test("the application starts, is healthy, shows the form page and stops without a trace", async () => {
  const runtime = await start({ token: "secret-of-mine" });
  const health = await fetch(`${runtime.url}/health`);
  expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
  const page = await fetch(runtime.url);
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(await page.text()).toMatch(
    /action="\/intake\/form\/website"[\s\S]*name="submission_id" value="[0-9a-f-]{36}"/,
  );
  expect((await fetch(`${runtime.url}/favicon.ico`)).status).toBe(204);
  expect(runtime.token).toBe("secret-of-mine");
  expect(runtime.assembly.outputs.Url).toBe(runtime.url);

  await runtime.stop();

  for (const url of [runtime.url, runtime.inboxUrl, runtime.awsUrl, runtime.dynamoUrl])
    expect(await isListening(url)).toBe(false);
});

test("a request to DynamoDB that nobody signed is refused by it, and no failure of the runtime", async () => {
  const reported: string[] = [];
  const runtime = await start({ report: (line) => reported.push(line) });
  const headers = { "x-amz-target": "DynamoDB_20120810.ListTables", "content-type": "application/x-amz-json-1.0" };
  const answer = await fetch(runtime.dynamoUrl, { method: "POST", headers, body: "{}" });
  expect({ status: answer.status, text: await answer.text() }).toEqual({
    status: 400,
    text: expect.stringContaining("MissingAuthenticationToken"),
  });
  expect(reported).toEqual([]);
});

test("a taken port is named, and nothing is left running", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = address && typeof address === "object" ? address.port : 0;
  await expect(start({ port })).rejects.toThrow(new RegExp(`Port ${port} is taken.*--port`));
});

test("a resource type nobody knows stops the start and leaves nothing running", async () => {
  const assembly = writeApp({ resources: { Surprise: { Type: "AWS::Neptune::DBCluster" } } });
  await expect(start({ assembly })).rejects.toThrow(/AWS::Neptune::DBCluster \(Surprise\)/);
});

test("the command seeds, serves, ends on a signal and goes on where it was", async () => {
  const data = temporaryFolder();
  const first = await command(data);
  const headers = { authorization: "Bearer secret-of-mine" };
  expect(first.output()).toContain("secret-of-mine");
  const post = {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ name: "Zoe Smith", email: "zoe@example.org" }),
  };
  expect((await fetch(`${first.url}/intake/form/website`, post)).status).toBe(202);

  first.process.kill("SIGTERM");
  expect(await once(first.process, "exit")).toEqual([0, null]);
  const second = await command(data);

  const leads = await fetch(`${second.url}/api/leads`, { headers });
  expect(await leads.json()).toMatchObject({ items: [{ name: "Zoe Smith" }] });
});

test("killed without warning, no stored lead is lost", async () => {
  const data = temporaryFolder();
  const first = await command(data);
  const post = {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ name: "Zoe Smith", email: "zoe@example.org" }),
  };
  expect((await fetch(`${first.url}/intake/form/website`, post)).status).toBe(202);

  first.process.kill("SIGKILL");
  await once(first.process, "exit");
  const second = await command(data);

  const leads = await fetch(`${second.url}/api/leads`, { headers: { authorization: "Bearer secret-of-mine" } });
  expect(await leads.json()).toMatchObject({ items: [{ name: "Zoe Smith" }] });
});

test("killed in the middle of its work again and again, it answers the first who comes when it is healthy again", async () => {
  const data = temporaryFolder();
  const accepted: string[] = [];
  let people = 0;
  const comes = async (url: string): Promise<number> => {
    const person = { name: "Zoe Smith", email: `zoe${++people}@person.example`, message: "How much is a roof?" };
    const headers = { accept: "application/json", "content-type": "application/json" };
    const answer = await fetch(`${url}/intake/form/website`, { method: "POST", headers, body: JSON.stringify(person) });
    const { inquiryId } = z.looseObject({ inquiryId: z.string() }).parse(await answer.json());
    accepted.push(inquiryId);
    return answer.status;
  };
  for (let life = 0; life < 3; life++) {
    const app = await command(data);
    expect(await (await fetch(`${app.url}/health`)).json()).toEqual({ status: "ok" });
    expect(await comes(app.url)).toBe(202);
    let cutOff = false;
    const crowd = Array.from({ length: 6 }, async () => {
      while (!cutOff) await comes(app.url).catch(() => pause(5));
    });
    const before = accepted.length;
    await until(() => accepted.length >= before + 8);
    app.process.kill("SIGKILL");
    await app.ended;
    cutOff = true;
    await Promise.all(crowd);
  }
  const last = await command(data);
  expect(await comes(last.url)).toBe(202);
  last.process.kill("SIGTERM");
  expect(await last.ended).toEqual({ code: 0, signal: null });
  holds(await readFolder(data, accepted));
});
