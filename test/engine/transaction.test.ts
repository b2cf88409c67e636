import { describe, expect, it } from "vitest";
import { Trial, tableName } from "./a-table.ts";

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: "card" } });
const put = (pk: string, more: object = {}) => ({ Put: { TableName: tableName, Item: { ...key(pk), ...more } } });
const onlyNew = { ConditionExpression: "attribute_not_exists(pk)", ReturnValuesOnConditionCheckFailure: "ALL_OLD" };

const transacts = (table: Trial, TransactItems: object[], more: object = {}) =>
  table.engine.call("TransactWriteItems", { TransactItems, ...more });

describe("a transaction", () => {
  it("that fails at one item writes none, and says why of each, with the item that stood in the way", () => {
    const table = new Trial();
    table.put("there", { n: { N: "7" } });
    const parts = [put("new"), { Put: { ...put("there").Put, ...onlyNew } }];
    expect(() => transacts(table, parts)).toThrow(
      expect.objectContaining({
        code: "TransactionCanceledException",
        more: {
          CancellationReasons: [
            { Code: "None" },
            {
              Code: "ConditionalCheckFailed",
              Message: "The conditional request failed",
              Item: { ...key("there"), n: { N: "7" } },
            },
          ],
        },
      }),
    );
    expect(table.get("new")).toEqual({});
  });

  it("is refused whole for an item named twice, for more than 100, for more than 4 MB", () => {
    const table = new Trial();
    const refused = (parts: object[]) => expect(() => transacts(table, parts));
    refused([put("a"), { Delete: { TableName: tableName, Key: key("a") } }]).toThrow("multiple operations on one item");
    refused(Array.from({ length: 101 }, (_, at) => put(`${at}`))).toThrow("100");
    const large = { text: { S: "x".repeat(380 * 1024) } };
    refused(Array.from({ length: 12 }, (_, at) => put(`${at}`, large))).toThrow("exceeds limit");
    expect(table.get("0")).toEqual({});
  });

  it("with a token is made once in ten minutes, and is no other", () => {
    const table = new Trial();
    const add = (by: string) => [
      {
        Update: {
          TableName: tableName,
          Key: key("count"),
          UpdateExpression: "ADD n :by",
          ExpressionAttributeValues: { ":by": { N: by } },
        },
      },
    ];
    const once = { ClientRequestToken: "token" };
    transacts(table, add("1"), once);
    table.now += 599_000;
    transacts(table, add("1"), once);
    expect(table.get("count")).toMatchObject({ Item: { n: { N: "1" } } });
    expect(() => transacts(table, add("2"), once)).toThrow(
      expect.objectContaining({ code: "IdempotentParameterMismatchException" }),
    );
    table.now += 2000;
    transacts(table, add("1"), once);
    expect(table.get("count")).toMatchObject({ Item: { n: { N: "2" } } });
  });
});
