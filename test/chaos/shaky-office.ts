import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { Dice } from "../../stacks/local/fault/chance.ts";
import type { Rates } from "../../stacks/local/fault/faults.ts";
import { javaOn } from "../processes.ts";
import type { Kills } from "./kills.ts";
import type { RuntimeOrder } from "./runtime.ts";

const program = fileURLToPath(new URL("./runtime.ts", import.meta.url));

const Doors = z.object({ url: z.string(), token: z.string(), smtpPort: z.number() });
type Doors = z.infer<typeof Doors>;

const Counts = z.object({ counts: z.record(z.string(), z.number()) });

export interface ShakyOptions {
  data: string;
  start: number;
  faultSeed: number;
  rates: Rates;
  dice: Dice;
  /** When something is killed; without it nothing is. */
  kills?: Kills;
}

/** Milliseconds within which a kill follows the request that brought it about. */
const killWithin = 250;

/**
 * An office whose runtime is killed again and again, and started again on the same data. Whoever calls it through `url`
 * only notices that some answers take longer: a request that got no answer is sent again, as a careful caller does.
 */
export class ShakyOffice {
  readonly #options: ShakyOptions;
  readonly #server: Server;
  readonly complaints: string[] = [];
  readonly counts: Record<string, number> = {};
  kills = { runtime: 0, database: 0 };
  #child: ChildProcess | undefined;
  #up: Promise<Doors> = new Promise(() => {});
  #fresh = true;
  #untilKill = Number.POSITIVE_INFINITY;
  #ending = false;
  #doors: Doors = { url: "", token: "", smtpPort: 0 };

  static async open(options: ShakyOptions): Promise<ShakyOffice> {
    const office = new ShakyOffice(options);
    await office.#listen();
    return office;
  }

  private constructor(options: ShakyOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#forward(request, response));
    this.#planKill();
  }

  /** Where callers find it, whatever happens to the runtime. */
  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  }

  get token(): string {
    return this.#doors.token;
  }

  /** Where it takes in mail just now: a runtime that is started again has other ports, since the old ones may be taken. */
  get smtpPort(): number {
    return this.#doors.smtpPort;
  }

  /** From now on nothing goes wrong any more. */
  async calm(): Promise<void> {
    this.#untilKill = Number.POSITIVE_INFINITY;
    await this.#count();
    this.#options.rates = {};
    const { url } = await this.#up;
    await fetch(`${url}/local/faults`, { method: "POST", body: JSON.stringify({ rates: {} }) });
  }

  async stop(): Promise<void> {
    this.#ending = true;
    await this.#count();
    this.#server.close();
    this.#server.closeAllConnections();
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    child.stdin?.end();
    await once(child, "exit");
  }

  async #listen(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.#up = this.#start();
    await this.#up;
  }

  async #start(): Promise<Doors> {
    const { data, start, faultSeed, rates } = this.#options;
    const round = this.kills.runtime + this.kills.database;
    const order: RuntimeOrder = {
      ...{ data, start, rates },
      publicUrl: this.url,
      fresh: this.#fresh,
      faultSeed: faultSeed + round,
    };
    const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ["pipe", "pipe", "pipe"] });
    this.#child = child;
    createInterface({ input: child.stderr }).on("line", (line) => this.complaints.push(line));
    const ended = once(child, "exit").then(() => undefined);
    const line = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
    if (!line) throw new Error(`The runtime does not start:\n${this.complaints.slice(-20).join("\n")}`);
    this.#fresh = false;
    void ended.then(() => {
      if (!this.#ending) this.#up = this.#start();
    });
    this.#doors = Doors.parse(JSON.parse(String(line[0])));
    return this.#doors;
  }

  #planKill(): void {
    const { kills, dice } = this.#options;
    const more = kills && this.kills.runtime < (kills.atMost ?? Number.POSITIVE_INFINITY);
    this.#untilKill = more ? 1 + Math.floor(dice.throw("calm") * kills.calmFor) : Number.POSITIVE_INFINITY;
  }

  /** Kills the runtime, or now and then only its database, with all that they are doing. */
  async #kill(): Promise<void> {
    this.#untilKill = Number.POSITIVE_INFINITY;
    await this.#count();
    const child = this.#child;
    const database = this.#options.dice.throw("victim") < 0.3 ? javaOn(this.#options.data)[0] : undefined;
    if (database) process.kill(database, "SIGKILL");
    else child?.kill("SIGKILL");
    this.kills[database ? "database" : "runtime"]++;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
    this.#planKill();
  }

  async #count(): Promise<void> {
    try {
      const { url } = await this.#up;
      const { counts } = Counts.parse(await (await fetch(`${url}/local/faults`)).json());
      for (const [what, count] of Object.entries(counts)) this.counts[what] = (this.counts[what] ?? 0) + count;
    } catch (error) {
      this.complaints.push(`faults not counted: ${error}`);
    }
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk);
    const missed = this.#aim(request.url ?? "/");
    for (;;) {
      const answer = await this.#ask(request, Buffer.concat(body));
      if (!answer) continue;
      missed();
      const { "content-length": _, "content-encoding": __, "transfer-encoding": ___, ...headers } = answer.headers;
      response.writeHead(answer.status, headers).end(answer.body);
      return;
    }
  }

  /** Plans the kill when its time has come. Call the answer when the request is over: then it may be too late for one. */
  #aim(path: string): () => void {
    const during = this.#options.kills?.during;
    if ((during && path !== during) || --this.#untilKill !== 0) return () => {};
    const timer = setTimeout(() => void this.#kill(), this.#options.dice.throw("when") * killWithin);
    return () => {
      if (!during || this.#untilKill !== 0) return;
      clearTimeout(timer);
      this.#untilKill = 1;
    };
  }

  /** One attempt; undefined when the runtime was gone, or could not answer just now. */
  async #ask({ method = "GET", url = "/", headers }: IncomingMessage, body: Buffer) {
    const { host: _, connection: __, "content-length": ___, "transfer-encoding": ____, ...passed } = headers;
    const sent = Object.entries(passed).map(([name, value]): [string, string] => [name, String(value)]);
    const { url: there } = await this.#up;
    try {
      const response = await fetch(there + url, {
        method,
        headers: sent,
        redirect: "manual",
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      const content = Buffer.from(await response.arrayBuffer());
      if (response.status >= 500) return undefined;
      return { status: response.status, headers: Object.fromEntries(response.headers), body: content };
    } catch {
      // Gone in the middle of it; the next attempt waits until it is back.
      await new Promise((resolve) => setTimeout(resolve, 20));
      return undefined;
    }
  }
}
