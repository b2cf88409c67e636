import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type * as z from "zod";
import { isMissing } from "../data/kept-file.ts";

/** What must outlive the process, in the order it happened. */
export interface Journal<Entry> {
  /** Resolves when the entry would survive a crash. */
  append(entry: Entry): Promise<void>;
  stop(): Promise<void>;
}

/** A journal for a runtime that keeps nothing. */
export const noJournal: Journal<unknown> = { append: async () => {}, stop: async () => {} };

/** The entries of a journal file, none if there is no file. A last line torn by a crash was never answered for and is left out. */
export async function readJournal<Entry>(file: string, schema: z.ZodType<Entry>): Promise<Entry[]> {
  const lines = (await readText(file)).split("\n");
  lines.pop();
  return lines.map((line, index) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (error) {
      throw new Error(`${file}: line ${index + 1} cannot be read`, { cause: error });
    }
  });
}

/** Replaces the journal file by these entries, in one step, and goes on behind them. */
export async function openJournal<Entry>(file: string, entries: readonly Entry[]): Promise<Journal<Entry>> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(`${file}.new`, "w");
  await handle.appendFile(entries.map(lineOf).join(""));
  await handle.datasync();
  await rename(`${file}.new`, file);
  return new JournalFile<Entry>(handle);
}

class JournalFile<Entry> implements Journal<Entry> {
  readonly #handle: FileHandle;
  #waiting: string[] = [];
  #nextWrite: Promise<void> | undefined;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Whatever is appended while one write is under way shares the next one. */
  append(entry: Entry): Promise<void> {
    this.#waiting.push(lineOf(entry));
    if (!this.#nextWrite) {
      this.#nextWrite = this.#lastWrite.then(() => this.#write());
      this.#lastWrite = this.#nextWrite;
    }
    return this.#nextWrite;
  }

  async stop(): Promise<void> {
    try {
      await this.#lastWrite;
    } finally {
      await this.#handle.close();
    }
  }

  async #write(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#nextWrite = undefined;
    await this.#handle.appendFile(lines.join(""));
    await this.#handle.datasync();
  }
}

function lineOf(entry: unknown): string {
  return `${JSON.stringify(entry)}\n`;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return "";
    throw error;
  }
}
