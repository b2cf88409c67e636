import { describe, expect, it, onTestFinished } from "vitest";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { seed } from "../../stacks/local/seed.ts";
import { readFolder } from "../audit/read-folder.ts";
import { closes, holds } from "../audited.ts";
import { temporaryFolder } from "../folder.ts";
import { aPerson, monday, startApp } from "../given.ts";
import { aProcessApp } from "../process-app.ts";
import { processesOn } from "../processes.ts";
import { executionsOf, leadOf, linkTo, mailsAbout, mailsTo, timelineOf } from "../then.ts";
import { until } from "../until.ts";
import { clockOf, itIsQuiet, opens, submits, timePasses } from "../when.ts";

type App = Pick<Runtime, "url" | "token">;

/** An office in this process that goes on with a folder; it is stopped after the test at the latest. */
async function openApp(data: string): Promise<Runtime> {
  const runtime = await startApp({ data });
  onTestFinished(() => runtime.stop());
  return runtime;
}

const breachOf = async (app: App, lead: string) =>
  (await timelineOf(app, lead)).filter(({ type }) => type === "sla.breached").map(({ at }) => at);

const nothingRunsOn = (folder: string) => until(() => processesOn(folder).length === 0);

describe("a clean stop and a start on the same folder", () => {
  it("goes on: same clock, ids, token and links, breach told at its virtual time, nothing twice", async () => {
    const folder = temporaryFolder();
    const first = await openApp(folder);
    await seed(first);
    const nora = aPerson("Nora Berg");
    await submits(first, nora);
    await timePasses(first, "PT2M");
    const before = await leadOf(first, nora.email);
    const mails = await mailsAbout(first, before.id);
    expect(mails).toHaveLength(2);
    const stoppedAt = await clockOf(first);
    await closes(first);
    await nothingRunsOn(folder);

    const second = await openApp(folder);
    expect(await clockOf(second)).toBe(stoppedAt);
    expect(second.token).toBe(first.token);
    await itIsQuiet(second);
    expect(await leadOf(second, nora.email)).toEqual(before);
    expect(await mailsAbout(second, before.id)).toEqual(mails);
    const [notice] = await mailsTo(second, `${before.owner}@team.example`);
    const old = new URL(linkTo(notice, "r"));
    expect(await opens(second.url + old.pathname)).toMatchObject({ status: 200 });

    await timePasses(second, "PT20M");
    expect(await breachOf(second, before.id)).toEqual([new Date(Date.parse(monday) + 5 * 60_000).toISOString()]);
    const touches = (await mailsAbout(second, before.id)).map(({ touch }) => touch);
    expect(touches).toHaveLength(2 + 2 + 1 + 3);
    expect(new Set(touches).size).toBe(touches.length);
    const executions = await executionsOf(second, before.id);
    expect(executions.map(({ name, status }) => [name, status])).toEqual([[`${before.id}-1`, "RUNNING"]]);
    await closes(second);
  });
});

describe("a process that ends", () => {
  it("killed, it is gone; started again, it goes on; told to end, it leaves nothing", async () => {
    const folder = temporaryFolder();
    const first = await aProcessApp(folder, ["--clock", "manual"]);
    const early = aPerson("Early Bird");
    await submits(first, early);
    await timePasses(first, "PT2M");
    const told = await leadOf(first, early.email);
    const late = aPerson("Last Minute");
    expect(await submits(first, late)).toMatchObject({ status: 202 });
    first.process.kill("SIGKILL");
    expect(await first.ended).toEqual({ code: null, signal: "SIGKILL" });
    await nothingRunsOn(folder);

    const second = await aProcessApp(folder, ["--clock", "manual"]);
    expect(second.token).toBe(first.token);
    expect(await clockOf(second)).toBe(Date.parse(monday) + 2 * 60_000);
    await timePasses(second, "PT30M");
    expect(await breachOf(second, told.id)).toEqual([new Date(Date.parse(monday) + 5 * 60_000).toISOString()]);
    const touches = (await mailsAbout(second, told.id)).map(({ touch }) => touch);
    expect(new Set(touches).size).toBe(touches.length);

    // Accepted is accepted, wherever the kill came upon it; a mail whose answer it cut off goes out again.
    const { id } = await leadOf(second, late.email);
    const entries = await timelineOf(second, id);
    expect(entries.filter(({ type }) => type === "inquiry.received")).toHaveLength(1);
    expect(entries.filter(({ type }) => type === "sla.breached")).toHaveLength(1);
    const unknown = new Set(entries.filter(({ type }) => type === "touch.unknown").map(({ data }) => data.touch));
    const acknowledged = (await mailsAbout(second, id)).filter(({ purpose }) => purpose === "service");
    expect(acknowledged.length).toBeGreaterThanOrEqual(1);
    expect(acknowledged.length).toBeLessThanOrEqual(unknown.has(acknowledged[0]?.touch) ? 2 : 1);

    await submits(second, aPerson("Quick Question"));
    second.process.kill("SIGTERM");
    expect(await second.ended).toEqual({ code: 0, signal: null });
    expect(processesOn(folder)).toEqual([]);
    holds(await readFolder(folder));
  });
});
