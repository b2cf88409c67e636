import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { join } from "node:path";

const keptLines = 500;

/** What one function prints: a file, or its latest lines when nothing is kept. */
export class FunctionLog {
  #file: WriteStream | undefined;
  readonly #lines: string[] = [];
  bytes = 0;

  constructor(name: string, folder: string | undefined) {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    this.#file = createWriteStream(join(folder, `${name}.log`), { flags: "a" });
    this.#file.on("error", (error) => {
      this.#file = undefined;
      this.#keep(`The log cannot be kept: ${error.message}`);
    });
  }

  write(chunk: Buffer | string): void {
    this.bytes += Buffer.byteLength(chunk);
    if (this.#file) this.#file.write(chunk);
    else this.#keep(chunk.toString());
  }

  /** The latest lines; empty when they are kept in a file. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  async stop(): Promise<void> {
    const file = this.#file;
    if (file) await new Promise<void>((resolve) => file.end(resolve));
  }

  #keep(text: string): void {
    this.#lines.push(...text.split("\n").filter((line) => line !== ""));
    this.#lines.splice(0, this.#lines.length - keptLines);
  }
}
