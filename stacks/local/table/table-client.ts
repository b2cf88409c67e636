export type TableTarget = "DynamoDB" | "DynamoDBStreams";

/** Speaks to the table for the runtime itself: nothing of it is counted. */
export interface TableClient {
  /** @throws DynamoError for what DynamoDB refuses */
  call(operation: string, input: object, target?: TableTarget): Promise<unknown>;
}

export interface TableAnswer {
  status: number;
  body: Buffer;
}

export interface TableService {
  readonly client: TableClient;
  /** Answers a request as it came over the wire; what it writes is kept when the answer is there. */
  answer(operation: string, target: TableTarget, body: Buffer): Promise<TableAnswer>;
  /** Resolves with the reason if it ends before `stop`. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

export interface TableOptions {
  region: string;
  /** Folder of the data; nothing is kept without it. */
  folder?: string;
  /** The clock (ms) by which items expire and stream records are trimmed. */
  now(): number;
  /** Hears of changes that nobody has asked for: items that have expired. */
  expired?(): void;
}
