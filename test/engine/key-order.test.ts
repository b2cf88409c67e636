import Big from "big.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { keyBytes } from "../../stacks/local/table/engine/key.ts";
import { Trial } from "./a-table.ts";

const digits = fc.stringMatching(/^[1-9][0-9]{0,37}$/);
const numbers = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }).map(String),
  fc
    .tuple(fc.constantFrom("", "-"), digits, fc.integer({ min: -120, max: 80 }))
    .map(([sign, all, exponent]) => new Big(`${sign}${all}e${exponent}`).toFixed()),
);

it("numbers of a key sort as numbers do", () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expect(Math.sign(Buffer.compare(keyBytes({ N: a }), keyBytes({ N: b })))).toBe(new Big(a).cmp(b));
    }),
  );
});

it("texts of a key sort by their UTF-8 bytes, beyond the basic plane too", () => {
  const table = new Trial();
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: "binary", minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      (texts) => {
        const pk = { S: JSON.stringify(texts) };
        for (const text of texts) table.on("PutItem", { Item: { pk, sk: { S: text } } });
        const found = table.on("Query", {
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
        });
        const sorted = texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(found).toMatchObject({ Items: sorted.map((sk) => ({ sk: { S: sk } })) });
      },
    ),
  );
});

it("an index lists its items by their numbers, in pages of any size", () => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (ranks, limit) => {
      const table = new Trial();
      for (const [at, rank] of ranks.entries()) table.put(`${at}`, { group: { S: "g" }, rank: { N: rank } });
      const found: string[] = [];
      let ExclusiveStartKey: unknown;
      do {
        const page: { Items?: { rank: { N: string } }[]; LastEvaluatedKey?: unknown } = table.on("Query", {
          IndexName: "byRank",
          KeyConditionExpression: "#group = :g",
          ExpressionAttributeNames: { "#group": "group" },
          ExpressionAttributeValues: { ":g": { S: "g" } },
          Limit: limit,
          ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
        });
        found.push(...(page.Items ?? []).map(({ rank }) => rank.N));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect(found).toEqual(ranks.toSorted((a, b) => new Big(a).cmp(b)));
    }),
    { numRuns: 40 },
  );
});
