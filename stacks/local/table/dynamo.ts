import { mkdirSync } from "node:fs";
import { createConnection } from "node:net";
import { delimiter } from "node:path";
import { classList, emulator, libraries, prepareClasses, sharedClasses } from "./dynamo-classes.ts";
import { DynamoClient } from "./dynamo-client.ts";
import { endLeftOver, freePort, type JavaProcess, startJava } from "./java-process.ts";

/** AWS's own DynamoDB Local, running. */
export interface LocalDynamo {
  readonly port: number;
  readonly client: DynamoClient;
  /** Resolves with what Java printed if it ends before `stop`. */
  readonly lost: Promise<string>;
  /** Resolves when every transaction answered before is on disk: the next request of any kind waits for that. */
  committed(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface DynamoOptions {
  region: string;
  /** Folder of the data; nothing is kept without it. */
  folder?: string;
  /** Whether a connection of the runtime's own is to be cut as it is used again; none is without it. */
  isCut?(operation: string): boolean;
}

/**
 * Starts DynamoDB Local on a port of its own choice.
 *
 * @throws Error with what Java printed when it does not come up
 */
export async function startDynamo({ region, folder, isCut }: DynamoOptions): Promise<LocalDynamo> {
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await endLeftOver(folder);
  }
  const storage = folder ? ["-dbPath", folder] : ["-inMemory"];
  const argv = (port: number) => [...sharedClasses(), ...javaArguments(port), ...storage];
  const dynamo = await launch({ region, argv, ...(isCut && { isCut }) });
  return folder ? dynamo : { ...dynamo, committed: async () => undefined };
}

/** Makes DynamoDB Local start in half the time from now on. Takes some seconds, once. */
export function prepareDynamo(): Promise<void> {
  return prepareClasses(async () => {
    const argv = (port: number) => [classList(), ...javaArguments(port), "-inMemory"];
    const rehearsal = await launch({ region: "us-east-1", argv, signal: "TERM" });
    await rehearse(rehearsal.client);
    await rehearsal.stop();
  });
}

/** Uses what an application uses, so that its classes are loaded. */
async function rehearse(client: DynamoClient): Promise<void> {
  const TableName = "rehearsal";
  const Item = { pk: { S: "1" } };
  await client.call("CreateTable", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  await client.call("PutItem", { TableName, Item });
  await client.call("TransactWriteItems", { TransactItems: [{ Put: { TableName, Item } }] });
  await client.call("GetItem", { TableName, Key: Item });
}

interface Launch extends Pick<DynamoOptions, "region" | "isCut"> {
  argv(port: number): string[];
  signal?: "TERM";
}

async function launch({ region, argv, signal, isCut }: Launch): Promise<LocalDynamo> {
  const port = await freePort();
  const java = startJava(argv(port), emulator, signal);
  const refused = java.ended.then((output) => {
    throw new Error(`DynamoDB Local did not start. Java 17 or newer is needed. It said:\n${output}`);
  });
  await Promise.race([listening(port, java), refused]);
  const client = new DynamoClient(port, region, isCut);
  return withStop({ port, client, java });
}

function withStop({ port, client, java }: { port: number; client: DynamoClient; java: JavaProcess }): LocalDynamo {
  let stopping = false;
  return {
    port,
    client,
    lost: new Promise((resolve) => void java.ended.then((output) => stopping || resolve(output))),
    committed: () => client.call("ListTables", { Limit: 1 }),
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
    [...libraries(), "DynamoDBLocal.jar"].join(delimiter),
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
