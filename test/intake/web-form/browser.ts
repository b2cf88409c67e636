import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian's browser, where the machine has it. */
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const hasBrowser = existsSync(chromium);

const quiet = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
];

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null ? Promise.resolve() : new Promise((resolve) => child.once("exit", () => resolve()));

/** Opens a page in a browser of its own. @returns what closes it and leaves nothing behind */
export function browse(url: string): () => Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "leadwright-browser-"));
  // The launcher is a shell script with children: all of its group end together.
  const child = spawn(chromium, [...quiet, `--user-data-dir=${profile}`, "--remote-debugging-port=0", url], {
    stdio: "ignore",
    detached: true,
  });
  return async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    await ended(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}
