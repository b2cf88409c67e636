import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { isMissing } from "../kept-file.ts";
import { reasonOf } from "../reason.ts";

/** Ends java when this process is gone in whatever way, `kill -9` included: its end of the pipe closes then. */
const guard = `
signal=$1
shift
exec 3<&0
java "$@" </dev/null 3<&- &
java=$!
{ cat <&3 >/dev/null; kill -s "$signal" "$java" 2>/dev/null; } &
wait "$java"
`;

/** A Java program that ends with this process. */
export interface JavaProcess {
  /** Resolves with the last lines it printed when java has ended, wanted or not. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Runs `java` with these arguments, apart from the terminal's signals: the runtime decides when it ends.
 *
 * @param signal how it is ended: KILL at once, TERM with all that it does at its exit
 */
export function startJava(argv: string[], cwd: string, signal: "KILL" | "TERM" = "KILL"): JavaProcess {
  const child = spawn("sh", ["-c", guard, "sh", signal, ...argv], {
    cwd,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = lastOutput(child);
  // Who writes to a program that has ended is told by its end.
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.on("error", () => {});
  const ended = once(child, "exit").then(output, (error: unknown) => `It cannot be run: ${reasonOf(error)}`);
  return {
    ended,
    stop: async () => {
      child.stdin?.end();
      await ended;
    },
  };
}

/**
 * Ends Java that a killed runtime has left at work in a folder, and waits until it is gone: two databases on the same files
 * lock each other out. Only for who holds the folder's lock, so that none of them is another's.
 */
export async function endLeftOver(folder: string): Promise<void> {
  const left = (await processes()).filter(({ command }) => /^\S*java /.test(command) && worksIn(folder, command));
  for (const { pid } of left) {
    while (signal(pid, "SIGKILL")) await pause(20);
  }
}

const worksIn = (folder: string, command: string): boolean => `${command} `.includes(` -dbPath ${folder} `);

/** Whether there was such a process to signal. */
function signal(pid: number, name: "SIGKILL"): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

/** Every process with its command line; none where there is no `ps` to tell. */
async function processes(): Promise<{ pid: number; command: string }[]> {
  try {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)("ps", ["-A", "-ww", "-o", "pid=,args="], options);
    return stdout.split("\n").flatMap((line) => {
      const [, pid, command = ""] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
      return pid ? [{ pid: Number(pid), command }] : [];
    });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A port nobody listens on at the moment, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no port");
  return address.port;
}

function lastOutput(child: ChildProcess): () => string {
  let text = "";
  const keep = (chunk: Buffer) => {
    text = (text + chunk).slice(-2000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => text.trim();
}
