import fc from "fast-check";
import { expect, test } from "vitest";
import { openReplyToken, openToken, replyToken, sealToken } from "../../functions/platform/security/token.ts";

const key = "a key for tests";
const leadId = fc
  .array(fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"), { minLength: 26, maxLength: 26 })
  .map((letters) => `ld_${letters.join("")}`);
const parts = fc.array(fc.string({ unit: "binary" }));

test("a token says what was sealed into it, in letters that a URL may hold", () => {
  fc.assert(
    fc.property(parts, fc.string(), (said, kind) => {
      const token = sealToken(key, kind, said);
      expect(token).toMatch(/^[A-Za-z0-9_-]{22,}$/);
      expect(openToken(key, kind, token)).toEqual(said);
    }),
  );
});

test("a token is worthless under another key and as another kind", () => {
  fc.assert(
    fc.property(parts, fc.string(), fc.string(), (said, kind, other) => {
      fc.pre(kind !== other);
      const token = sealToken(key, kind, said);
      expect(openToken(key, other, token)).toBeUndefined();
      expect(openToken(`${key}.`, kind, token)).toBeUndefined();
    }),
  );
});

test("a token with one letter changed, cut or added is not opened", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  fc.assert(
    fc.property(parts, fc.nat(), fc.constantFrom(...letters), (said, at, letter) => {
      const token = sealToken(key, "unsubscribe", said);
      const index = at % token.length;
      const forged = token.slice(0, index) + letter + token.slice(index + 1);
      expect(openToken(key, "unsubscribe", forged)).toEqual(forged === token ? said : undefined);
      expect(openToken(key, "unsubscribe", token.slice(0, index))).toBeUndefined();
      expect(openToken(key, "unsubscribe", token + letter)).toBeUndefined();
    }),
  );
});

test("whatever is no token is not opened, and nothing is thrown", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (token) => {
      expect(openToken(key, "unsubscribe", token)).toBeUndefined();
      expect(openReplyToken(key, token)).toBeUndefined();
    }),
  );
  expect(openToken(key, "unsubscribe", "x".repeat(1_000_000))).toBeUndefined();
});

test("without a key nothing is signed and nothing is opened", () => {
  expect(() => sealToken("", "unsubscribe", ["a"])).toThrow("empty key");
  expect(() => openToken("", "unsubscribe", "x".repeat(40))).toThrow("empty key");
});

test("a reply token brings its lead back in any letter case", () => {
  fc.assert(
    fc.property(leadId, fc.infiniteStream(fc.boolean()), (id, upper) => {
      const token = replyToken(key, id);
      expect(token).toMatch(/^[a-z0-9]{16,40}$/);
      const mangled = [...token].map((letter) => (upper.next().value ? letter.toUpperCase() : letter)).join("");
      expect(openReplyToken(key, mangled)).toBe(id);
    }),
  );
});

test("a reply token for another lead cannot be made from one's own", () => {
  fc.assert(
    fc.property(leadId, leadId, (own, other) => {
      fc.pre(own !== other);
      const forged = replyToken(key, other).slice(0, 26) + replyToken(key, own).slice(26);
      expect(openReplyToken(key, forged)).toBeUndefined();
      expect(openReplyToken("another key", replyToken(key, own))).toBeUndefined();
    }),
  );
});

test("only a lead's id becomes a reply token", () => {
  for (const id of ["", "ld_", "ow_01K5A0B1C2D3E4F5G6H7J8K9MN", "ld_01k5a0b1c2d3e4f5g6h7j8k9mn"]) {
    expect(() => replyToken(key, id)).toThrow(RangeError);
  }
});
