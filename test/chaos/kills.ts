import { execFileSync } from "node:child_process";

/** When something is killed. */
export interface Kills {
  /** How many requests pass between two, at most. */
  calmFor: number;
  /** How many of the runtime there are in all. */
  atMost?: number;
  /** Only in the middle of requests to this path. */
  during?: string;
}

/** The process of the database on a folder. */
export function databaseOf(folder: string): number | undefined {
  const processes = execFileSync("ps", ["-A", "-o", "pid=,comm=,args="], { encoding: "utf8" }).split("\n");
  const line = processes.find((it) => /^\s*\d+ java\s/.test(it) && it.includes(folder));
  return line ? Number(line.trim().split(/\s+/)[0]) : undefined;
}
