import { describe, expect, it } from "vitest";
import { AppError } from "../../functions/platform/error.ts";
import { type HttpRequest, jsonIn } from "../../functions/platform/http/http.ts";

const read = (body: string): unknown => jsonIn({ body, isBase64Encoded: false } as HttpRequest);

function refusedOf(body: string): string[] {
  try {
    read(body);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return (error.errors ?? []).map(({ field }) => field);
  }
}

describe("JSON of a request", () => {
  it.each([
    ['{"to":"working","to":"won"}', ["to"]],
    ['{"a":{"b":1, "\\u0062" : 2}}', ["a.b"]],
    ['{"a":[{"b":1},{"b":1,"b":1}]}', ["a.1.b"]],
    ['{"amount":1e-400}', ["amount"]],
    ['{"a":[0,0.1234567890123456789012345]}', ["a.1"]],
    ['{"__proto__":1,"__proto__":1}', ["__proto__"]],
  ])("%s: what would be dropped without a word is refused by name", (body, fields) =>
    expect(refusedOf(body)).toEqual(fields),
  );

  it.each([
    '{"a":"x","b":{"a":"a"},"c":[{"a":1},{"a":"\\"a\\":"}],"d":["a","a"]}',
    '{"a":0.30000000000000004,"b":-0,"c":0.0,"d":1250.50,"e":1e5,"f":[],"g":{}}',
    '{"a":"b:","b":"a"}',
  ])("%s: is read", (body) => expect(read(body)).toEqual(JSON.parse(body)));

  it("takes linear time", () => {
    const body = `{"a":"${"\\\\".repeat(1_000_000)}","b":[${"0,".repeat(500_000)}0]}`;
    expect(refusedOf(body)).toEqual([]);
  });
});
