import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { keepUnknown } from "../../functions/platform/keep-unknown.ts";

const Inner = z.object({ a: z.string() });
const shapes: [string, z.ZodType, unknown][] = [
  ["an object", Inner, { a: "x", more: 1 }],
  ["an optional one", z.object({ in: Inner.optional() }), { in: { a: "x", more: 1 } }],
  ["one that may be null", z.object({ in: Inner.nullable() }), { in: { a: "x", more: 1 } }],
  ["one with a default", z.object({ in: Inner.default({ a: "" }) }), { in: { a: "x", more: 1 } }],
  ["one with another in its stead", z.object({ in: Inner.catch({ a: "" }) }), { in: { a: "x", more: 1 } }],
  ["a list", z.array(Inner), [{ a: "x", more: 1 }]],
  ["a tuple", z.tuple([Inner, z.number()]).rest(Inner), [{ a: "x", more: 1 }, 2, { a: "y", more: [1] }]],
  ["a record", z.record(z.string(), Inner), { any: { a: "x", more: 1 } }],
  ["a union", z.union([Inner, z.object({ b: z.number() })]), { b: 1, more: { deep: 1 } }],
  ["a union by a name", z.discriminatedUnion("by", [z.object({ by: z.literal("x") })]), { by: "x", more: 1 }],
  ["an intersection", z.intersection(Inner, z.object({ b: z.number() })), { a: "x", b: 1, more: 1 }],
  ["a pipe", Inner.pipe(z.object({ a: z.string() })), { a: "x", more: 1 }],
  ["one with a rule", Inner.refine(({ a }) => a !== "never"), { a: "x", more: 1 }],
  ["one that is made late", z.lazy(() => Inner), { a: "x", more: 1 }],
  ["one that is only read", z.object({ in: Inner.readonly() }), { in: { a: "x", more: 1 } }],
];

describe("what a schema does not know", () => {
  it.each(shapes)("is kept within %s", (_, schema, value) => {
    expect(keepUnknown(schema).parse(value)).toEqual(value);
  });

  it("is dropped by the schema itself, and refused by a strict one, as before", () => {
    expect(Inner.parse({ a: "x", more: 1 })).toEqual({ a: "x" });
    const strict = keepUnknown(z.strictObject({ a: z.string() }));
    expect(strict.safeParse({ a: "x", more: 1 }).success).toBe(false);
  });

  it.each(shapes)("changes nothing of what is refused of %s", (_, schema, value) => {
    const names = fc.constantFrom("a", "b", "in", "by", "any", "more");
    const field = fc.oneof(fc.constant(value), fc.string(), fc.integer(), fc.dictionary(names, fc.string()));
    const anything = fc.oneof(field, fc.dictionary(names, field), fc.array(field));
    fc.assert(
      fc.property(anything, (one) => {
        expect(keepUnknown(schema).safeParse(one).success).toBe(schema.safeParse(one).success);
      }),
    );
  });
});
