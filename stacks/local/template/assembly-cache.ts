import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const cache = join(root, ".sst/local");

/** All that decides what is synthesized. */
const sources = [
  "functions/**/*",
  "workflows/**/*",
  "stacks/*.ts",
  "stacks/local/synth.ts",
  "sst.config.ts",
  "package-lock.json",
];

const keptMs = 24 * 3_600_000;

/**
 * The cloud assembly of stage `local`, synthesized only when its sources have changed. A process of its own does it:
 * the CDK takes seconds and some hundred megabytes. Processes that run at once do not disturb each other.
 *
 * @returns the assembly's folder
 * @throws Error with what synthesis printed
 */
export async function cachedAssembly(): Promise<string> {
  const folder = join(cache, sourceHash());
  if (!existsSync(join(folder, "manifest.json"))) await synthesizeInto(folder);
  const now = new Date();
  utimesSync(folder, now, now);
  return folder;
}

/** Whether `cachedAssembly` would have to synthesize. */
export function isAssemblyFresh(): boolean {
  return existsSync(join(cache, sourceHash(), "manifest.json"));
}

function sourceHash(): string {
  const hash = createHash("sha256");
  for (const file of globSync(sources, { cwd: root }).toSorted()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex").slice(0, 24);
}

async function synthesizeInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  await runSynth(draft);
  removeOld();
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was first with the same result.
    if (!existsSync(join(folder, "manifest.json"))) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

async function runSynth(out: string): Promise<void> {
  const synth = join(root, "stacks/local/synth.ts");
  const { NODE_OPTIONS: _, ...env } = process.env;
  try {
    await promisify(execFile)(process.execPath, [synth, "--stage", "local", "--out", out], { cwd: root, env });
  } catch (error) {
    rmSync(out, { recursive: true, force: true });
    const output = error instanceof Error && "stderr" in error ? error.stderr : error;
    throw new Error(`The stacks cannot be synthesized:\n${output}`, { cause: error });
  }
}

function removeOld(): void {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > keptMs) rmSync(folder, { recursive: true, force: true });
  }
}
