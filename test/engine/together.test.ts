import fc from "fast-check";
import { expect, it } from "vitest";
import { openTable } from "../../stacks/local/table/table-service.ts";
import { opens, reads } from "./a-stream.ts";
import { aFolder, Trial, tableName } from "./a-table.ts";
import { definitionOf } from "./definition.ts";
import { anyRequest, type TableRequest, table } from "./requests.ts";

const definition = definitionOf(table, { name: "byG", hash: "gPk", range: "gSk", rangeType: "N" });

/** An empty table, asked as it is over the wire. */
async function aService() {
  const service = await openTable({ region: "eu-west-1", now: () => 0 });
  const asks = async ({ operation, body }: TableRequest) => {
    const { status, body: said } = await service.answer(operation, "DynamoDB", Buffer.from(JSON.stringify(body)));
    return [status, JSON.parse(said.toString())];
  };
  await asks({ operation: "CreateTable", body: definition });
  return { asks, stop: () => service.stop() };
}

it("requests that come at once are answered as if they came one after the other", async () => {
  const property = fc.asyncProperty(fc.array(anyRequest, { minLength: 2, maxLength: 30 }), async (requests) => {
    const [crowd, queue] = [await aService(), await aService()];
    try {
      const atOnce = await Promise.all(requests.map(crowd.asks));
      for (const [place, request] of requests.entries()) expect(await queue.asks(request)).toEqual(atOnce[place]);
      const all = { operation: "Scan", body: { TableName: table } };
      expect(await crowd.asks(all)).toEqual(await queue.asks(all));
    } finally {
      await Promise.all([crowd.stop(), queue.stop()]);
    }
  });
  await fc.assert(property, { numRuns: 60 });
});

it("what fails among them leaves nothing of itself, and the others whole, in the table, its index and its stream", async () => {
  const folder = aFolder();
  new Trial(folder).engine.close();
  const service = await openTable({ region: "eu-west-1", folder, now: () => Date.parse("2026-11-23T09:00:00Z") });
  const item = (pk: string) => ({ pk: { S: pk }, sk: { S: "card" }, group: { S: "g" }, rank: { N: "1" } });
  const put = (pk: string) => ({
    Put: { TableName: tableName, Item: item(pk), ConditionExpression: "attribute_not_exists(pk)" },
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, turn) => {
      const TransactItems = [put(`own-${turn}`), put(`shared-${turn % 5}`)];
      const body = Buffer.from(JSON.stringify({ TransactItems }));
      return (await service.answer("TransactWriteItems", "DynamoDB", body)).status;
    }),
  );
  expect(answers).toEqual([...Array(5).fill(200), ...Array(15).fill(400)]);
  await service.stop();
  const left = new Trial(folder);
  expect(left.on("Scan", { Select: "COUNT" })).toMatchObject({ Count: 10 });
  expect(reads(left, opens(left)).Records).toHaveLength(10);
});
