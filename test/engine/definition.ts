/** A secondary index: its partition key is text. */
interface IndexOf {
  name: string;
  hash: string;
  range: string;
  rangeType: "S" | "N";
}

/** What CreateTable takes for a table of `pk` and `sk` with one index of keys alone, and a stream. */
export const definitionOf = (TableName: string, { name, hash, range, rangeType }: IndexOf) => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    ...["pk", "sk", hash].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    { AttributeName: range, AttributeType: rangeType },
  ],
  KeySchema: keysOf("pk", "sk"),
  GlobalSecondaryIndexes: [
    { IndexName: name, KeySchema: keysOf(hash, range), Projection: { ProjectionType: "KEYS_ONLY" } },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
});

const keysOf = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];
