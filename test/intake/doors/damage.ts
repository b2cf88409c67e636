import { gzipSync } from "node:zlib";
import fc from "fast-check";

/** Text that a door must be able to take: empty, hidden, reversed, half of a character, long, somebody's code. */
export const oddText = fc.constantFrom(
  "",
  " ",
  "\u0000",
  "\ud800x",
  "\u202eevil\u202c",
  "a\r\nBcc: x@evil.example",
  "<script>alert(1)</script>",
  "{{constructor.constructor(1)}}",
  "👩‍👩‍👧‍👦".repeat(300),
  "9".repeat(400),
  "=HYPERLINK()",
);

const oddValue = fc.oneof(
  oddText,
  fc.constantFrom<unknown>(null, 0, -1, 1e300, 1e21, 0.1, true, [], [[1, [1e300]]], {}, { id: {} }, ["x", null, {}]),
);

const oddKey = fc.constantFrom("__proto__", "constructor", "toString", "length", "", " ", "\u0000", "a.b[0]", "id");

/** Something of a payload's insides that another takes the place of. */
type Change =
  | { act: "drop" | "double" }
  | { act: "become"; value: unknown }
  | { act: "rename"; key: string }
  | { act: "sink"; depth: number }
  | { act: "swell"; length: number };

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<Change>({ act: "drop" }, { act: "double" }) },
  { weight: 12, arbitrary: oddValue.map((value): Change => ({ act: "become", value })) },
  { weight: 6, arbitrary: oddKey.map((key): Change => ({ act: "rename", key })) },
  { weight: 3, arbitrary: fc.constantFrom(3, 34, 58, 2000).map((depth): Change => ({ act: "sink", depth })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(900, 900, 900, 900, 900, 70_000, 70_000, 70_000, 500_000)
      .map((length): Change => ({ act: "swell", length })),
  },
);

function sunk(value: unknown, depth: number): unknown {
  let inner = value;
  for (let level = 0; level < depth; level++) inner = [inner];
  return inner;
}

function changedBy(it: Change | undefined, key: string, value: unknown): [string, unknown][] {
  switch (it?.act) {
    case "drop":
      return [];
    case "double":
      return [
        [key, value],
        [`${key}_2`, value],
      ];
    case "become":
      return [[key, it.value]];
    case "rename":
      return [[it.key, value]];
    case "sink":
      return [[key, sunk(value, it.depth)]];
    case "swell":
      return [[key, "é".repeat(it.length)]];
    default:
      return [[key, value]];
  }
}

/** A payload with other things at some of its places; the rest is as it should be. */
export const altered = (payload: unknown): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(fc.nat(40), change), { minLength: 1, maxLength: 4 }).map((pairs) => {
    const changes = new Map(pairs);
    let place = 0;
    const walk = (value: unknown): unknown => {
      if (typeof value !== "object" || value === null) return value;
      const parts = Object.entries(value).flatMap(([key, part]) => {
        const here = changes.get(place++);
        return changedBy(here, key, walk(part));
      });
      return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
    };
    return walk(payload);
  });

const nested = (text: string, depth: number): string =>
  text.replace(/}\s*$/, `,"deep":${"[".repeat(depth)}${"]".repeat(depth)}}`);

/** What may happen to a JSON text. */
export const misprint: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 6, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      (text: string) => text.replace("{", '{"__proto__":{"email":"x@evil.example"},"constructor":{"prototype":1},'),
      (text: string) => text.replace("{", '{"email":1,"id":{},"object":7,"entry":0,"object":"page",'),
      (text: string) => `[${text}]`,
      (text: string) => `[${text},${text}]`,
      (text: string) => text.slice(0, Math.floor(text.length / 2)),
      (text: string) => `${text}}`,
      (text: string) => nested(text, 30),
      (text: string) => nested(text, 61),
      (text: string) => nested(text, 100_000),
    ),
  },
);

/** What may happen to bytes on their way: other charsets, compression, bits that fall over. */
export const garbling: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
  { weight: 10, arbitrary: fc.constant((bytes: Buffer) => bytes) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      (bytes: Buffer) => Buffer.from(bytes.toString(), "utf16le"),
      (bytes: Buffer) => Buffer.from(`\ufeff${bytes.toString()}`, "utf16le"),
      (bytes: Buffer) => Buffer.from(`\ufeff${bytes.toString()}`),
      (bytes: Buffer) => Buffer.from(bytes.toString(), "latin1"),
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 9), Buffer.from([0xff, 0xfe, 0xc0]), bytes.subarray(9)]),
      (bytes: Buffer) => gzipSync(bytes),
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))),
      () => Buffer.alloc(0),
    ),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((noise) => () => Buffer.from(noise)) },
);
