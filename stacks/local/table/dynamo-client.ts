import { DatabaseConnections } from "./database-connection.ts";

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
  readonly #connections: DatabaseConnections;
  readonly #authorization: string;

  /** @param isCut see ConnectionOptions */
  constructor(port: number, region: string, isCut?: (operation: string) => boolean) {
    this.#connections = new DatabaseConnections({ port, ...(isCut && { isCut }) });
    this.#authorization = `AWS4-HMAC-SHA256 Credential=runtime/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`;
  }

  /**
   * Calls an operation of DynamoDB, or of its streams when `target` says so.
   *
   * @throws DynamoError for what DynamoDB refuses
   */
  async call(operation: string, input: unknown, target: "DynamoDB" | "DynamoDBStreams" = "DynamoDB"): Promise<unknown> {
    const body = Buffer.from(JSON.stringify(input));
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "content-length": body.length,
      "x-amz-target": `${target}_20120810.${operation}`,
      authorization: this.#authorization,
    };
    const { status, body: text } = await this.#connections.ask({ operation, method: "POST", path: "/", headers, body });
    const answer: unknown = text.length === 0 ? {} : JSON.parse(text.toString());
    if (status >= 400) throw dynamoError(answer);
    return answer;
  }

  stop(): void {
    this.#connections.stop();
  }
}

function dynamoError(answer: unknown): DynamoError {
  const { __type = "Unknown", message, Message } = Object(answer) as Record<string, string | undefined>;
  return new DynamoError(__type.slice(__type.lastIndexOf("#") + 1), message ?? Message ?? "");
}
