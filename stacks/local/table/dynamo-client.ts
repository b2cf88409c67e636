import { Agent, request } from "node:http";

/** An error that DynamoDB answered. */
export class DynamoError extends Error {
  override readonly name = "DynamoError";
  /** Such as `ResourceNotFoundException`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Speaks to DynamoDB Local for the runtime itself, past the counting proxy: the SDK would cost 200 ms of every start. */
export class DynamoClient {
  readonly #port: number;
  readonly #authorization: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(port: number, region: string) {
    this.#port = port;
    this.#authorization = `AWS4-HMAC-SHA256 Credential=runtime/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;
  }

  /**
   * Calls an operation of DynamoDB, or of its streams when `target` says so.
   *
   * @throws DynamoError for what DynamoDB refuses
   */
  async call(operation: string, input: unknown, target: "DynamoDB" | "DynamoDBStreams" = "DynamoDB"): Promise<unknown> {
    const body = JSON.stringify(input);
    const { status, text } = await this.#post(`${target}_20120810.${operation}`, body);
    const answer: unknown = text === "" ? {} : JSON.parse(text);
    if (status >= 400) throw dynamoError(answer);
    return answer;
  }

  stop(): void {
    this.#agent.destroy();
  }

  #post(target: string, body: string): Promise<{ status: number; text: string }> {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "content-length": Buffer.byteLength(body),
      "x-amz-target": target,
      authorization: this.#authorization,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { port: this.#port, host: "127.0.0.1", method: "POST", agent: this.#agent, headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 500, text: Buffer.concat(chunks).toString() }),
          );
          response.on("error", reject);
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
}

function dynamoError(answer: unknown): DynamoError {
  const { __type = "Unknown", message, Message } = Object(answer) as Record<string, string | undefined>;
  return new DynamoError(__type.slice(__type.lastIndexOf("#") + 1), message ?? Message ?? "");
}
