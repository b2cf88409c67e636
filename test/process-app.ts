import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Runtime } from "../stacks/local/runtime.ts";

const start = fileURLToPath(new URL("../stacks/local/start.ts", import.meta.url));

/** The office as `npm start` opens it, in a process of its own on free ports. */
export interface ProcessApp extends Pick<Runtime, "url" | "dynamoUrl" | "token"> {
  process: ChildProcess;
  ended: Promise<{ code: number | null; signal: string | null }>;
  output(): string;
}

/**
 * Runs the command as a user would, without the story, until it has said where everything is. It ends with the test.
 *
 * @throws Error with what it printed when it ends before
 */
export async function aProcessApp(
  data: string,
  flags: string[] = [],
  environment: Record<string, string> = {},
): Promise<ProcessApp> {
  const child = spawn(process.execPath, [start, "--empty", "--port", "0", "--data", data, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit").then(([code, signal]) => ({ code, signal }));
  let output = "";
  const greeted = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
      if (output.includes("Ctrl-C")) resolve();
    });
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk;
  });
  const gone = ended.then(() => {
    throw new Error(`It has ended: ${output}`);
  });
  await Promise.race([greeted, gone]);
  const said = (pattern: RegExp) => pattern.exec(output)?.[1] ?? "";
  return {
    url: said(/Form page\s+(http:\/\/[\d.:]+)/),
    dynamoUrl: said(/DynamoDB\s+(http:\/\/[\d.:]+)/),
    token: said(/Bearer (\S+)/),
    process: child,
    ended,
    output: () => output,
  };
}
