import * as z from "zod";
import { sayDelivery } from "../../language/texts.ts";
import { AppError } from "../../platform/error.ts";
import { fingerprint } from "../../platform/security/fingerprint.ts";
import { Instant, second } from "../../platform/time.ts";
import type { Signal } from "../inquiry/signal.ts";
import { exactJson } from "./exact-json.ts";

/** A platform's id as text: some characters that name something. Two of them may be a key, which has 2 KB. */
export const TextId = z
  .string()
  .trim()
  .regex(/\w/)
  .refine((id) => id.isWellFormed() && Buffer.byteLength(id) <= 500);

/** A platform's id: text, or a whole number that is kept as text. */
export const PlatformId = z.union([TextId, z.int().transform(String)]);

/** An id that may be missing, or 0 where it does not apply. */
export const Reference = PlatformId.refine((id) => id !== "0")
  .optional()
  .catch(undefined);

/** The id of a person, a page, a number or a chat: it becomes part of a key. */
export const AccountId = PlatformId.pipe(z.string().regex(/^[\w.:@+-]{1,200}$/));

/** Text that may be missing; what is no text, or says nothing, is taken for missing. */
export const OptionalText = z
  .union([z.string(), z.number().transform(String)])
  .transform((text) => (text.trim() === "" ? undefined : text))
  .optional()
  .catch(undefined);

/** A list, empty where it is missing or something else. */
export const List = z.array(z.unknown()).catch([]);

/** Something that may be missing; one of another shape is taken for missing. */
export const optionally = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** Any earlier count of milliseconds is one of seconds: milliseconds reached it in 1973, seconds will in the year 5138. */
const leastMillis = 100_000_000_000;

const momentAt = (count: number): Instant | undefined => momentOf(count < leastMillis ? count * second : count);

function momentOf(millis: number): Instant | undefined {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? undefined : Instant.safeParse(date.toISOString()).data;
}

/** A moment as seconds or milliseconds, a number or text; what is none is taken for missing. */
export const EpochMoment = optionally(
  z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).transform(momentAt),
);

/** A moment as ISO 8601; what is none is taken for missing. */
export const IsoMoment = optionally(z.string().transform((text) => momentOf(Date.parse(text))));

/** Those of a list that have a shape; a broken one does not cost the others. */
export const readEach = <T>(items: readonly unknown[], schema: z.ZodType<T>): T[] =>
  items.flatMap((item) => {
    const read = schema.safeParse(item);
    return read.success ? [read.data] : [];
  });

/** A value in a platform's shape. @throws AppError `invalid` that names the places where it is not */
export function readWire<T>(value: unknown, schema: z.ZodType<T>): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const places = [...new Set(read.error.issues.map(({ path }) => path.join(".") || sayDelivery("body.whole")))].join(
    ", ",
  );
  const message = sayDelivery("body.shape", { places });
  throw new AppError("invalid", message, { errors: [{ field: "body", message }], cause: read.error });
}

/** A delivery's JSON in a platform's shape. @throws AppError `invalid` */
export const readJsonBody = <T>(bytes: Buffer, schema: z.ZodType<T>): T => readWire(exactJson(bytes), schema);

/** The signal of an item in a batch that has not the shape it should have. */
export const unreadable = (item: unknown, why: string): Signal => ({
  kind: "unreadable",
  id: `unreadable-${fingerprint(JSON.stringify(item) ?? "")}`,
  why,
});
