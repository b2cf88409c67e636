import * as z from "zod";

type Schema = z.core.$ZodType;

const mapped = <T>(shape: Readonly<Record<string, Schema>>, of: (schema: Schema) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, of(field)]));

/** The parts of a schema's definition that hold other schemas, each made to keep what it does not know. */
function partsOf(schema: Schema): object | undefined {
  if (schema instanceof z.ZodObject) {
    const { shape, catchall } = schema.def;
    return { shape: mapped(shape, loosened), catchall: catchall ?? z.unknown() };
  }
  if (schema instanceof z.ZodArray) return { element: loosened(schema.def.element) };
  if (schema instanceof z.ZodRecord) return { valueType: loosened(schema.def.valueType) };
  if (schema instanceof z.ZodTuple) {
    const { items, rest } = schema.def;
    return { items: items.map(loosened), rest: rest && loosened(rest) };
  }
  if (schema instanceof z.ZodUnion) return { options: schema.def.options.map(loosened) };
  if (schema instanceof z.ZodIntersection)
    return { left: loosened(schema.def.left), right: loosened(schema.def.right) };
  if (schema instanceof z.ZodPipe) return { in: loosened(schema.def.in), out: loosened(schema.def.out) };
  if (schema instanceof z.ZodLazy) return { getter: () => loosened(schema.def.getter()) };
  const isAround =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodCatch ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodNonOptional;
  return isAround ? { innerType: loosened(schema.def.innerType) } : undefined;
}

function loosened<S extends Schema>(schema: S): S {
  const parts = partsOf(schema);
  return parts ? z.core.clone(schema, { ...schema._zod.def, ...parts }) : schema;
}

/**
 * A schema that takes what another takes, and lets the fields through that it does not know, at every depth. Who reads by it and
 * writes back loses nothing of what a later release has written; its type stays that of what is known. A strict object stays
 * strict.
 */
export const keepUnknown = <T>(schema: z.ZodType<T>): z.ZodType<T> => loosened(schema);
