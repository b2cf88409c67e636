import * as z from "zod";

const Image = z.record(z.string(), z.unknown());

/** A record as DynamoDB Streams hands it out. */
export const StreamRecord = z.looseObject({
  eventID: z.string(),
  eventName: z.string(),
  dynamodb: z.looseObject({
    Keys: Image,
    NewImage: Image.optional(),
    OldImage: Image.optional(),
    SequenceNumber: z.string(),
  }),
});

export interface StreamDelivery {
  record: z.infer<typeof StreamRecord>;
  sequence: string;
  shard: string;
  /** Virtual instant (ms) at which it was read. */
  readAt: number;
}

export interface ItemChange {
  table: string;
  keys: Record<string, unknown>;
  before: Record<string, unknown> | undefined;
  after: Record<string, unknown> | undefined;
}

/** Hash of an item's partition key: one item's records share it. */
export function partitionHash(keys: Record<string, unknown>, partitionKey: string): number {
  let hash = 5381;
  for (const character of JSON.stringify(keys[partitionKey])) hash = ((hash * 33) ^ character.charCodeAt(0)) >>> 0;
  return hash;
}

/** Gives a record of the table's stream the shape Lambda shows to a function. */
export function lambdaRecord(record: z.infer<typeof StreamRecord>, streamArn: string, region: string, now: number) {
  return {
    ...record,
    eventSource: "aws:dynamodb",
    eventVersion: "1.1",
    awsRegion: region,
    eventSourceARN: streamArn,
    dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Math.floor(now / 1000) },
  };
}
