import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Flags, readFlags, usage } from "./flags.ts";
import { billLines } from "./meter/bill-page.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import { seed } from "./seed.ts";
import { playStory } from "./story/story.ts";
import { isAssemblyFresh } from "./template/assembly-cache.ts";

/** The command line: starts the runtime, sets it up and plays the story when its data is new, serves until it is told to end. */
async function main(): Promise<number> {
  const flags = readFlags(process.argv.slice(2));
  if (flags.help) {
    console.log(usage);
    return 0;
  }
  const data = dataFolder(flags);
  try {
    return await serve(flags, data.folder);
  } finally {
    if (data.temporary) rmSync(data.folder, { recursive: true, force: true });
  }
}

async function serve(flags: Flags, data: string | undefined): Promise<number> {
  const isNew = data === undefined || !existsSync(data) || readdirSync(data).length === 0;
  if (!isAssemblyFresh()) console.log("Building the application (about 10 seconds, only after changes) ...");
  const plays = isNew && !flags.empty;
  const { start, port } = flags;
  const token = process.env.LEADWRIGHT_TOKEN;
  const runtime = await startRuntime({
    port,
    clock: plays ? "manual" : flags.clock,
    start,
    ...(data && { data }),
    ...(token && { token }),
    ...(isNew && { setUp: seed }),
    report: (line) => console.error(line),
  });
  const ended = untilEnded(runtime, flags.once ? 130 : 0);
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

/** Resolves with the exit code when a signal asks for the end (`interrupted`), or when the runtime cannot go on. */
async function untilEnded(runtime: Runtime, interrupted: number): Promise<number> {
  const signal = new Promise<number>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.once(name, () => {
        process.once(name, () => process.exit(130));
        console.log("\nStopping ... (again to force)");
        resolve(interrupted);
      });
    }
  });
  const lost = runtime.lost.then((reason) => {
    console.error(reason);
    return 1;
  });
  return Promise.race([signal, lost]);
}

function greet({ url, inboxUrl, dynamoUrl, token, clock }: Runtime, data: string | undefined): void {
  console.log(`
Leadwright is running.

  Form page   ${url}/
  Mail inbox  ${inboxUrl}/
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
