import * as z from "zod";
import { EngineError, invalid, notFound } from "./engine-error.ts";
import type { Row, Sqlite } from "./sqlite.ts";
import { read, type TableDefinition, type Tables } from "./table-definition.ts";

/** How long a record is kept, and an iterator works. */
const [recordLife, iteratorLife] = [24 * 60 * 60 * 1000, 15 * 60 * 1000];
const mostRecords = 1000;
const mostBytes = 1024 * 1024;
const digits = 21;

/** A stream has one shard here, which is never closed. */
const shard = "shardId-00000000000000000000-00000000";

const sequenceOf = (number: number): string => String(number).padStart(digits, "0");

const Describe = z.strictObject({
  StreamArn: z.string(),
  Limit: z.number().optional(),
  ExclusiveStartShardId: z.string().optional(),
});
const List = z.strictObject({
  TableName: z.string().optional(),
  Limit: z.number().int().min(1).max(100).default(100),
  ExclusiveStartStreamArn: z.string().optional(),
});
const GetIterator = z.strictObject({
  StreamArn: z.string(),
  ShardId: z.string(),
  ShardIteratorType: z.enum(["TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"]),
  SequenceNumber: z
    .string()
    .regex(/^\d{1,40}$/)
    .optional(),
});
const GetRecords = z.strictObject({
  ShardIterator: z.string(),
  Limit: z.number().int().min(1).max(mostRecords).default(mostRecords),
});
const Iterator = z.object({ stream: z.string(), after: z.number(), at: z.number() });

/** The change streams of the tables. */
export class StreamLog {
  readonly #sqlite: Sqlite;
  readonly #tables: Tables;
  readonly #now: () => number;
  readonly #region: string;

  constructor(sqlite: Sqlite, tables: Tables, now: () => number, region: string) {
    this.#sqlite = sqlite;
    this.#tables = tables;
    this.#now = now;
    this.#region = region;
  }

  list(body: object): object {
    const { TableName, Limit, ExclusiveStartStreamArn: after = "" } = read(List, body);
    const all = this.#tables.all
      .flatMap(({ name, streamArn: StreamArn, description: { LatestStreamLabel: StreamLabel } }) =>
        StreamArn && (TableName ?? name) === name ? [{ StreamArn, StreamLabel, TableName: name }] : [],
      )
      .toSorted((a, b) => (a.StreamArn < b.StreamArn ? -1 : 1))
      .filter(({ StreamArn }) => StreamArn > after);
    const Streams = all.slice(0, Limit);
    return { Streams, ...(all.length > Limit && { LastEvaluatedStreamArn: Streams.at(-1)?.StreamArn }) };
  }

  describe(body: object): object {
    const table = this.#tableOf(read(Describe, body).StreamArn);
    return {
      StreamDescription: {
        StreamArn: table.streamArn,
        StreamLabel: table.description.LatestStreamLabel,
        StreamStatus: "ENABLED",
        StreamViewType: "NEW_AND_OLD_IMAGES",
        TableName: table.name,
        KeySchema: table.description.KeySchema,
        CreationRequestDateTime: table.description.CreationDateTime,
        Shards: [{ ShardId: shard, SequenceNumberRange: { StartingSequenceNumber: sequenceOf(1) } }],
      },
    };
  }

  iterator(body: object): object {
    const { StreamArn: stream, ShardId, ShardIteratorType: type, SequenceNumber: sequence } = read(GetIterator, body);
    const table = this.#tableOf(stream);
    if (ShardId !== shard) throw notFound("Requested resource not found: Shard does not exist");
    return { ShardIterator: this.#iteratorAfter(stream, this.#placeOf(table, type, sequence)) };
  }

  records(body: object): object {
    const { ShardIterator, Limit } = read(GetRecords, body);
    const { stream, after, at } = this.#opened(ShardIterator);
    if (at + iteratorLife < this.#now()) throw new EngineError("ExpiredIteratorException", "Iterator expired");
    const table = this.#tableOf(stream);
    const records: object[] = [];
    let [place, bytes] = [after, 0];
    const rows = this.#sqlite.each(
      "SELECT * FROM records WHERE holder = ? AND number > ? AND at > ? ORDER BY number LIMIT ?",
      table.id,
      after,
      this.#horizon,
      Limit,
    );
    for (const row of rows) {
      if (bytes >= mostBytes) break;
      bytes += String(row.before ?? "").length + String(row.after ?? "").length;
      place = Number(row.number);
      records.push(this.#recordOf(row));
    }
    return { Records: records, NextShardIterator: this.#iteratorAfter(stream, place) };
  }

  /** Removes what is older than a day: the first of all records. @returns how many that were */
  trim(): number {
    const first = this.#sqlite.get("SELECT number FROM records WHERE at > ? ORDER BY number LIMIT 1", this.#horizon);
    if (first) return this.#sqlite.run("DELETE FROM records WHERE number < ?", Number(first.number));
    return this.#sqlite.run("DELETE FROM records");
  }

  get #horizon(): number {
    return this.#now() - recordLife;
  }

  #tableOf(stream: string): TableDefinition {
    const table = this.#tables.all.find(({ streamArn }) => streamArn === stream);
    if (!table) throw notFound(`Requested resource not found: Stream: ${stream} not found`);
    return table;
  }

  #placeOf(table: TableDefinition, type: z.infer<typeof GetIterator>["ShardIteratorType"], sequence?: string): number {
    if (type === "TRIM_HORIZON") return 0;
    if (type === "LATEST") {
      return Number(this.#sqlite.get("SELECT max(number) AS last FROM records WHERE holder = ?", table.id)?.last ?? 0);
    }
    if (sequence === undefined) throw invalid("The parameter SequenceNumber is required");
    return Number(sequence) - (type === "AT_SEQUENCE_NUMBER" ? 1 : 0);
  }

  #iteratorAfter(stream: string, after: number): string {
    return Buffer.from(JSON.stringify({ stream, after, at: this.#now() })).toString("base64url");
  }

  #opened(iterator: string): z.infer<typeof Iterator> {
    try {
      return Iterator.parse(JSON.parse(Buffer.from(iterator, "base64url").toString()));
    } catch (cause) {
      throw Object.assign(invalid("Invalid ShardIterator"), { cause });
    }
  }

  #recordOf({ number, at, keys, before, after, byService }: Row): object {
    const image = (text: unknown): unknown => (typeof text === "string" ? JSON.parse(text) : undefined);
    const [old, made] = [image(before), image(after)];
    return {
      eventID: Number(number).toString(16).padStart(32, "0"),
      eventName: old === undefined ? "INSERT" : made === undefined ? "REMOVE" : "MODIFY",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: this.#region,
      ...(byService === 1 && { userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" } }),
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(Number(at) / 1000),
        Keys: image(keys),
        ...(made !== undefined && { NewImage: made }),
        ...(old !== undefined && { OldImage: old }),
        SequenceNumber: sequenceOf(Number(number)),
        SizeBytes: [keys, before, after].reduce<number>((sum, text) => sum + Buffer.byteLength(String(text ?? "")), 0),
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    };
  }
}
