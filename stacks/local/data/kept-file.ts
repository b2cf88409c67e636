import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type * as z from "zod";

/** Whether a file could not be opened because there is none. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** What a JSON file keeps (`what`, for the error); undefined without one. @throws Error naming a file that cannot be read */
export function readKept<T>(file: string, schema: z.ZodType<T>, what: string): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Error(`${what} ${file} cannot be read`, { cause: error });
  }
}

/** Keeps a value in a JSON file, in one step: a crash leaves the old one or the new one, whole. */
export function keep(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}
