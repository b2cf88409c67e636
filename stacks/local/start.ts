import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFresh, tokenFile } from "./data/data-folder.ts";
import { playStory } from "./demo/story.ts";
import { type Flags, readFlags, startUsage } from "./flags.ts";
import { billLines } from "./meter/bill-page.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import { seed } from "./seed.ts";

/** The command line: starts the runtime, sets it up and plays the story when its data is new, serves until it is told to end. */
async function main(): Promise<number> {
  const flags = readFlags(process.argv.slice(2), process.env);
  if (flags.help) {
    console.log(startUsage);
    return 0;
  }
  const interruption = onInterruption();
  const data = dataFolder(flags);
  try {
    return await serve(flags, data.folder, interruption);
  } catch (error) {
    if (interruption.aborted) return interrupted;
    throw error;
  } finally {
    if (data.temporary) rmSync(data.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Exit code of a command that a signal has ended. */
const interrupted = 130;

async function serve(flags: Flags, data: string | undefined, interruption: AbortSignal): Promise<number> {
  const isNew = data === undefined || isFresh(data);
  heedable(flags, isNew);
  const plays = isNew && !flags.empty;
  const { start, port } = flags;
  const token = process.env.LEADWRIGHT_TOKEN;
  const runtime = await startRuntime({
    port,
    clock: plays ? "manual" : flags.clock,
    start,
    signal: interruption,
    ...(data && { data }),
    ...(token && { token }),
    ...(isNew && { setUp: seed }),
    report: (line) => console.error(line),
  });
  if (data) writeFileSync(tokenFile(data), runtime.token, { mode: 0o600 });
  const ended = untilEnded(runtime, interruption, flags.once ? interrupted : 0);
  const work = async (): Promise<number> => {
    const played = plays ? await storyCode(runtime) : 0;
    if (flags.once) return played;
    if (plays && flags.clock === "real") runtime.clock.release();
    greet(runtime, data);
    return ended;
  };
  try {
    return await Promise.race([ended, work()]);
  } finally {
    await runtime.stop();
  }
}

/** @throws Error naming a flag that has no meaning for data that are there already */
function heedable({ once, empty, startNamed }: Flags, isNew: boolean): void {
  if (isNew) return;
  if (once && !empty)
    throw new Error("--once plays the story, and that needs fresh data. Name a new folder with --data, or none.");
  if (startNamed) console.error("The kept clock goes on; --start is only where a fresh one begins.");
}

/** Plays the story; the exit code says whether everything that should have happened was seen. */
async function storyCode(runtime: Runtime): Promise<number> {
  const outcomes = await playStory(runtime, (line) => console.log(line));
  for (const line of ["", "The bill", "", ...billLines(await runtime.bill())]) console.log(line);
  return outcomes.every(({ seen }) => seen) ? 0 : 1;
}

function dataFolder({
  data,
  dataNamed,
  once,
}: Flags): { folder: string; temporary: boolean } | { folder: undefined; temporary: false } {
  if (data === undefined) return { folder: undefined, temporary: false };
  if (!once || dataNamed) return { folder: data, temporary: false };
  return { folder: mkdtempSync(join(tmpdir(), "leadwright-")), temporary: true };
}

/** Is aborted by the first signal that asks for the end; the second ends the process at once. */
function onInterruption(): AbortSignal {
  const asked = new AbortController();
  const ask = () => {
    if (asked.signal.aborted) process.exit(interrupted);
    console.log("\nStopping ... (again to force)");
    asked.abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, ask);
  return asked.signal;
}

/** Resolves with the exit code when the end is asked for (`code`), or when the runtime cannot go on. */
async function untilEnded(runtime: Runtime, interruption: AbortSignal, code: number): Promise<number> {
  const asked = new Promise<number>((resolve) => {
    if (interruption.aborted) resolve(code);
    interruption.addEventListener("abort", () => resolve(code));
  });
  const lost = runtime.lost.then((reason) => {
    console.error(reason);
    return 1;
  });
  return Promise.race([asked, lost]);
}

function greet({ url, inboxUrl, smtpPort, dynamoUrl, token, clock }: Runtime, data: string | undefined): void {
  console.log(`
Leadwright is running.

  Form page   ${url}/
  Mail inbox  ${inboxUrl}/
  Mail to us  SMTP on 127.0.0.1:${smtpPort}
  All pages   ${url}/local
  API         ${url}/api    Authorization: Bearer ${token}
  DynamoDB    ${dynamoUrl}
  Clock       ${clock.mode}, ${new Date(clock.now()).toISOString()}
  Data        ${data ?? "in memory only"}

Ctrl-C stops it.
`);
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
