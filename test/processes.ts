import { execFileSync } from "node:child_process";

/** A process of this machine: its id and its command line. */
export interface Running {
  pid: number;
  command: string;
}

/** Processes that work with a folder. */
export const processesOn = (folder: string): Running[] =>
  execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+) (.*)$/.exec(line) ?? [])
    .map(([, pid, command = ""]) => ({ pid: Number(pid), command }))
    .filter(({ command }) => command.includes(folder));
