import * as z from "zod";
import { codePageOf, utf8Check } from "./encoding.ts";

const separators = [",", ";", "\t"] as const;

/** How a file of values writes its text, and what separates one from the next. */
export const Format = z.object({ encoding: z.string(), separator: z.enum(separators) });
export type Format = z.infer<typeof Format>;

export interface Hints {
  encoding?: string | undefined;
  language?: string | undefined;
}

const marks: [string, number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** So much of a file tells its separator, in bytes. */
const headSize = 64 * 1024;

/** Latin text in UTF-16 is half zeros; other text has none. */
function halfZero(head: Buffer): string | undefined {
  const sample = head.subarray(0, 1000);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < sample.length / 4) return undefined;
  return odd > even ? "utf-16le" : "utf-16be";
}

const marked = (head: Buffer): string | undefined =>
  marks.find(([, mark]) => mark.every((byte, at) => head[at] === byte))?.[0];

/** The separator that is most often in the first line, outside quotes; Excel may name it in a line of its own. */
function separatorIn(text: string): Format["separator"] {
  const named = /^sep=([,;\t])/i.exec(text)?.[1];
  const unquoted = text.replace(/"[^"]*("|$)/g, "");
  const first = unquoted.split(/[\r\n]+/).find((line) => line.trim() !== "") ?? "";
  const often = (separator: string): number => first.split(separator).length;
  const [most = ","] = separators.toSorted((a, b) => often(b) - often(a));
  return separators.find((separator) => separator === named) ?? most;
}

/** Text of bytes, as they arrive, without a byte order mark. */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** By the first bytes; else the encoding that is named; else UTF-8 if nearly all is that, or as Excel writes the language. */
export async function formatOf(bytes: AsyncIterable<Uint8Array>, hints: Hints = {}): Promise<Format> {
  const isUtf8 = utf8Check();
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (head.length < headSize) head = Buffer.concat([head, chunk]).subarray(0, headSize);
    isUtf8(chunk);
  }
  const guessed = (): string => halfZero(head) ?? (isUtf8() ? "utf-8" : codePageOf(hints.language));
  const encoding = marked(head) ?? hints.encoding ?? guessed();
  return { encoding, separator: separatorIn(new TextDecoder(encoding).decode(head)) };
}
