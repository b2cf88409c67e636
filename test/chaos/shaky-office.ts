import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Dice } from "../../stacks/local/fault/chance.ts";
import { KillPlan, type Kills } from "./kills.ts";
import { type MortalOptions, MortalRuntime } from "./mortal-runtime.ts";
import { type Answer, patiently } from "./patience.ts";

export interface ShakyOptions extends Omit<MortalOptions, "publicUrl"> {
  dice: Dice;
  /** When something is killed; without it nothing is. */
  kills?: Kills;
}

/** Milliseconds within which a kill follows the request that brought it about. */
const killWithin = 250;

/** Of one connection, or wrong when the body is sent whole. */
const ofTheWay = new Set(["connection", "content-length", "content-encoding", "transfer-encoding", "host"]);

/**
 * An office whose runtime is killed again and again, and started again on the same data. Whoever calls it through `url`
 * only notices that some answers take longer: a request that got no answer is sent again, as a careful caller does.
 */
export class ShakyOffice {
  readonly runtime: MortalRuntime;
  readonly #server: Server;
  readonly #dice: Dice;
  #plan: KillPlan;
  #striking = false;

  /** @throws Error when the runtime does not start */
  static async open({ dice, kills, ...options }: ShakyOptions): Promise<ShakyOffice> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const runtime = new MortalRuntime({ ...options, publicUrl: addressOf(server) });
    const app = new ShakyOffice(runtime, server, dice, kills);
    try {
      await runtime.doors;
    } catch (error) {
      server.close();
      throw error;
    }
    return app;
  }

  private constructor(runtime: MortalRuntime, server: Server, dice: Dice, kills: Kills | undefined) {
    this.runtime = runtime;
    this.#server = server.on("request", (request, response) => void this.#forward(request, response));
    this.#dice = dice;
    this.#plan = new KillPlan(kills, dice);
  }

  /** Where callers find it, whatever happens to the runtime. */
  get url(): string {
    return addressOf(this.#server);
  }

  get token(): string {
    return this.runtime.last.token;
  }

  /** Where it takes in mail just now. */
  get smtpPort(): number {
    return this.runtime.last.smtpPort;
  }

  /** From now on nothing goes wrong any more. */
  async calm(): Promise<void> {
    this.#plan = new KillPlan(undefined, this.#dice);
    await this.runtime.calm();
  }

  async stop(): Promise<void> {
    await this.runtime.stop();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const over = this.#aim(request);
    const answer = await patiently(() => this.#ask(request, body));
    over();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  /** Has something killed when it is the request's turn. Call the answer when the request is over: it may then be too late. */
  #aim({ method, url }: IncomingMessage): () => void {
    if (!this.#plan.strikes(`${method} ${url}`, !this.#striking)) return () => {};
    this.#striking = true;
    let hasBegun = false;
    const timer = setTimeout(() => {
      hasBegun = true;
      void this.runtime.kill().finally(() => {
        this.#striking = false;
      });
    }, this.#dice.throw("when") * killWithin);
    return () => {
      if (hasBegun || !this.#plan.isPicky) return;
      clearTimeout(timer);
      this.#striking = false;
      this.#plan.putOff();
    };
  }

  /** One attempt; a runtime that is gone in the middle of it is a 502, and the next attempt waits until it is back. */
  async #ask({ method = "GET", url = "/", headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    try {
      const { url: there } = await this.runtime.doors;
      const response = await fetch(there + url, {
        method,
        headers: passedOn(Object.entries(headers)),
        redirect: "manual",
        ...(body.length > 0 && { body: new Uint8Array(body) }),
      });
      const content = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: passedOn(response.headers), body: content };
    } catch (error) {
      return { status: 502, headers: {}, body: Buffer.from(String(error)) };
    }
  }
}

const passedOn = (headers: Iterable<[string, unknown]>): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(([name]) => !ofTheWay.has(name)).map(([name, value]) => [name, String(value)]),
  );

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
}
