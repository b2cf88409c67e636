import * as z from "zod";
import { describedAs } from "./described.ts";
import { readShape } from "./http.ts";
import { mergePatch } from "./merge-patch.ts";

/** The body of a PATCH: any of the fields that a thing is made with, each whole, in part, or `null`. */
export const patchOf = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, partOf(field)])));

const partOf = (field: z.core.$ZodType) => {
  const whole = field instanceof z.ZodDefault || field instanceof z.ZodOptional ? field.unwrap() : field;
  return describedAs(z.unknown().optional(), z.nullable(whole));
};

type Json = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((inner: unknown, key) => Object(inner)[key], value);

/** A value with another at a place within it; `undefined` leaves the place out. */
function withValueAt(value: unknown, [key, ...rest]: Path, inner: unknown): unknown {
  if (key === undefined) return inner;
  if (Array.isArray(value)) return value.map((one, place) => (place === key ? withValueAt(one, rest, inner) : one));
  const { [key]: before, ...others } = Object(value);
  const after = withValueAt(before, rest, inner);
  return after === undefined ? others : { ...others, [key]: after };
}

/** Where a value has what its shape does not know, though the patch has not said it: a later release has stored it. */
function unknownPlaces(value: unknown, patch: Json, shape: z.ZodType): Path[] {
  const issues = shape.safeParse(value).error?.issues ?? [];
  const places = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  return places.filter((path) => valueAt(patch, path) === undefined);
}

/** The fields a patch names, merged and checked; `undefined` if removed. @throws AppError `invalid` naming each wrong field */
export function applyPatch<T extends z.ZodRawShape>(before: Json, patch: Json, shape: z.ZodObject<T>): Json {
  const named = Object.keys(shape.shape).filter((name) => Object.hasOwn(patch, name));
  const merged = Object(mergePatch(before, patch));
  const fields = z.object(Object.fromEntries(named.map((name) => [name, shape.shape[name]])));
  const wanted: unknown = Object.fromEntries(named.map((name) => [name, merged[name]]));
  const places = unknownPlaces(wanted, patch, fields);
  const read: Json = readShape(
    places.reduce((value, path) => withValueAt(value, path, undefined), wanted),
    fields,
  );
  return places.reduce((value, path) => Object(withValueAt(value, path, valueAt(wanted, path))), read);
}
