import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { freePort } from "../../stacks/local/table/java-process.ts";
import { HttpLoad } from "./http-load.ts";
import { someoneNew } from "./people.ts";
import { readProcesses } from "./process-list.ts";
import { fiveItemTransactions } from "./transactions.ts";

/** What is seen of a release by who runs it; less is better of each. */
export interface SeenFromOutside {
  /** From the command to the first answer of `/health`, with nothing synthesized yet, and once more. */
  "first start, ms": number;
  "second start, ms": number;
  /** Resident memory of all its processes. */
  "idle, MB": number;
  "loaded, MB": number;
  "CPU per told lead, ms": number;
  /** At its DynamoDB, five being under way. */
  "five-item transaction, ms": number;
}

const leads = 200;
const transactions = 1000;
/** DynamoDB's port, from the gateway's on. */
const dynamoPort = 3;
const inFlight = 5;
const Clock = z.object({ idle: z.boolean() });
const Parsed = z.record(z.string(), z.unknown());

/** A commit in a folder and an installation of its own. */
export class Tree {
  readonly commit: string;
  readonly #folder: string;

  /** @throws Error when there is no such commit, or it cannot be installed */
  constructor(ref: string) {
    this.commit = execFileSync("git", ["rev-parse", "--short", `${ref}^{commit}`], { encoding: "utf8" }).trim();
    this.#folder = mkdtempSync(join(tmpdir(), `leadwright-${this.commit}-`));
    execFileSync("git", ["worktree", "add", "--detach", "--force", this.#folder, this.commit], { stdio: "pipe" });
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: this.#folder, stdio: "pipe" });
  }

  /** Starts it twice, sends it leads, and sees what that takes. */
  async seen(): Promise<SeenFromOutside> {
    const first = await this.#start();
    await first.stop();
    const app = await this.#start();
    try {
      const idle = app.footprint();
      await app.tell(leads);
      const loaded = app.footprint();
      // Whatever an engine compiles first is compiled then.
      await fiveItemTransactions(app.port + dynamoPort, 2 * transactions);
      const transaction = await fiveItemTransactions(app.port + dynamoPort, transactions);
      return {
        "first start, ms": Math.round(first.healthyMs),
        "second start, ms": Math.round(app.healthyMs),
        "idle, MB": idle.megabytes,
        "loaded, MB": loaded.megabytes,
        "CPU per told lead, ms": Math.round((loaded.cpuMs - idle.cpuMs) / leads),
        "five-item transaction, ms": Math.round(transaction * 100) / 100,
      };
    } finally {
      await app.stop();
    }
  }

  /** What its own `npm run bench` says with these flags. */
  benched(flags: readonly string[]): Record<string, unknown> {
    const file = join(this.#folder, "node_modules/figures.json");
    execFileSync("npm", ["run", "--silent", "bench", "--", ...flags, "--json", file], {
      cwd: this.#folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    return Parsed.parse(JSON.parse(readFileSync(file, "utf8")));
  }

  remove(): void {
    execFileSync("git", ["worktree", "remove", "--force", this.#folder], { stdio: "pipe" });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<Started> {
    const port = await freePort();
    const began = performance.now();
    // Older releases take only a whole path.
    const flags = ["--empty", "--port", String(port), "--data", join(this.#folder, ".leadwright")];
    const child = spawn("npm", ["start", "--", ...flags], {
      cwd: this.#folder,
      stdio: ["ignore", "ignore", "inherit"],
      detached: true,
    });
    const started = new Started(child, port);
    await started.healthy();
    started.healthyMs = performance.now() - began;
    return started;
  }
}

class Started {
  healthyMs = 0;
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #load: HttpLoad;
  #ended = false;

  constructor(child: ChildProcess, port: number) {
    this.port = port;
    this.#child = child;
    this.#load = new HttpLoad(`http://127.0.0.1:${port}`, "");
    child.once("exit", () => {
      this.#ended = true;
    });
  }

  /** @throws Error when it ends instead */
  async healthy(): Promise<void> {
    for (;;) {
      if (this.#ended) throw new Error("It has ended instead of getting healthy");
      const status = await this.#load.send("/health").then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Resolves when so many new leads are taken in, and all that follows at once is done. */
  async tell(count: number): Promise<void> {
    let left = count;
    const send = async () => {
      while (left-- > 0) await this.#load.call("/intake/form/website", someoneNew());
    };
    await Promise.all(Array.from({ length: inFlight }, send));
    for (let calm = 0; calm < 10; ) {
      calm = Clock.parse(await this.#load.call("/local/clock")).idle ? calm + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Memory and processor time of all its processes. */
  footprint(): { megabytes: number; cpuMs: number } {
    const all = readProcesses();
    const own = new Set([this.#child.pid]);
    for (const { pid, parent } of all.toSorted((a, b) => a.pid - b.pid)) if (own.has(parent)) own.add(pid);
    const mine = all.filter(({ pid }) => own.has(pid));
    const sum = (of: "megabytes" | "cpuMs") => mine.reduce((total, one) => total + one[of], 0);
    return { megabytes: sum("megabytes"), cpuMs: sum("cpuMs") };
  }

  async stop(): Promise<void> {
    this.#load.stop();
    if (this.#ended || !this.#child.pid) return;
    process.kill(-this.#child.pid, "SIGTERM");
    await once(this.#child, "exit");
  }
}
