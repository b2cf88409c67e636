import { type ForkOptions, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
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
import { startProgress } from "../terminal/progress.ts";

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

/** The assembly's folder, synthesized by a process of its own if sources changed. @throws Error with what that printed */
export async function cachedAssembly(signal?: AbortSignal): Promise<string> {
  const folder = join(cache, sourceHash());
  if (!existsSync(join(folder, "manifest.json"))) await synthesizeInto(folder, signal);
  const now = new Date();
  utimesSync(folder, now, now);
  return folder;
}

function sourceHash(): string {
  const hash = createHash("sha256");
  for (const file of globSync(sources, { cwd: root }).toSorted()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex").slice(0, 24);
}

async function synthesizeInto(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  const progress = startProgress("Building the application");
  try {
    await runSynth(draft, signal);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    progress.stop();
  }
  removeOld();
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was first with the same result.
    if (!existsSync(join(folder, "manifest.json"))) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

async function runSynth(out: string, signal: AbortSignal | undefined): Promise<void> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const argv = ["--stage", "local", "--out", out];
  // With a channel to this process: it ends when this one is gone.
  const options: ForkOptions = { cwd: root, env, signal, execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] };
  const child = fork(join(root, "stacks/local/synth.ts"), argv, options);
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk).slice(-4000);
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The stacks cannot be synthesized:\n${said}`);
}

function removeOld(): void {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > keptMs) rmSync(folder, { recursive: true, force: true });
  }
}
