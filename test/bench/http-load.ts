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
    const headers = { authorization: `Bearer ${this.#token}` };
    const text = json && Buffer.from(JSON.stringify(json));
    return this.#exchange(path, text, text ? { "content-type": "application/json", ...headers } : headers);
  }

  /** Sends bytes as a platform does: without our token. */
  post(path: string, bytes: Buffer, headers: Record<string, string>): Promise<{ status: number; body: string }> {
    return this.#exchange(path, bytes, headers);
  }

  /** Where it all goes. */
  get url(): string {
    return this.#url.origin;
  }

  #exchange(path: string, text: Buffer | undefined, given: Record<string, string>) {
    const headers = { accept: "application/json", ...given, ...(text && { "content-length": text.length }) };
    const { hostname, port } = this.#url;
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
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
