import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { isFresh, isKept } from "../../stacks/local/data/data-folder.ts";
import { processesOn } from "../processes.ts";
import { root } from "../readme/readme.ts";
import { Command } from "../readme/session.ts";

let folders = 0;

/** A data folder as one would write it: from the project's root, two levels below what there is, with a space. */
function aRelativeFolder(): string {
  folders += 1;
  const top = `node_modules/.cache/leadwright first ${process.pid} ${folders}`;
  onTestFinished(() => rmSync(join(root, top), { recursive: true, force: true }));
  return `${top}/kept/here`;
}

/** The command as the README has it, from the root, with documented flags; stopped after the test at the latest. */
function npmStart(data: string, port = 0): Command {
  const command = new Command(`npm start -- --empty --port ${port} --data "${data}"`, { cwd: root });
  onTestFinished(() => void command.interrupt("SIGKILL"));
  return command;
}

const nothingRunsOn = (data: string) => vi.waitFor(() => expect(processesOn(data)).toEqual([]), { timeout: 60_000 });

/** Names of what the private API lists. */
async function listed(command: Command, path: string): Promise<string[]> {
  const [, url = "", token = ""] = /API\s+(\S+)\/api\s+Authorization: Bearer (\S+)/.exec(command.output) ?? [];
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  return [...(await answer.text()).matchAll(/"id":"([^"]+)"/g)].map(([, id = ""]) => id).sort();
}

/** What the mail server says to whoever connects to the port that the command names. */
async function greetingOfMailServer({ output }: Command): Promise<string> {
  const [, port = ""] = /SMTP on 127\.0\.0\.1:(\d+)/.exec(output) ?? [];
  const socket = createConnection(Number(port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  const [greeting] = await once(socket, "data");
  return String(greeting);
}

async function aTakenPort(): Promise<number> {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const address = taken.address();
  return address && typeof address === "object" ? address.port : 0;
}

it("works in a folder below the root after a first start whose port was taken, and again", async () => {
  const data = aRelativeFolder();
  const { code, output } = await npmStart(data, (await aTakenPort()) - 2).ended();
  expect(code).toBe(1);
  expect(output).toMatch(/Port \d+ is taken by another program\. Choose other ports with --port/);
  expect(output).not.toMatch(/java/i);
  expect(isFresh(join(root, data))).toBe(true);

  const first = npmStart(data);
  await first.says(/Ctrl-C stops it/);
  expect(await listed(first, "/api/owners")).toEqual(["manager-1", "owner-1", "owner-2"]);
  expect(await listed(first, "/api/sources")).toContain("website");
  expect(await greetingOfMailServer(first)).toMatch(/^220 /);
  expect((await first.interrupt()).output).toContain("Stopping");
  await nothingRunsOn(data);
  expect(isKept(join(root, data))).toBe(true);

  const second = npmStart(data);
  await second.says(/Ctrl-C stops it/);
  expect(await listed(second, "/api/owners")).toEqual(["manager-1", "owner-1", "owner-2"]);
  await second.interrupt();
  await nothingRunsOn(data);
});

it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "ended by %s while it starts leaves no process and a fresh folder",
  async (signal) => {
    const data = aRelativeFolder();
    const command = npmStart(data);
    await vi.waitUntil(() => existsSync(join(root, data, ".leadwright-starting")), { timeout: 300_000, interval: 2 });
    await command.interrupt(signal);
    await nothingRunsOn(data);
    expect(existsSync(join(root, data))).toBe(true);
    expect(isFresh(join(root, data))).toBe(true);
  },
);

it("in a folder that is a file says so", async () => {
  const { code, output } = await npmStart("package.json/data").ended();
  expect(code).toBe(1);
  expect(output).toContain(`${join(root, "package.json")} is a file`);
});
