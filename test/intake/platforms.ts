import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type App, asks } from "../when.ts";

/** What is the same for every source of these tests. */
const consent = { by: "none" };

/** Given a source of a platform, with its secrets, made or changed; the API answers its address. */
export async function aSource(app: App, platform: string, id: string, more: object = {}): Promise<string> {
  const channel = ["whatsapp", "messenger", "instagram", "telegram"].includes(platform)
    ? "messenger"
    : platform === "twilio"
      ? "call"
      : ["typeform", "webflow", "webhook"].includes(platform)
        ? "form"
        : "ad";
  const source = { id, platform, channel, name: `${platform} of the test`, consent, ...more };
  const made = await asks(app, "/api/sources", source);
  const { status, json, text } = made.status === 409 ? await asks(app, `/api/sources/${id}`, more, "PATCH") : made;
  if (status !== 201 && status !== 200) throw new Error(`No source: ${text}`);
  return String(Object(json).url);
}

/** When a platform delivers something. */
export async function delivers(
  { url }: App,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** Meta's signature of a body. */
export const metaSigned = (secret: string, body: string): Record<string, string> => ({
  "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
});

/** LinkedIn's signature of a body. */
export const linkedinSigned = (secret: string, body: string): Record<string, string> => ({
  "x-li-signature": createHmac("sha256", secret).update(`hmacsha256=${body}`).digest("hex"),
});

/** What a platform's own API answers to a request. */
export type Answers = (request: IncomingMessage) => { status: number; body: unknown };

/** Given a platform's API, of which this test decides the answers. */
export class PlatformApi {
  readonly #server: Server;
  asked: string[] = [];
  answers: Answers = () => ({ status: 500, body: {} });

  private constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? "");
      const { status, body } = this.answers(request);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  }

  static async open(): Promise<PlatformApi> {
    const api = new PlatformApi();
    api.#server.listen(0, "127.0.0.1");
    await once(api.#server, "listening");
    return api;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  }

  close(): void {
    this.#server.close();
  }
}
