import * as z from "zod";

export const KeySchema = z
  .array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }))
  .min(1)
  .max(2);

const Throughput = z.object({ ReadCapacityUnits: z.number(), WriteCapacityUnits: z.number() });

export const Secondary = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(["ALL", "INCLUDE", "KEYS_ONLY"]),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  ProvisionedThroughput: Throughput.nullish(),
});

/** A table as it is kept: what it was asked for with, and what came of it. */
export const Kept = z.object({
  TableName: z.string(),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema,
  BillingMode: z.enum(["PROVISIONED", "PAY_PER_REQUEST"]).nullish(),
  ProvisionedThroughput: Throughput.nullish(),
  GlobalSecondaryIndexes: z.array(Secondary).nullish(),
  LocalSecondaryIndexes: z.array(Secondary).nullish(),
  StreamSpecification: z
    .object({ StreamEnabled: z.boolean(), StreamViewType: z.literal("NEW_AND_OLD_IMAGES").optional() })
    .nullish(),
  TableArn: z.string(),
  TableId: z.string(),
  CreationDateTime: z.number(),
  LatestStreamArn: z.string().optional(),
  LatestStreamLabel: z.string().optional(),
  TimeToLiveAttribute: z.string().optional(),
});
export type Kept = z.infer<typeof Kept>;

const asked = (throughput: z.infer<typeof Throughput> | null | undefined) => ({
  NumberOfDecreasesToday: 0,
  ReadCapacityUnits: throughput?.ReadCapacityUnits ?? 0,
  WriteCapacityUnits: throughput?.WriteCapacityUnits ?? 0,
});

export type TableStatus = "ACTIVE" | "DELETING";

/** What DynamoDB tells of a table; `held`: what it holds, or an index of it by name. Capacity never runs out here. */
export function describe(
  kept: Kept,
  status: TableStatus,
  held: (index?: string) => { count: number; bytes: number },
): object {
  const { BillingMode, TimeToLiveAttribute: _, GlobalSecondaryIndexes, LocalSecondaryIndexes, ...told } = kept;
  const index = (one: z.infer<typeof Secondary>) => {
    const { count, bytes } = held(one.IndexName);
    return {
      ...one,
      IndexArn: `${kept.TableArn}/index/${one.IndexName}`,
      IndexSizeBytes: bytes,
      ItemCount: count,
    };
  };
  const { count, bytes } = held();
  return {
    ...told,
    TableStatus: status,
    ItemCount: count,
    TableSizeBytes: bytes,
    ProvisionedThroughput: asked(kept.ProvisionedThroughput),
    ...(BillingMode === "PAY_PER_REQUEST" && {
      BillingModeSummary: { BillingMode, LastUpdateToPayPerRequestDateTime: kept.CreationDateTime },
    }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((one) => ({
        ...index(one),
        IndexStatus: status,
        ProvisionedThroughput: asked(one.ProvisionedThroughput),
      })),
    }),
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes: LocalSecondaryIndexes.map(index) }),
  };
}
