import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import * as z from "zod";
import { readBody } from "../aws/http-port.ts";

/** A request to DynamoDB Local. */
export interface Sent {
  operation: string;
  method: string;
  path: string;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface ConnectionOptions {
  port: number;
  /** Most connections at a time; no limit without it. */
  most?: number;
  /** Whether a connection is to be cut as it is used again, as its other end may do at any time. */
  isCut?(operation: string): boolean;
}

const reading = /^(Get|BatchGet|TransactGet|Query|Scan|Describe|List)/;
const Write = z.looseObject({
  ConditionExpression: z.unknown().optional(),
  Expected: z.unknown().optional(),
  ReturnValues: z.unknown().optional(),
  ClientRequestToken: z.unknown().optional(),
});

/** Whether a request does and answers the same when it is made twice. */
export function isRepeatable(operation: string, body: Buffer): boolean {
  if (reading.test(operation)) return true;
  if (!/^(PutItem|DeleteItem|TransactWriteItems)$/.test(operation)) return false;
  const write = Write.safeParse(JSON.parse(body.toString()));
  if (!write.success) return false;
  const { ConditionExpression, Expected, ReturnValues, ClientRequestToken } = write.data;
  if (operation === "TransactWriteItems") return ClientRequestToken !== undefined;
  return [ConditionExpression, Expected, ReturnValues].every((it) => it === undefined);
}

/** A connection that was used before was closed, before any of the answer came. */
class StaleConnection extends Error {
  override readonly name = "StaleConnection";
}

/**
 * Kept-alive connections to DynamoDB Local. Its end may close one at any moment, also as the next request is on its way:
 * what may be done twice is then asked again on a fresh one.
 */
export class DatabaseConnections {
  readonly #options: ConnectionOptions;
  readonly #agent: Agent;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#agent = new Agent({ keepAlive: true, ...(options.most && { maxSockets: options.most }) });
  }

  /** @throws Error when there is no answer, and the request must not be made twice or failed on a fresh connection, too */
  async ask(sent: Sent): Promise<Answered> {
    try {
      return await this.#askOver(this.#agent, sent);
    } catch (error) {
      if (!(error instanceof StaleConnection && isRepeatable(sent.operation, sent.body))) throw error;
      return this.#askOver(false, sent);
    }
  }

  stop(): void {
    this.#agent.destroy();
  }

  #askOver(agent: Agent | false, { operation, method, path, headers, body }: Sent): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const { port, isCut } = this.#options;
      const outgoing = request({ host: "127.0.0.1", port, method, path, agent, headers });
      const failed = (error: Error) =>
        reject(outgoing.reusedSocket ? new StaleConnection(`${operation}: ${error.message}`, { cause: error }) : error);
      outgoing.on("error", failed);
      outgoing.on("response", (response) => {
        outgoing.off("error", failed).on("error", reject);
        readBody(response).then(
          (answer = Buffer.alloc(0)) =>
            resolve({ status: response.statusCode ?? 500, headers: response.headers, body: answer }),
          reject,
        );
      });
      outgoing.on("socket", (socket) => {
        if (outgoing.reusedSocket && isCut?.(operation)) socket.destroy();
      });
      outgoing.end(body);
    });
  }
}
