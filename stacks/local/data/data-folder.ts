import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Everything that a runtime keeps; a test holds it complete. */
export const keptNames = [
  "accepted.txt",
  "announced.log",
  "buckets",
  "clock.json",
  "dynamodb",
  "executions.jsonl",
  "inbound",
  "logs",
  "mails",
  "secrets.json",
  "streams",
  "table",
  "token",
] as const;

const lockName = "lock";
/** Is there from the first moment of a fresh folder until all has been healthy once. */
const startingName = ".leadwright-starting";
const removable: ReadonlySet<string> = new Set([...keptNames, ...keptNames.map((name) => `${name}.new`)]);
const isOurs = (name: string): boolean =>
  removable.has(name) || [lockName, `${lockName}-journal`, startingName].includes(name);

/** SQLite's "somebody else has it" (SQLITE_BUSY, https://www.sqlite.org/rescode.html). */
const busy = 5;

export interface DataFolder {
  /** From now on what is here is kept by the next start. */
  healthy(): void;
  stop(): void;
}

/** The file of a data folder in which the private API's token lies, for commands on this machine. */
export const tokenFile = (folder: string): string => join(folder, "token");

/** Whether a start in this folder has become healthy, so that what is in it counts. */
export const isKept = (folder: string): boolean =>
  existsSync(join(folder, "clock.json")) && !existsSync(join(folder, startingName));

/** Whether no start here ever became healthy. @throws Error for no folder, another's, or data this release cannot read */
export function isFresh(folder: string): boolean {
  const names = namesIn(folder);
  if (isKept(folder)) {
    if (names.includes("dynamodb") && !names.includes("table"))
      throw unusable(folder, "an earlier release has kept its data there, in DynamoDB Local's files");
    return false;
  }
  if (names.includes(startingName)) return true;
  const strange = names.filter((name) => !isOurs(name));
  if (names.length === 0 || (names.includes(lockName) && strange.length === 0)) return true;
  const shown = (strange.length > 0 ? strange : names).slice(0, 3).join(", ");
  throw unusable(folder, `it holds what is not Leadwright's (${shown})`);
}

/** Takes a folder for this process alone; removes only starts that never became healthy. @throws Error with the cure */
export function openData(folder: string): DataFolder {
  isFresh(folder);
  make(folder);
  const lock = lockData(folder);
  try {
    if (isFresh(folder)) clear(folder);
  } catch (error) {
    lock.stop();
    throw error;
  }
  return { ...lock, healthy: () => rmSync(join(folder, startingName), { force: true }) };
}

/** Takes an existing folder until `stop`; the lock ends with the process. @throws Error when it is taken or not writable */
export function lockData(folder: string): { stop(): void } {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(folder, lockName), { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    if (codeOf(error) === busy) {
      throw new Error(
        `${folder} is in use by another runtime. Stop that one first, or name another folder with --data.`,
      );
    }
    throw unusable(folder, "you may not write in it", error);
  }
  const held = lock;
  return { stop: () => held.close() };
}

function clear(folder: string): void {
  const marker = join(folder, startingName);
  try {
    // First of all: a start that is killed while it clears leaves a folder that is fresh.
    writeFileSync(marker, "No start in this folder has become healthy yet.\n");
    for (const name of namesIn(folder)) {
      if (removable.has(name)) rmSync(join(folder, name), { recursive: true });
    }
  } catch (error) {
    throw unusable(folder, "what a start that failed has left in it cannot be removed", error);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    if (codeOf(error) === "ENOTDIR") throw unusable(folder, `${fileOn(folder)} is a file`, error);
    throw unusable(folder, "you may not read it", error);
  }
}

/** One by one: in a file system that takes no folders Node's own recursion never ends. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw unusable(folder, `it cannot be made (${codeOf(error)})`, error);
  }
}

/** The file that stands where a path needs a folder. */
const fileOn = (path: string): string =>
  existsSync(path) && !statSync(path).isDirectory() ? path : fileOn(dirname(path));

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "errcode" in error
    ? error.errcode
    : error instanceof Error && "code" in error
      ? error.code
      : undefined;

const unusable = (folder: string, why: string, cause?: unknown): Error =>
  new Error(`${folder} cannot keep the data: ${why}. Name a new or empty folder with --data.`, { cause });
