import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { reasonOf } from "../terminal/reason.ts";

/** Ends java when this process is gone in whatever way, `kill -9` included: its end of the pipe closes then. */
const guard = `
exec 3<&0
java "$@" </dev/null 3<&- &
java=$!
{ cat <&3 >/dev/null; kill -s KILL "$java" 2>/dev/null; } &
wait "$java"
`;

export interface JavaProcess {
  /** Resolves with the last lines it printed when java has ended, wanted or not. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Runs `java` with these arguments, apart from the terminal's signals: whoever has started it decides when it ends. */
export function startJava(argv: string[], cwd: string): JavaProcess {
  const child = spawn("sh", ["-c", guard, "sh", ...argv], {
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
