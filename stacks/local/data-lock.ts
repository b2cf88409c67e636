import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** SQLite's "somebody else has it" (SQLITE_BUSY, https://www.sqlite.org/rescode.html). */
const busy = 5;

/**
 * Takes a data folder for this process alone until `stop`. The lock is the operating system's: it ends with the process, in
 * whatever way that ends.
 *
 * @throws Error when another runtime, or an audit, works in the folder
 */
export function lockData(folder: string): { stop(): void } {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && "errcode" in error && error.errcode === busy)) throw error;
    throw new Error(`${folder} is in use by another runtime. Stop that one first, or name another folder with --data.`);
  }
  return { stop: () => lock.close() };
}
