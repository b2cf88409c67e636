import type { RequestListener } from "node:http";
import { readBody } from "../http/http-port.ts";
import { startDynamo } from "./dynamo.ts";
import { DynamoError } from "./dynamo-client.ts";
import { Engine } from "./engine/engine.ts";
import { EngineError } from "./engine/engine-error.ts";
import type { TableAnswer, TableOptions, TableService, TableTarget } from "./table-client.ts";
import { Together } from "./together.ts";

export type { TableAnswer, TableClient, TableOptions, TableService, TableTarget } from "./table-client.ts";

const engines = { embedded: startEngine, "dynamodb-local": startDynamo } as const;
type EngineName = keyof typeof engines;
const isEngine = (name: string): name is EngineName => name in engines;

/** Opens this project's engine, or the one `LEADWRIGHT_ENGINE` names. @throws Error when there is none or it does not start */
export async function openTable(options: TableOptions): Promise<TableService> {
  const name = process.env.LEADWRIGHT_ENGINE ?? "embedded";
  if (!isEngine(name)) {
    throw new Error(`LEADWRIGHT_ENGINE is "${name}". There are ${Object.keys(engines).join(" and ")}.`);
  }
  return engines[name](options);
}

async function startEngine(options: TableOptions): Promise<TableService> {
  const engine = new Engine(options);
  const together = new Together(engine);
  return {
    client: {
      call: async (operation, input) => {
        try {
          return engine.call(operation, input);
        } catch (error) {
          throw error instanceof EngineError ? new DynamoError(error.code, error.message, error.more) : error;
        }
      },
    },
    answer: (operation, _, body) => together.answer(operation, body),
    lost: new Promise(() => {}),
    stop: async () => engine.close(),
  };
}

/** What nobody has signed, DynamoDB answers so. */
export const unsigned: TableAnswer = {
  status: 400,
  body: Buffer.from(
    JSON.stringify({
      __type: "com.amazon.coral.service#MissingAuthenticationTokenException",
      message: "Request is missing Authentication Token",
    }),
  ),
};

export function targetOf(header: unknown): { operation: string; target: TableTarget } {
  const [name = "", operation = ""] = String(header ?? "").split(".");
  return { operation, target: name.startsWith("DynamoDBStreams") ? "DynamoDBStreams" : "DynamoDB" };
}

/** Serves a table as DynamoDB does, with nothing in between. */
export const tableListener =
  (table: TableService, failed: (error: unknown) => void): RequestListener =>
  (request, response) => {
    const { operation, target } = targetOf(request.headers["x-amz-target"]);
    readBody(request)
      .then((body = Buffer.alloc(0)) =>
        request.headers.authorization ? table.answer(operation, target, body) : unsigned,
      )
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.0", "content-length": body.length });
        response.end(body);
      })
      .catch((error: unknown) => {
        failed(error);
        response.destroy();
      });
  };
