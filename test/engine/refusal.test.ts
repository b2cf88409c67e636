import { expect, it } from "vitest";
import { Trial } from "./a-table.ts";

const Key = { pk: { S: "a" }, sk: { S: "card" } };

it.each(["ExecuteStatement", "UpdateTable", "toString", ""])("an operation that is not known: %j", (operation) => {
  expect(() => new Trial().on(operation)).toThrow(
    expect.objectContaining({ code: "UnknownOperationException", message: expect.stringContaining(operation) }),
  );
});

it.each<[string, object, string]>([
  ["GetItem", { Key, AttributesToGet: ["pk"] }, "AttributesToGet"],
  ["GetItem", { Key, ReturnConsumedCapacity: "TOTAL" }, "ReturnConsumedCapacity TOTAL"],
  ["PutItem", { Item: Key, Expected: {} }, "Expected"],
  ["PutItem", { Item: Key, ReturnItemCollectionMetrics: "SIZE" }, "ReturnItemCollectionMetrics SIZE"],
  ["UpdateItem", { Key, AttributeUpdates: {} }, "AttributeUpdates"],
  ["Query", { KeyConditions: { pk: { ComparisonOperator: "EQ", AttributeValueList: [{ S: "a" }] } } }, "KeyConditions"],
  ["Scan", { Segment: 0, TotalSegments: 2 }, "Segment"],
  ["PutItem", { Item: Key, Colour: "red" }, "Colour"],
])("%s with what is not heeded is refused by its name: %j", (operation, body, name) => {
  expect(() => new Trial().on(operation, body)).toThrow(
    expect.objectContaining({ code: "ValidationException", message: expect.stringContaining(name) }),
  );
});

it("old and new ways to ask are not mixed", () => {
  const mixed = { Item: Key, Expected: { pk: { Exists: false } }, ConditionExpression: "attribute_not_exists(pk)" };
  expect(() => new Trial().on("PutItem", mixed)).toThrow("Can not use both expression and non-expression parameters");
});

it("pages end after a megabyte, and go on where they ended", () => {
  const table = new Trial();
  for (let at = 0; at < 5; at++)
    table.on("PutItem", { Item: { pk: { S: "a" }, sk: { S: `${at}` }, text: { S: "x".repeat(300_000) } } });
  const asked = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: "a" } } };
  const page = table.on("Query", asked);
  expect(page).toMatchObject({ Count: 4, LastEvaluatedKey: { pk: { S: "a" }, sk: { S: "3" } } });
  expect(table.on("Query", { ...asked, ExclusiveStartKey: { pk: { S: "a" }, sk: { S: "3" } } })).toMatchObject({
    Count: 1,
  });
});
