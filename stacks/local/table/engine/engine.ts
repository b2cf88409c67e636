import * as z from "zod";
import { EngineError, invalid } from "./engine-error.ts";
import { ItemStore } from "./item-store.ts";
import { type Place, placeOfKey } from "./key.ts";
import { project } from "./path.ts";
import { runQuery } from "./query.ts";
import type { BatchGetRequest, GetRequest } from "./request.ts";
import { scan } from "./scan.ts";
import { Sqlite } from "./sqlite.ts";
import { StreamLog } from "./stream.ts";
import { TableControl } from "./table-control.ts";
import { read, type TableDefinition, Tables } from "./table-definition.ts";
import { Tidying } from "./tidying.ts";
import { Transactions } from "./transaction.ts";
import { validated } from "./validation.ts";
import type { Attributes } from "./value.ts";
import { type Prepared, returned, Writes } from "./write.ts";

export interface EngineOptions {
  region: string;
  /** Folder of the data; nothing is kept without it. */
  folder?: string;
  /** The runtime's clock (ms): what expires does so by it. */
  now(): number;
  /** Hears that items have expired: nobody's request has written then. */
  expired?(): void;
}

const TransactGet = z.strictObject({
  TransactItems: z
    .array(z.strictObject({ Get: z.looseObject({}) }))
    .min(1)
    .max(100),
});

const mostBatchBytes = 16 * 1024 * 1024;
const mostBatchWrites = 25;

/** DynamoDB, as far as this application uses it: tables, items, transactions, queries and streams on SQLite. */
export class Engine {
  readonly #sqlite: Sqlite;
  readonly #tables: Tables;
  readonly #store: ItemStore;
  readonly #writes: Writes;
  readonly #transactions: Transactions;
  readonly #streams: StreamLog;
  readonly #tidying: Tidying;
  readonly #operations: Record<string, (body: object) => object>;

  constructor({ region, folder, now, expired = () => {} }: EngineOptions) {
    this.#sqlite = new Sqlite(folder);
    this.#tables = new Tables(this.#sqlite, region);
    this.#store = new ItemStore(this.#sqlite, now);
    this.#writes = new Writes(this.#tables, this.#store);
    this.#transactions = new Transactions(this.#sqlite, this.#writes, now);
    this.#streams = new StreamLog(this.#sqlite, this.#tables, now, region);
    const parts = { sqlite: this.#sqlite, tables: this.#tables, store: this.#store, streams: this.#streams };
    this.#tidying = new Tidying(parts, now, expired);
    const control = new TableControl(this.#sqlite, this.#tables, this.#store, now);
    this.#operations = {
      CreateTable: (body) => control.create(body),
      DescribeTable: (body) => control.describe(body),
      DeleteTable: (body) => control.delete(body),
      ListTables: (body) => control.list(body),
      DescribeTimeToLive: (body) => control.describeTimeToLive(body),
      UpdateTimeToLive: (body) => control.updateTimeToLive(body),
      PutItem: (body) => {
        const request = validated("PutItem", body);
        return returned(
          this.#written(() => this.#writes.put(request)),
          request,
        );
      },
      DeleteItem: (body) => {
        const request = validated("DeleteItem", body);
        return returned(
          this.#written(() => this.#writes.delete(request)),
          request,
        );
      },
      UpdateItem: (body) => {
        const request = validated("UpdateItem", body);
        return returned(
          this.#written(() => this.#writes.update(request)),
          request,
        );
      },
      GetItem: (body) => this.#get(validated("GetItem", body)),
      Query: (body) => {
        const request = validated("Query", body);
        return runQuery(this.#sqlite, this.#tables.named(request.TableName), request);
      },
      Scan: (body) => {
        const request = validated("Scan", body);
        return scan(this.#sqlite, this.#tables.named(request.TableName), request);
      },
      BatchGetItem: (body) => this.#batchGet(validated("BatchGetItem", body)),
      BatchWriteItem: (body) => this.#batchWrite(body),
      TransactWriteItems: (body) => this.#transactions.write(body),
      TransactGetItems: (body) => this.#transactGet(body),
      ListStreams: (body) => this.#streams.list(body),
      DescribeStream: (body) => this.#streams.describe(body),
      GetShardIterator: (body) => this.#streams.iterator(body),
      GetRecords: (body) => this.#streams.records(body),
    };
  }

  /** Carries out an operation, durably. @throws EngineError for what DynamoDB refuses, or this engine does not know */
  call(operation: string, body: unknown): object {
    const work = Object.hasOwn(this.#operations, operation) && this.#operations[operation];
    if (!work) throw new EngineError("UnknownOperationException", `The local table does not know ${operation}`);
    if (typeof body !== "object" || body === null) {
      throw new EngineError("SerializationException", "The request is no JSON object");
    }
    this.#tidying.due();
    return work(body);
  }

  /** Carries out several operations with one write to the disk: what each has written is there when `work` has returned. */
  atOnce<T>(work: () => T): T {
    return this.#sqlite.atomically(work);
  }

  close(): void {
    this.#sqlite.close();
  }

  #written(prepare: () => Prepared): Prepared {
    return this.#sqlite.atomically(() => {
      const write = prepare();
      this.#writes.make(write);
      return write;
    });
  }

  #get({ TableName, Key, _projection }: GetRequest): { Item?: Attributes } {
    const table = this.#tables.named(TableName);
    const found = this.#store.read(table, placeOfKey(Key, table.keys));
    if (!found) return {};
    return { Item: _projection ? project(found.item, _projection.paths) : found.item };
  }

