import { describe, expect, it } from "vitest";
import { itemBytes } from "../../stacks/local/table/engine/item-size.ts";

/** Names and values by the rules of DynamoDB's developer guide (CapacityUnitCalculations), added up by hand. */
describe("an item weighs", () => {
  it.each<[string, Record<string, unknown>, number]>([
    ["its name and text: 2 + 6", { pk: { S: "LEAD#1" } }, 8],
    ["text in UTF-8: 1 + 2 + 4", { n: { S: "é😀" } }, 7],
    ["a byte for two digits, and one: 1 + 3 + 1", { n: { N: "12345" } }, 5],
    ["zeros at the ends not at all: 1 + 1 + 1", { n: { N: "1200" } }, 3],
    ["zeros behind the point neither: 1 + 1 + 1", { n: { N: "0.0120" } }, 3],
    ["nothing else for zero: 1 + 0 + 1", { n: { N: "0" } }, 2],
    ["a byte for a sign: 1 + 1 + 1 + 1", { n: { N: "-12" } }, 4],
    ["raw bytes, not base64: 1 + 5", { b: { B: "aGVsbG8=" } }, 6],
    ["a byte for yes or no, and for nothing: 2 + 1 + 4 + 1", { is: { BOOL: true }, none: { NULL: true } }, 8],
    ["an empty list or map 3: 1 + 3 + 1 + 3", { l: { L: [] }, m: { M: {} } }, 8],
    ["a list's elements, one more for each: 1 + 3 + (2 + 1) + (2 + 1)", { l: { L: [{ S: "ab" }, { N: "7" }] } }, 10],
    ["a map's names too, one more for each: 1 + 3 + (3 + 1 + 1)", { m: { M: { key: { S: "v" } } } }, 9],
    ["the members of a set: 2 + 1 + 2", { ss: { SS: ["a", "bc"] } }, 5],
  ])("%s", (_, item, bytes) => {
    expect(itemBytes(item)).toBe(bytes);
  });

  it("nothing that is known when its type is not", () => {
    expect(() => itemBytes({ odd: { Z: 1 } })).toThrow('no attribute type "Z"');
  });
});
