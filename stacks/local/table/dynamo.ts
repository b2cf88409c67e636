import { mkdirSync } from "node:fs";
import { createConnection } from "node:net";
import { delimiter, join } from "node:path";
import { DynamoClient } from "./dynamo-client.ts";
import { emulator, isFetched, javaNeeded } from "./emulator.ts";
import { freePort, type JavaProcess, startJava } from "./java-process.ts";
import type { TableOptions, TableService } from "./table-client.ts";

interface LocalDynamo extends TableService {
  readonly client: DynamoClient;
}

/** Starts DynamoDB Local, to hold the first engine against. @throws Error when it is not fetched or does not come up */
export async function startDynamo({ region, folder }: Pick<TableOptions, "region" | "folder">): Promise<LocalDynamo> {
  if (!isFetched()) throw new Error("DynamoDB Local is not there. npm run check:engine fetches it.");
  if (folder) mkdirSync(folder, { recursive: true });
  const storage = folder ? ["-dbPath", folder] : ["-inMemory"];
  return launch(region, (port) => [...javaArguments(port), ...storage]);
}

async function launch(region: string, argv: (port: number) => string[]): Promise<LocalDynamo> {
  const port = await freePort();
  const java = startJava(argv(port), emulator);
  const refused = java.ended.then((output) => {
    throw new Error(`DynamoDB Local did not start: ${causeIn(output)}`);
  });
  await Promise.race([listening(port, java), refused]);
  const client = new DynamoClient(port, region);
  return withStop(client, java);
}

function causeIn(output: string): string {
  if (/java: (command )?not found|UnsupportedClassVersionError/.test(output)) return `it ${javaNeeded}\n${output}`;
  return output || "Java has ended without a word.";
}

function withStop(client: DynamoClient, java: JavaProcess): LocalDynamo {
  let stopping = false;
  const lost = java.ended.then((output) => `DynamoDB Local has ended by itself. It said:\n${output}`);
  return {
    client,
    lost: new Promise((resolve) => void lost.then((reason) => stopping || resolve(reason))),
    answer: async (operation, target, body) => {
      const answer = await client.post(operation, target, body);
      // It answers a transaction before that is on disk; the next request of any kind waits for it.
      if (operation === "TransactWriteItems") await client.call("ListTables", { Limit: 1 });
      return answer;
    },
    stop: async () => {
      stopping = true;
      await Promise.race([client.call("ListTables", { Limit: 1 }), java.ended]);
      client.stop();
      await java.stop();
    },
  };
}

function javaArguments(port: number): string[] {
  return [
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xms64m",
    "-Djava.library.path=./DynamoDBLocal_lib",
    "-cp",
    ["DynamoDBLocal.jar", join("DynamoDBLocal_lib", "*")].join(delimiter),
    "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
    "-port",
    String(port),
    "-sharedDb",
    "-disableTelemetry",
  ];
}

async function listening(port: number, java: JavaProcess): Promise<void> {
  let alive = true;
  void java.ended.then(() => {
    alive = false;
  });
  while (alive && !(await accepts(port))) await new Promise((resolve) => setTimeout(resolve, 10));
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