  #batchGet({ RequestItems }: BatchGetRequest): object {
    const Responses: Record<string, Attributes[]> = {};
    const UnprocessedKeys: Record<string, object> = {};
    let bytes = 0;
    for (const [name, { Keys, ...how }] of Object.entries(RequestItems)) {
      const table = this.#tables.named(name);
      const found: Attributes[] = [];
      const left: Attributes[] = [];
      for (const key of Keys) {
        const stored = this.#store.read(table, placeOfKey(key, table.keys));
        if (bytes + (stored?.bytes ?? 0) > mostBatchBytes) left.push(key);
        else if (stored) found.push(how._projection ? project(stored.item, how._projection.paths) : stored.item);
        bytes += stored?.bytes ?? 0;
      }
      Responses[name] = found;
      const { _projection, ...asked } = how;
      if (left.length > 0) UnprocessedKeys[name] = { ...asked, Keys: left };
    }
    return { Responses, UnprocessedKeys };
  }

  #batchWrite(body: object): object {
    const { RequestItems } = validated("BatchWriteItem", body);
    const requests = Object.entries(RequestItems).flatMap(([TableName, all]) =>
      all.map((one) => ({ TableName, ...one })),
    );
    if (requests.length > mostBatchWrites) throw invalid("Too many items requested for the BatchWriteItem call");
    const works = requests.map(({ TableName, PutRequest: put, DeleteRequest: gone }) => () => {
      if (put) return this.#writes.put({ TableName, Item: put.Item });
      if (gone) return this.#writes.delete({ TableName, Key: gone.Key });
      throw invalid("Supplied WriteRequest is empty");
    });
    // Looked at before anything is written: a request that is wrong writes nothing.
    const places = new Set(works.map((work) => placeName(work())));
    if (places.size < works.length) throw invalid("Provided list of item keys contains duplicates");
    for (const work of works) this.#written(work);
    return { UnprocessedItems: {} };
  }

  #transactGet(body: object): object {
    const { TransactItems } = read(TransactGet, body);
    return { Responses: TransactItems.map(({ Get }) => this.#get(validated("GetItem", Get))) };
  }
}

const placeName = ({ table, place }: { table: TableDefinition; place: Place }): string =>
  `${table.id} ${place.pk.toString("hex")} ${place.sk.toString("hex")}`;
