import { ClientRequest, type IncomingMessage } from "node:http";
import * as z from "zod";
import { DynamoClient, DynamoError } from "./dynamo-client.ts";
import { tableParts } from "./table-request.ts";

/** An edit of an item that somebody else made between a read of it and the write that followed. */
export interface RivalEdit {
  pk: string;
  sk: string;
  /** What is among the item's `rivals` from then on. */
  mark: string;
  version: number;
}

const Place = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });
type Place = z.infer<typeof Place>;

const Edited = z.object({ Attributes: z.object({ version: z.object({ N: z.coerce.number() }) }) });

/** The other writer: it plays by the rules of the table, raises the version of what it changes, and leaves a mark that must stay. */
export class Rival {
  readonly #client: Pick<DynamoClient, "call">;
  readonly #tell: (edit: RivalEdit) => void;
  readonly #name: string;
  /** Items it was faster at since a write of them last succeeded: their next writer has its turn. */
  readonly #yielding = new Set<string>();
  #edits = 0;

  /** @param name tells its marks from those of other rivals */
  constructor(client: Pick<DynamoClient, "call">, name: string, tell: (edit: RivalEdit) => void) {
    this.#client = client;
    this.#name = name;
    this.#tell = tell;
  }

  /** Changes what is about to be written, unless it has just done so; answers what to call with the outcome of the write. */
  async before(operation: string, body: Buffer): Promise<(isDone: boolean) => void> {
    if (!/^(Put|Update|Delete)Item$|^TransactWriteItems$/.test(operation)) return () => {};
    const parts = tableParts(operation, body);
    const keys = await Promise.all(parts.map(({ table, item }) => this.#edit(table, Place.parse(item))));
    return (isDone) => {
      if (isDone) for (const key of keys) this.#yielding.delete(key);
    };
  }

  /** What has no version is nobody's to change so, or not there yet. */
  async #edit(table: string, { pk, sk }: Place): Promise<string> {
    const key = `${pk.S} ${sk.S}`;
    if (this.#yielding.has(key)) return key;
    const mark = `${this.#name}-${++this.#edits}`;
    try {
      const answer = await this.#client.call("UpdateItem", {
        TableName: table,
        Key: { pk, sk },
        UpdateExpression: "ADD version :one, rivals :mark",
        ConditionExpression: "attribute_exists(version)",
        ExpressionAttributeValues: { ":one": { N: "1" }, ":mark": { SS: [mark] } },
        ReturnValues: "UPDATED_NEW",
      });
      this.#yielding.add(key);
      this.#tell({ pk: pk.S, sk: sk.S, mark, version: Edited.parse(answer).Attributes.version.N });
    } catch (error) {
      // Whose connection breaks is not faster; what it may have done all the same it does not claim.
      if (error instanceof DynamoError && error.code !== "ConditionalCheckFailedException") throw error;
    }
    return key;
  }
}

/** Where a rival finds the table, and the environment in which it is: its marks begin with it, and it waits with it. */
export interface RivalStart {
  port: number;
  region: string;
  name: string;
}

const isTable = (request: ClientRequest): boolean =>
  String(request.getHeader("x-amz-target")).startsWith("DynamoDB_") &&
  String(request.getHeader("authorization")).includes("Credential=local");

/** A rival is faster at every item that this realm's clients write: each request waits until it has been. */
export function installRival({ port, region, name }: RivalStart, tell: (edit: RivalEdit) => void): void {
  const rival = new Rival(new DynamoClient(port, region, name), name, tell);
  const { end } = ClientRequest.prototype;
  Object.defineProperty(ClientRequest.prototype, "end", {
    value(this: ClientRequest, ...sent: unknown[]): ClientRequest {
      const [body] = sent;
      if (!isTable(this) || !(typeof body === "string" || body instanceof Uint8Array))
        return Reflect.apply(end, this, sent);
      const target = String(this.getHeader("x-amz-target"));
      rival.before(target.slice(target.lastIndexOf(".") + 1), Buffer.from(body)).then(
        (written) => {
          this.once("response", ({ statusCode }: IncomingMessage) => written(statusCode === 200));
          Reflect.apply(end, this, sent);
        },
        (error: Error) => this.destroy(error),
      );
      return this;
    },
  });
}
