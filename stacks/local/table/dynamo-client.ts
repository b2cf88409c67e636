import { Agent, request } from "node:http";
import * as z from "zod";
import type { TableAnswer, TableClient, TableTarget } from "./table-client.ts";

export class DynamoError extends Error {
  override readonly name = "DynamoError";
  /** Such as `ResourceNotFoundException`. */
  readonly code: string;
  /** What the answer holds besides, such as `CancellationReasons`. */
  readonly more: Record<string, unknown>;

  constructor(code: string, message: string, more: Record<string, unknown> = {}) {
    super(`${code}: ${message}`);
    this.code = code;
    this.more = more;
  }
}

/** Speaks to a table by HTTP: the SDK would cost 200 ms of every start. */
export class DynamoClient implements TableClient {
  readonly #port: number;
  readonly #credentials: Record<string, string>;
  readonly #agent = new Agent({ keepAlive: true });

  /** @param environment the execution environment that waits for the answers, if one does */
  constructor(port: number, region: string, environment?: string) {
    this.#port = port;
    const authorization = `AWS4-HMAC-SHA256 Credential=runtime/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;
    this.#credentials = { authorization, ...(environment && { "x-amz-security-token": environment }) };
  }

  /** Calls an operation of DynamoDB, or of its streams by `target`. @throws DynamoError for what DynamoDB refuses */
  async call(operation: string, input: object, target: TableTarget = "DynamoDB"): Promise<unknown> {
    const { status, body } = await this.post(operation, target, Buffer.from(JSON.stringify(input)));
    const answer: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
    if (status >= 400) throw dynamoError(answer);
    return answer;
  }

  stop(): void {
    this.#agent.destroy();
  }

  post(operation: string, target: TableTarget, body: Buffer): Promise<TableAnswer> {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "content-length": body.length,
      "x-amz-target": `${target}_20120810.${operation}`,
      ...this.#credentials,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { port: this.#port, host: "127.0.0.1", method: "POST", agent: this.#agent, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => resolve({ status: response.statusCode ?? 500, body: Buffer.concat(chunks) }));
          response.on("error", reject);
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
}

const Refusal = z.looseObject({
  __type: z.string().default("Unknown"),
  message: z.string().optional(),
  Message: z.string().optional(),
});

function dynamoError(answer: unknown): DynamoError {
  const { __type, message, Message, ...more } = Refusal.parse(answer);
  return new DynamoError(__type.slice(__type.lastIndexOf("#") + 1), message ?? Message ?? "", more);
}
