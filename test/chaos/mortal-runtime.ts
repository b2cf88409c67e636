import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { seedOf } from "../../stacks/local/fault/chance.ts";
import type { Rates } from "../../stacks/local/fault/faults.ts";
import type { RuntimeOrder } from "./runtime.ts";

const program = fileURLToPath(new URL("./runtime.ts", import.meta.url));

const Doors = z.object({ url: z.string(), token: z.string(), smtpPort: z.number() });
export type Doors = z.infer<typeof Doors>;

const Counts = z.object({ counts: z.record(z.string(), z.number()) });

export interface MortalOptions {
  data: string;
  /** Where callers find it, in whichever life. */
  publicUrl: string;
  start: number;
  faultSeed: number;
  rates: Rates;
}

/** A runtime in a process of its own, which may die at any moment and lives again on the same data. */
export class MortalRuntime {
  readonly #options: MortalOptions;
  /** What each life has said on standard error. */
  readonly complaints: string[] = [];
  /** How often it was killed. */
  kills = 0;
  /** Faults by the life they struck in. */
  readonly #struck: Record<string, number>[] = [];
  #lives = 0;
  #child: ChildProcess | undefined;
  #doors: Promise<Doors>;
  /** Where it was last: a life after the first has other ports, since the old ones may be taken. */
  last: Doors = { url: "", token: "", smtpPort: 0 };
  #ending = false;

  /** It starts at once. */
  constructor(options: MortalOptions) {
    this.#options = options;
    this.#doors = this.#live();
  }

  /** Where it is, as soon as it is there. @throws Error with what it said when it does not start */
  get doors(): Promise<Doors> {
    return this.#doors;
  }

  /** How often each fault has struck what, as far as that was told before a life ended. */
  get counts(): Record<string, number> {
    const all = new Map<string, number>();
    for (const [what, count] of this.#struck.flatMap(Object.entries<number>))
      all.set(what, (all.get(what) ?? 0) + count);
    return Object.fromEntries(all);
  }

  /** Kills it; resolves when it has ended. */
  async kill(): Promise<void> {
    await this.#count();
    const child = this.#child;
    child?.kill("SIGKILL");
    this.kills++;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }

  /** From now on nothing goes wrong by itself. */
  async calm(): Promise<void> {
    this.#options.rates = {};
    const { url } = await this.#doors;
    await fetch(`${url}/local/faults`, { method: "POST", body: JSON.stringify({ rates: {} }) });
  }

  async stop(): Promise<void> {
    await this.#count();
    this.#ending = true;
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    child.stdin?.end();
    await once(child, "exit");
  }

  async #live(): Promise<Doors> {
    const { faultSeed, ...options } = this.#options;
    const life = this.#lives++;
    const order: RuntimeOrder = { ...options, fresh: life === 0, faultSeed: seedOf(faultSeed, life) };
    const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ["pipe", "pipe", "pipe"] });
    this.#child = child;
    createInterface({ input: child.stderr }).on("line", (line) => this.complaints.push(line));
    const ended = once(child, "exit").then(() => undefined);
    const line = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
    if (!line) throw new Error(`The runtime does not start:\n${this.complaints.slice(-20).join("\n")}`);
    void ended.then(() => this.#liveAgain());
    this.last = Doors.parse(JSON.parse(String(line[0])));
    return this.last;
  }

  #liveAgain(): void {
    if (this.#ending) return;
    this.#doors = this.#live();
    // Whoever calls next hears of it.
    this.#doors.catch(() => {});
  }

  async #count(): Promise<void> {
    const life = this.#lives - 1;
    try {
      const { url } = await this.#doors;
      this.#struck[life] = Counts.parse(await (await fetch(`${url}/local/faults`)).json()).counts;
    } catch (error) {
      this.complaints.push(`faults not counted: ${error}`);
    }
  }
}
