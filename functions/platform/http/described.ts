import type * as z from "zod";

const descriptions = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/** A schema that takes anything, because it is read elsewhere; in the API's description it is the other. */
export function describedAs<T extends z.core.$ZodType>(schema: T, other: z.core.$ZodType): T {
  descriptions.set(schema, other);
  return schema;
}

/** What a schema is described as; `undefined` where it is that itself. */
export const descriptionOf = (schema: z.core.$ZodType): z.core.$ZodType | undefined => descriptions.get(schema);
