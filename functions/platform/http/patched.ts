import * as z from "zod";
import { describedAs } from "./described.ts";
import { readShape } from "./http.ts";
import { mergePatch } from "./merge-patch.ts";

/** The body of a PATCH: any of the fields that a thing is made with, each whole, in part, or `null`. */
export const patchOf = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, partOf(field)])));

/** A field of a patch, which is read when it is merged with what is there. */
const partOf = (field: z.core.$ZodType) => {
  const whole = field instanceof z.ZodDefault || field instanceof z.ZodOptional ? field.unwrap() : field;
  return describedAs(z.unknown().optional(), z.nullable(whole));
};

/**
 * Those fields of a thing that a patch names, as they become: merged with what is there, and held to their shapes. What it
 * leaves out is not looked at, so that what was stored under earlier rules stands in nobody's way; one that it removes is
 * `undefined`, or what it is when nothing is said.
 *
 * @throws AppError `invalid` naming each wrong field
 */
export function applyPatch<T extends z.ZodRawShape>(
  before: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
  shape: z.ZodObject<T>,
): Record<string, unknown> {
  const named = Object.keys(shape.shape).filter((name) => Object.hasOwn(patch, name));
  const merged = Object(mergePatch(before, patch));
  const fields = z.object(Object.fromEntries(named.map((name) => [name, shape.shape[name]])));
  return readShape(Object.fromEntries(named.map((name) => [name, merged[name]])), fields);
}
