import { createHash } from "node:crypto";
import * as z from "zod";
import { Instant, second } from "../../platform/clock.ts";
import { Refusal } from "../../platform/error.ts";
import type { Signal } from "../adapter.ts";
import { exactJson } from "../exact-json.ts";

/** A platform's id as text: some characters that name something. */
export const TextId = z.string().trim().regex(/\w/).max(500);

/** A platform's id: text, or a whole number that is kept as text. */
export const Id = z.union([TextId, z.int().nonnegative().transform(String)]);

/** An id that may be missing, or 0 where it does not apply. */
export const Reference = Id.refine((id) => id !== "0")
  .optional()
  .catch(undefined);

/** Text that may be missing; what is no text is taken for missing. */
export const Note = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** The moment that many milliseconds after 1970; `undefined` where no calendar has it. */
export function moment(millis: number): Instant | undefined {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? undefined : Instant.safeParse(date.toISOString()).data;
}

const Count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

/** A moment as seconds, as milliseconds, or as ISO 8601; one that is none is taken for missing. */
export const Seconds = Count.transform((count) => moment(count * second))
  .optional()
  .catch(undefined);
export const Millis = Count.transform(moment).optional().catch(undefined);
export const Iso = z
  .string()
  .transform((text) => moment(Date.parse(text)))
  .optional()
  .catch(undefined);

/** Those of a list that have a shape; a broken one does not cost the others. */
export const readable = <T>(items: readonly unknown[], schema: z.ZodType<T>): T[] =>
  items.flatMap((item) => {
    const read = schema.safeParse(item);
    return read.success ? [read.data] : [];
  });

/** A list, empty where it is missing or something else. */
export const List = z.array(z.unknown()).catch([]);

/** A delivery's JSON in a shape. @throws Refusal `invalid` */
export function readBody<T>(bytes: Buffer, schema: z.ZodType<T>): T {
  const read = schema.safeParse(exactJson(bytes));
  if (read.success) return read.data;
  const places = [...new Set(read.error.issues.map(({ path }) => path.join(".") || "the whole"))].join(", ");
  const message = `The body is not what this platform sends: ${places}.`;
  throw new Refusal("invalid", message, { errors: [{ field: "body", message }], cause: read.error });
}

/** Something by which the same bytes or the same item are known again. */
export const fingerprint = (of: Uint8Array | string): string => createHash("sha256").update(of).digest("hex");

/** The signal of an item in a batch that has not the shape it should have. */
export const unreadable = (item: unknown, why: string): Signal => ({
  kind: "unreadable",
  id: `unreadable-${fingerprint(JSON.stringify(item) ?? "")}`,
  why,
});

/** A record without what is missing. */
export const present = (record: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (value ? [[name, value]] : [])));
