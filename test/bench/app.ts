import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { HttpLoad } from "./http-load.ts";
import { readProcesses } from "./process-list.ts";

const fromHost = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("healthy") }),
  z.object({ kind: z.literal("ready"), url: z.string(), token: z.string(), dynamoUrl: z.string() }),
  z.object({ kind: z.literal("mail"), to: z.string(), lead: z.string() }),
]);
export type FromHost = z.infer<typeof fromHost>;
type Ready = Extract<FromHost, { kind: "ready" }>;

export interface BenchAppOptions {
  assembly: string;
  /** Folder that keeps everything; in memory without it. */
  data?: string;
  /** Folder for a CPU profile of the runtime's main thread. */
  profile?: string;
}

const patienceMs = 90_000;

/** The runtime under load: a process of its own, its doors, and the mails that have arrived. */
export class Office {
  readonly load: HttpLoad;
  readonly dynamoUrl: string;
  /** From the start of the process to the first answer of `/health`, in ms. */
  readonly healthyMs: number;
  readonly #host: ChildProcess;
  readonly #leads = new Map<string, string>();
  readonly #waiting = new Map<string, (lead: string) => void>();

  /** Opens an office with the usual seed. */
  static async open({ assembly, data, profile }: BenchAppOptions): Promise<Office> {
    const argv = ["--assembly", assembly, ...(data ? ["--data", data] : [])];
    const execArgv = profile ? ["--cpu-prof", "--cpu-prof-dir", profile] : [];
    const began = performance.now();
    const host = fork(fileURLToPath(new URL("./host.ts", import.meta.url)), argv, { execArgv });
    let healthyMs = 0;
    const ready = await new Promise<Ready>((resolve, reject) => {
      host.on("exit", (code) => reject(new Error(`The runtime ended with code ${code}`)));
      host.on("message", (raw) => {
        const message = fromHost.parse(raw);
        if (message.kind === "healthy") healthyMs = performance.now() - began;
        if (message.kind === "ready") resolve(message);
      });
    });
    return new Office(host, ready, healthyMs);
  }

  private constructor(host: ChildProcess, { url, token, dynamoUrl }: Ready, healthyMs: number) {
    this.#host = host;
    this.load = new HttpLoad(url, token);
    this.dynamoUrl = dynamoUrl;
    this.healthyMs = healthyMs;
    host.on("message", (raw) => {
      const message = fromHost.parse(raw);
      if (message.kind === "mail") this.#hear(message.to, message.lead);
    });
  }

  /** Leads that have had a mail. */
  get leads(): number {
    return new Set(this.#leads.values()).size;
  }

  /** Resolves with the lead's id when a mail to this address lies in the mailbox. */
  mailTo(address: string): Promise<string> {
    const lead = this.#leads.get(address);
    if (lead) return Promise.resolve(lead);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`No mail to ${address} in ${patienceMs} ms`)), patienceMs);
      this.#waiting.set(address, (id) => {
        clearTimeout(late);
        resolve(id);
      });
    });
  }

  /** Resident memory and processor time so far, of the runtime with all its functions. */
  footprint(): { megabytes: number; cpuMs: number } {
    const processes = readProcesses();
    const runtime = processes.find(({ pid }) => pid === this.#host.pid);
    if (!runtime) throw new Error("The runtime has ended");
    return { megabytes: runtime.megabytes, cpuMs: runtime.cpuMs };
  }

  async stop(): Promise<void> {
    this.load.stop();
    this.#host.disconnect();
    await once(this.#host, "exit");
  }

  #hear(to: string, lead: string): void {
    this.#leads.set(to, lead);
    this.#waiting.get(to)?.(lead);
    this.#waiting.delete(to);
  }
}
