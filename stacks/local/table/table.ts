import * as z from "zod";
import type { Assembly, Resource } from "../template/template.ts";
import { DynamoError } from "./dynamo-client.ts";
import type { TableClient } from "./table-service.ts";

export interface LocalTable {
  name: string;
  arn: string;
  /** The stream's ARN; absent when the table has none. */
  streamArn?: string;
  /** Key attributes with their types, partition key first. */
  keys: { name: string; type: "S" | "N" | "B" }[];
}

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));

const Properties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema,
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema, Projection: z.record(z.string(), z.unknown()) }))
    .optional(),
  LocalSecondaryIndexes: z.array(z.record(z.string(), z.unknown())).optional(),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

const Description = z.object({ LatestStreamArn: z.string().optional() });
const Created = z.object({ TableDescription: Description });
const Expiring = z.object({ TimeToLiveDescription: z.object({ TimeToLiveStatus: z.string() }) });
const Described = z.object({ Table: Description });

/** Creates the tables of the assembly, those with a stream first (DynamoDB Local crawls otherwise). One that is there stays as it is. */
export async function createTables(assembly: Assembly, client: TableClient): Promise<LocalTable[]> {
  const tables = assembly.ofType("AWS::DynamoDB::Table");
  const streamed = tables.filter((it) => Properties.parse(it.properties).StreamSpecification);
  const created: LocalTable[] = [];
  for (const resource of new Set([...streamed, ...tables])) created.push(await createTable(resource, client));
  return created;
}

async function createTable(resource: Resource, client: TableClient): Promise<LocalTable> {
  const properties = Properties.parse(resource.properties);
  const description = await describeOrCreate(resource.ref, properties, client);
  const { TimeToLiveSpecification } = properties;
  if (TimeToLiveSpecification?.Enabled) await expireBy(resource.ref, TimeToLiveSpecification, client);
  const types = new Map(properties.AttributeDefinitions.map((it) => [it.AttributeName, it.AttributeType]));
  return {
    name: resource.ref,
    arn: resource.arn,
    ...(description.LatestStreamArn && { streamArn: description.LatestStreamArn }),
    keys: properties.KeySchema.map((it) => ({ name: it.AttributeName, type: types.get(it.AttributeName) ?? "S" })),
  };
}

/** Has items expire, unless they do already: DynamoDB refuses what would change nothing. */
async function expireBy(TableName: string, TimeToLiveSpecification: object, client: TableClient): Promise<void> {
  const { TimeToLiveDescription } = Expiring.parse(await client.call("DescribeTimeToLive", { TableName }));
  if (TimeToLiveDescription.TimeToLiveStatus === "ENABLED") return;
  await client.call("UpdateTimeToLive", { TableName, TimeToLiveSpecification });
}

async function describeOrCreate(name: string, properties: z.infer<typeof Properties>, client: TableClient) {
  const { StreamSpecification: stream, TimeToLiveSpecification: _, ...shape } = properties;
  try {
    const created = await client.call("CreateTable", {
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      ...shape,
      ...(stream && { StreamSpecification: { StreamEnabled: true, ...stream } }),
    });
    return Created.parse(created).TableDescription;
  } catch (error) {
    if (!(error instanceof DynamoError && error.code === "ResourceInUseException")) throw error;
    return Described.parse(await client.call("DescribeTable", { TableName: name })).Table;
  }
}
