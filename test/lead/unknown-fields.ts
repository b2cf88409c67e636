import fc from "fast-check";
import type { Item } from "../../functions/platform/aws/table.ts";

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

/** Fields whose keys are somebody's words, so that none of them is unknown. */
const dictionaries = new Set(["attribution", "extra", "headers", "mapping", "qualification", "tally", "unusable"]);

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where a value has objects with fields of ours, itself included. */
function objectsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((one, place) => objectsIn(one, [...path, place]));
  if (!isObject(value)) return [];
  const within = Object.entries(value).filter(([name]) => !dictionaries.has(name));
  return [path, ...within.flatMap(([name, one]) => objectsIn(one, [...path, name]))];
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((inner: unknown, key) => Object(inner)[key], value);

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie("value"), { maxLength: 3 }), fields(tie("value"))),
}));
function fields(value: fc.Arbitrary<unknown>): fc.Arbitrary<Json> {
  return fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/).map((name) => `later_${name}`),
    value,
    { minKeys: 1, maxKeys: 3, noNullPrototype: true },
  );
}

/** An item as a later release has written it, and what it has written that this one does not know, by place. */
export interface Written {
  item: Item;
  unknown: [Path, Json][];
}

/** An item with unknown fields in each of its objects, at whatever depth. */
export function writtenLater(item: Item): fc.Arbitrary<Written> {
  const places = objectsIn(item);
  const each = fc.array(fields(anything), { minLength: places.length, maxLength: places.length });
  return each.map((all) => {
    const copy = structuredClone(item);
    const unknown = places.map((path, place): [Path, Json] => [path, all[place] ?? {}]);
    for (const [path, extra] of unknown) Object.assign(Object(valueAt(copy, path)), structuredClone(extra));
    return { item: copy, unknown };
  });
}

/** What of the unknown fields is there no more, or is another; nothing where all is as it was written. */
export const lostFrom = (item: unknown, { unknown }: Written): unknown[] =>
  unknown.flatMap(([path, extra]) =>
    Object.entries(extra).flatMap(([name, value]) => {
      const kept = valueAt(item, [...path, name]);
      return JSON.stringify(kept) === JSON.stringify(value) ? [] : [[[...path, name].join("."), value, kept]];
    }),
  );
