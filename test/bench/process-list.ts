import { execFileSync } from "node:child_process";

export interface RunningProcess {
  pid: number;
  parent: number;
  name: string;
  /** Resident memory. */
  megabytes: number;
  /** Processor time so far; the system tells it in whole seconds or hundredths. */
  cpuMs: number;
}

/** Every process of this machine, as `ps` sees it. */
export function readProcesses(): RunningProcess[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,time=,comm="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, rss, time = "", name = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      if (pid === undefined) return [];
      const megabytes = Math.round(Number(rss) / 1024);
      return [{ pid: Number(pid), parent: Number(parent), name, megabytes, cpuMs: millis(time) }];
    });
}

/** `[[days-]hours:]minutes:seconds` in ms. */
function millis(time: string): number {
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = time.split(/[:-]/).map(Number).reverse();
  return 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)));
}
