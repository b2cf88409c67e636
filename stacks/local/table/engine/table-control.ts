import * as deleting from "dynalite/validations/deleteTable.js";
import * as describing from "dynalite/validations/describeTable.js";
import type { Parameters } from "dynalite/validations/index.js";
import * as listing from "dynalite/validations/listTables.js";
import * as z from "zod";
import { invalid } from "./engine-error.ts";
import type { ItemStore } from "./item-store.ts";
import type { Sqlite } from "./sqlite.ts";
import type { TableDefinition, Tables } from "./table-definition.ts";
import { describe, type TableStatus } from "./table-description.ts";
import { checkKnown, typed } from "./typed.ts";

const Named = z.object({ TableName: z.string() });
const Listing = z.object({ Limit: z.number().default(100), ExclusiveStartTableName: z.string().optional() });
const TimeToLive = Named.extend({
  TimeToLiveSpecification: z.object({ Enabled: z.boolean(), AttributeName: z.string() }),
});

const timeToLive: Parameters = {
  ...describing.types,
  TimeToLiveSpecification: {
    type: "FieldStruct<TimeToLiveSpecification>",
    notNull: true,
    children: {
      Enabled: { type: "Boolean", notNull: true },
      AttributeName: { type: "String", notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 255 },
    },
  },
};

export class TableControl {
  readonly #sqlite: Sqlite;
  readonly #tables: Tables;
  readonly #store: ItemStore;
  readonly #now: () => number;

  constructor(sqlite: Sqlite, tables: Tables, store: ItemStore, now: () => number) {
    this.#sqlite = sqlite;
    this.#tables = tables;
    this.#store = store;
    this.#now = now;
  }

  create(body: object): object {
    const table = this.#sqlite.atomically(() => this.#tables.create(body, this.#now()));
    return { TableDescription: this.#described(table) };
  }

  describe(body: object): object {
    return { Table: this.#described(this.#named("DescribeTable", body, describing.types)) };
  }

  /** Removes a table, its items and its stream, from the disk, too. */
  delete(body: object): object {
    const table = this.#named("DeleteTable", body, deleting.types);
    const TableDescription = this.#described(table, "DELETING");
    this.#sqlite.atomically(() => {
      this.#store.clear(table);
      this.#tables.delete(table);
    });
    this.#sqlite.truncate();
    return { TableDescription };
  }

  list(body: object): object {
    checkKnown("ListTables", body, listing.types);
    const { Limit, ExclusiveStartTableName: after = "" } = Listing.parse(typed(body, listing.types, listing.custom));
    const names = this.#tables.all.map(({ name }) => name).filter((name) => name > after);
    const TableNames = names.toSorted().slice(0, Limit);
    return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
  }

  describeTimeToLive(body: object): object {
    const { ttl } = this.#named("DescribeTimeToLive", body, describing.types);
    return {
      TimeToLiveDescription: ttl
        ? { TimeToLiveStatus: "ENABLED", AttributeName: ttl }
        : { TimeToLiveStatus: "DISABLED" },
    };
  }

  /** Has items expire by an attribute from now on, those that are there included, or by none. */
  updateTimeToLive(body: object): object {
    const table = this.#named("UpdateTimeToLive", body, timeToLive);
    const { TimeToLiveSpecification } = TimeToLive.parse(body);
    const { Enabled, AttributeName } = TimeToLiveSpecification;
    if (Enabled === (table.ttl !== undefined)) {
      throw invalid(`TimeToLive is already ${Enabled ? "enabled" : "disabled"}`);
    }
    if (!Enabled && AttributeName !== table.ttl) {
      throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${table.ttl}`);
    }
    this.#sqlite.atomically(() => {
      this.#tables.expireBy(table.name, Enabled ? AttributeName : undefined);
      this.#store.expireAnew(this.#tables.named(table.name));
    });
    return { TimeToLiveSpecification };
  }

  #named(operation: string, body: object, types: Parameters): TableDefinition {
    checkKnown(operation, body, types);
    const { TableName } = Named.parse(typed(body, types, undefined));
    return this.#tables.named(TableName, `Requested resource not found: Table: ${TableName} not found`);
  }

  #described(table: TableDefinition, status: TableStatus = "ACTIVE"): object {
    return describe(table.description, status, (index) => this.#store.held(table, index));
  }
}
