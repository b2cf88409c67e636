import { createHash } from "node:crypto";
import * as z from "zod";
import { EngineError, invalid } from "./engine-error.ts";
import { itemBytes } from "./item-size.ts";
import type { Sqlite } from "./sqlite.ts";
import { read } from "./table-definition.ts";
import { validated } from "./validation.ts";
import type { Prepared, Writes } from "./write.ts";

const Part = z.looseObject({});
const Transaction = z.strictObject({
  TransactItems: z
    .array(z.strictObject({ Put: Part, Update: Part, Delete: Part, ConditionCheck: Part }).partial())
    .min(1)
    .max(100),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ReturnConsumedCapacity: z.literal("NONE").optional(),
  ReturnItemCollectionMetrics: z.literal("NONE").optional(),
});
type Item = z.infer<typeof Transaction>["TransactItems"][number];

const mostBytes = 4 * 1024 * 1024;
/** How long a token stands for its transaction. */
const tokenLife = 10 * 60 * 1000;

interface Reason {
  Code: string;
  Message?: string;
  Item?: unknown;
}

interface Work {
  place: string;
  prepare(): Prepared;
}

const cancelled = (reasons: Reason[]): EngineError =>
  new EngineError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(", ")}]`,
    { CancellationReasons: reasons },
  );

function reasonOf(error: unknown): Reason {
  if (!(error instanceof EngineError)) throw error;
  if (error.code === "ConditionalCheckFailedException") {
    return { Code: "ConditionalCheckFailed", Message: error.message, ...error.more };
  }
  if (error.code === "ValidationException") return { Code: "ValidationError", Message: error.message };
  throw error;
}

export class Transactions {
  readonly #sqlite: Sqlite;
  readonly #writes: Writes;
  readonly #now: () => number;

  constructor(sqlite: Sqlite, writes: Writes, now: () => number) {
    this.#sqlite = sqlite;
    this.#writes = writes;
    this.#now = now;
  }

  /** All of its writes or none. @throws EngineError `TransactionCanceledException` with a reason for each item */
  write(body: object): object {
    const { TransactItems, ClientRequestToken: token } = read(Transaction, body);
    const works = TransactItems.map((item) => this.#preparation(item));
    if (new Set(works.map(({ place }) => place)).size < works.length) {
      throw invalid("Transaction request cannot include multiple operations on one item");
    }
    const request = token && createHash("sha256").update(JSON.stringify(TransactItems)).digest("base64");
    return this.#sqlite.atomically(() => {
      if (token && request && this.#isRepeated(token, request)) return {};
      this.#make(works);
      return {};
    });
  }

  /** Shapes are checked before anything is looked at: they are the whole request's fault, no item's. */
  #preparation({ Put, Update, Delete, ConditionCheck }: Item): Work {
    const given = [Put, Update, Delete, ConditionCheck].filter((part) => part !== undefined);
    if (given.length !== 1) {
      throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
    }
    if (Put) {
      const request = validated("PutItem", Put);
      return {
        place: this.#writes.placeName(request.TableName, request.Item),
        prepare: () => this.#writes.put(request),
      };
    }
    if (Update) {
      const request = validated("UpdateItem", Update);
      return {
        place: this.#writes.placeName(request.TableName, request.Key),
        prepare: () => this.#writes.update(request),
      };
    }
    const request = validated(Delete ? "DeleteItem" : "ConditionCheck", Delete ?? ConditionCheck ?? {});
    const place = this.#writes.placeName(request.TableName, request.Key);
    return { place, prepare: () => this.#writes.delete(request, !Delete) };
  }

  #make(works: Work[]): void {
    const prepared = works.map(outcome);
    const reasons = prepared.map((one): Reason => ("reason" in one ? one.reason : { Code: "None" }));
    if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);
    const writes = prepared.flatMap((one) => ("write" in one ? [one.write] : []));
    checkSize(writes);
    for (const write of writes) this.#writes.make(write);
  }

  #isRepeated(token: string, request: string): boolean {
    const now = this.#now();
    this.#sqlite.run("DELETE FROM tokens WHERE at <= ?", now - tokenLife);
    const known = this.#sqlite.get("SELECT request FROM tokens WHERE token = ?", token);
    if (!known) {
      this.#sqlite.run("INSERT INTO tokens (token, request, at) VALUES (?, ?, ?)", token, request, now);
      return false;
    }
    if (known.request === request) return true;
    throw new EngineError(
      "IdempotentParameterMismatchException",
      "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical",
    );
  }
}

function outcome({ prepare }: Work): { write: Prepared } | { reason: Reason } {
  try {
    return { write: prepare() };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** @throws EngineError for more than DynamoDB writes at once */
function checkSize(writes: Prepared[]): void {
  const bytes = writes.reduce((sum, { after }) => sum + (after ? itemBytes(after) : 0), 0);
  if (bytes > mostBytes) throw invalid("Collection size of items in the transaction exceeds limit");
}
