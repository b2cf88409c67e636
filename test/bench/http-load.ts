import { Agent, request } from "node:http";

/** A client that costs as little as possible, so that the machine is left to what is measured. */
export class HttpLoad {
  readonly #url: URL;
  readonly #token: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string, token: string) {
    this.#url = new URL(url);
    this.#token = token;
  }

  stop(): void {
    this.#agent.destroy();
  }

  /**
   * Sends JSON, or asks when there is no body; answers the parsed JSON.
   *
   * @throws Error with the answer when that is no success
   */
  async call(path: string, json?: object): Promise<unknown> {
    const { status, body } = await this.send(path, json);
    if (status >= 300) throw new Error(`${path} answered ${status}: ${body}`);
    return JSON.parse(body);
  }

  /** As `call`, and answers with whatever came back. */
  send(path: string, json?: object): Promise<{ status: number; body: string }> {
    const text = json && JSON.stringify(json);
    const headers = {
      accept: "application/json",
      authorization: `Bearer ${this.#token}`,
      ...(text && { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
    };
    const { hostname, port } = this.#url;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { hostname, port, path, method: text ? "POST" : "GET", headers, agent: this.#agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
          );
        },
      );
      outgoing.on("error", reject);
      outgoing.end(text);
    });
  }
}
