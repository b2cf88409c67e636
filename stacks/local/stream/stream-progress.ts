import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { keep, readKept } from "../data/kept-file.ts";

/** A place in a stream: everything up to it is handled. */
export interface Checkpoint {
  shard: string;
  sequence: string;
}

const Kept = z.object({ shard: z.string(), sequence: z.string() });

/** How long after a record is handled that is written down (ms): after a kill it is handled again, as on AWS. */
const saved = 100;

/** Remembers which records of a stream are still open, and keeps the place up to which none is. */
export class StreamProgress {
  readonly #file: string | undefined;
  /** In the order of the stream; true once handled. */
  readonly #open = new Map<string, { shard: string; handled: boolean }>();
  #checkpoint: Checkpoint | undefined;
  #saving: NodeJS.Timeout | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    this.#checkpoint = readKept(file, Kept, "The stream's checkpoint");
  }

  get checkpoint(): Checkpoint | undefined {
    return this.#checkpoint;
  }

  /** How many records are not handled. */
  get size(): number {
    return this.#open.size;
  }

  read(shard: string, sequence: string): void {
    this.#open.set(sequence, { shard, handled: false });
  }

  handled(sequence: string): void {
    const record = this.#open.get(sequence);
    if (record) record.handled = true;
    for (const [first, { shard, handled }] of this.#open) {
      if (!handled) return;
      this.#open.delete(first);
      this.#checkpoint = { shard, sequence: first };
      this.#saving ??= setTimeout(() => this.save(), saved);
    }
  }

  save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    if (!this.#file || !this.#checkpoint) return;
    keep(this.#file, this.#checkpoint);
  }
}
