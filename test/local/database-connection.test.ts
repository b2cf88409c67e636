import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { DatabaseConnections, isRepeatable } from "../../stacks/local/table/database-connection.ts";

const put = (more: object = {}) => ({ TableName: "leads", Item: { pk: { S: "1" } }, ...more });

/** A database that answers with what it was asked, unless `isCut` has it close the connection instead. */
async function aDatabase(isCut: (request: IncomingMessage, before: number) => boolean) {
  const answered = new WeakMap<Socket, number>();
  const asked: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const body = await buffer(request);
    const before = answered.get(request.socket) ?? 0;
    if (isCut(request, before)) {
      request.socket.destroy();
      return;
    }
    answered.set(request.socket, before + 1);
    asked.push(body.toString());
    response.end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { asked, port: address !== null && typeof address === "object" ? address.port : 0 };
}

const sent = (operation: string, input: object) => {
  const body = Buffer.from(JSON.stringify(input));
  return { operation, method: "POST", path: "/", headers: { "content-length": body.length }, body };
};

function connectionsTo(port: number, isCut?: () => boolean) {
  const connections = new DatabaseConnections({ port, ...(isCut && { isCut }) });
  onTestFinished(() => connections.stop());
  return async (operation: string, input: object) => (await connections.ask(sent(operation, input))).body.toString();
}

describe("a kept-alive connection that is closed as it is used again", () => {
  it("costs no answer of a request that may be made twice", async () => {
    const { port } = await aDatabase((_, before) => before === 1);
    const ask = connectionsTo(port);
    for (let n = 0; n < 20; n++) expect(await ask("GetItem", { n })).toBe(`{"n":${n}}`);
  });

  it("is told of to who must not ask twice, with what it was about", async () => {
    const { port } = await aDatabase((_, before) => before === 1);
    const ask = connectionsTo(port);
    await ask("GetItem", {});
    await expect(ask("PutItem", put({ ConditionExpression: "x" }))).rejects.toThrow("PutItem: socket hang up");
    expect(await ask("PutItem", put({ ConditionExpression: "x" }))).toContain("leads");
  });

  it("is not tried for ever: a database that closes fresh ones, too, is an error", async () => {
    const { port } = await aDatabase(() => true);
    await expect(connectionsTo(port)("GetItem", {})).rejects.toThrow("socket hang up");
  });

  it("loses nothing under load, wherever the cuts fall", async () => {
    const requests = fc.array(fc.tuple(fc.constantFrom("GetItem", "Query", "PutItem"), fc.boolean()), {
      minLength: 1,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(requests, async (all) => {
        const cuts = all.map(([, isCut]) => isCut);
        const { port, asked } = await aDatabase(() => false);
        const ask = connectionsTo(port, () => cuts.shift() ?? false);
        const lanes = Array.from({ length: 8 }, (_, lane) => all.filter((__, place) => place % 8 === lane));
        const answers = await Promise.all(
          lanes.map(async (lane, at) => {
            const told: string[] = [];
            for (const [n, [operation]] of lane.entries()) told.push(await ask(operation, put({ n: `${at} ${n}` })));
            return told;
          }),
        );
        expect(answers.flat()).toHaveLength(all.length);
        expect(answers.flat().toSorted()).toEqual([...new Set(asked)].toSorted());
      }),
      { numRuns: 20 },
    );
  });
});

describe("what may be made twice", () => {
  it.each([
    ["GetItem", {}, true],
    ["Query", {}, true],
    ["ListTables", {}, true],
    ["GetRecords", {}, true],
    ["PutItem", put(), true],
    ["PutItem", put({ ConditionExpression: "attribute_not_exists(pk)" }), false],
    ["DeleteItem", put({ ReturnValues: "ALL_OLD" }), false],
    ["UpdateItem", put(), false],
    ["TransactWriteItems", { TransactItems: [] }, false],
    ["TransactWriteItems", { TransactItems: [], ClientRequestToken: "t" }, true],
    ["CreateTable", {}, false],
  ])("%s %j: %s", (operation, input, may) => {
    expect(isRepeatable(operation, Buffer.from(JSON.stringify(input)))).toBe(may);
  });
});
