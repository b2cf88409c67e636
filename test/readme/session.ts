import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";

/** How a command ended, and what it printed. */
export interface Ran {
  code: number | null;
  output: string;
}

/** Where commands are run. */
export interface Place {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/** A command in a group of processes of its own, as a terminal would run it. */
export class Command {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ran>;
  #output = "";
  #heard: () => void = () => undefined;

  constructor(text: string, { cwd, env = process.env }: Place) {
    this.#child = spawn("bash", ["-c", text], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        // Colours are nothing that a command says.
        this.#output = stripVTControlCharacters(this.#output + chunk);
        this.#heard();
      });
    this.#ended = once(this.#child, "close").then(([code]) => ({ code, output: this.#output }));
  }

  get output(): string {
    return this.#output;
  }

  /** Resolves when it has ended by itself. */
  ended(): Promise<Ran> {
    return this.#ended;
  }

  /** Resolves when it has printed this. @throws Error with all it printed when it ends before */
  async says(pattern: RegExp): Promise<void> {
    const said = new Promise<void>((resolve) => {
      this.#heard = () => pattern.test(this.#output) && resolve();
      this.#heard();
    });
    const over = this.#ended.then(({ code, output }) => {
      if (!pattern.test(output)) throw new Error(`It ended with ${code} and never said ${pattern}:\n${output}`);
    });
    await Promise.race([said, over]);
  }

  /** Signals the whole group, as Ctrl-C does; resolves when it has ended. */
  async interrupt(signal: NodeJS.Signals = "SIGINT"): Promise<Ran> {
    if (this.#child.pid && this.#child.exitCode === null) process.kill(-this.#child.pid, signal);
    return this.#ended;
  }
}
