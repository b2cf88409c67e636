import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

export type Row = Record<string, unknown>;

const schema = `
CREATE TABLE IF NOT EXISTS tables (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, description TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS items (
  holder INTEGER NOT NULL, pk BLOB NOT NULL, sk BLOB NOT NULL, item TEXT NOT NULL, bytes INTEGER NOT NULL, expires INTEGER,
  PRIMARY KEY (holder, pk, sk)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS expiring ON items (expires) WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS entries (
  holder TEXT NOT NULL, pk BLOB NOT NULL, sk BLOB NOT NULL, itemPk BLOB NOT NULL, itemSk BLOB NOT NULL,
  item TEXT NOT NULL, bytes INTEGER NOT NULL,
  PRIMARY KEY (holder, pk, sk, itemPk, itemSk)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
  number INTEGER PRIMARY KEY AUTOINCREMENT, holder INTEGER NOT NULL, at INTEGER NOT NULL, keys TEXT NOT NULL,
  before TEXT, after TEXT, byService INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, request TEXT NOT NULL, at INTEGER NOT NULL);
`;

/** How a transaction begins, is kept, and is undone; and how one does that is a part of another. */
const whole = ["BEGIN IMMEDIATE", "COMMIT", ["ROLLBACK"]] as const;
const part = ["SAVEPOINT part", "RELEASE part", ["ROLLBACK TO part", "RELEASE part"]] as const;

/** SQLite, and all that is known of it here: Node's own module is young. */
export class Sqlite {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #idle = new Map<string, StatementSync[]>();
  #isOpen = false;
  #isToBeTruncated = false;

  /** @param folder where the file lies; nothing is kept without it */
  constructor(folder: string | undefined) {
    if (folder) mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(folder ? join(folder, "table.sqlite") : ":memory:");
    // A lead's item of some KB lies on one page; pages that change often are written to the file once for many transactions.
    this.#database.exec("PRAGMA page_size = 8192; PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -64000;");
    // NORMAL with a write-ahead log: what was committed survives the end of the process in whatever way, not a loss of power.
    this.#database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
    );
    this.#database.exec(schema);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  /** Row by row; the statement is its own until the last, so two of the same text may be open at once. */
  *each(sql: string, ...values: SQLInputValue[]): Generator<Row> {
    const idle = this.#idle.get(sql) ?? [];
    this.#idle.set(sql, idle);
    const statement = idle.pop() ?? this.#database.prepare(sql);
    try {
      yield* statement.iterate(...values);
    } finally {
      idle.push(statement);
    }
  }

  /** @returns how many rows it changed */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  /** All that `work` writes, or nothing; on disk when it, or the transaction around it, returns. @throws what `work` throws */
  atomically<T>(work: () => T): T {
    const [begin, commit, rollback] = this.#isOpen ? part : whole;
    const isOuter = !this.#isOpen;
    this.run(begin);
    this.#isOpen = true;
    try {
      const result = work();
      this.run(commit);
      return result;
    } catch (error) {
      for (const undo of rollback) this.run(undo);
      throw error;
    } finally {
      if (isOuter) this.#ended();
    }
  }

  /** What was deleted is gone from the disk then, the write-ahead log included; within a transaction as soon as that ends. */
  truncate(): void {
    if (this.#isOpen) this.#isToBeTruncated = true;
    else this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  #ended(): void {
    this.#isOpen = false;
    if (!this.#isToBeTruncated) return;
    this.#isToBeTruncated = false;
    this.truncate();
  }

  close(): void {
    this.truncate();
    this.#database.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}
