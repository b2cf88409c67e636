import { BatchGetCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, expect, it, vi } from "vitest";
import { client, getMany, type Key, table } from "../../functions/platform/aws/table.ts";

afterEach(() => vi.restoreAllMocks());

it("reads more items than DynamoDB takes keys in one request, and those again that it left", async () => {
  const asked: Key[][] = [];
  vi.spyOn(client, "send").mockImplementation((command) => {
    if (!(command instanceof BatchGetCommand)) throw new Error("It reads otherwise");
    const keys = (command.input.RequestItems?.[table]?.Keys ?? []) as Key[];
    asked.push(keys);
    const left = asked.length === 1 ? keys.slice(0, 30) : [];
    return Promise.resolve({
      Responses: { [table]: keys.slice(left.length) },
      UnprocessedKeys: left.length > 0 ? { [table]: { Keys: left } } : {},
    });
  });
  const keys = Array.from({ length: 230 }, (_, number) => ({ pk: `LEAD#${number}`, sk: "LEAD" }));
  const found = await getMany(keys);
  expect(new Set(found.map(({ pk }) => pk)).size).toBe(230);
  expect(asked.map(({ length }) => length)).toEqual([100, 30, 100, 30]);
});
