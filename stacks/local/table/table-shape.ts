import * as z from "zod";
import type { Assembly } from "../template/template.ts";

/** Names of key attributes, partition key first. */
export type KeyNames = [string, ...string[]];

export interface IndexShape {
  keys: KeyNames;
  holds?: ReadonlySet<string>;
}

/** What a table's template says of its keys and indexes. */
export interface TableShape {
  name: string;
  arn: string;
  keys: KeyNames;
  indexes: ReadonlyMap<string, IndexShape>;
}

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const Projection = z.object({
  ProjectionType: z.enum(["KEYS_ONLY", "INCLUDE", "ALL"]),
  NonKeyAttributes: z.array(z.string()).default([]),
});
const Properties = z.object({
  KeySchema,
  GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema, Projection })).default([]),
});

/** The tables of the assembly by name. */
export function tableShapes(assembly: Assembly): ReadonlyMap<string, TableShape> {
  const shapes = assembly.ofType("AWS::DynamoDB::Table").map(({ ref, arn, properties }): [string, TableShape] => {
    const { KeySchema: schema, GlobalSecondaryIndexes: declared } = Properties.parse(properties);
    const keys = keyNames(schema);
    const indexes = declared.map((it): [string, IndexShape] => [it.IndexName, indexShape(it, keys)]);
    return [ref, { name: ref, arn, keys, indexes: new Map(indexes) }];
  });
  return new Map(shapes);
}

function keyNames(schema: z.infer<typeof KeySchema>): KeyNames {
  const [first, ...rest] = schema.toSorted((a, b) => a.KeyType.localeCompare(b.KeyType)).map((it) => it.AttributeName);
  if (!first) throw new Error("A table or index without a partition key");
  return [first, ...rest];
}

function indexShape(
  { KeySchema: schema, Projection: projection }: z.infer<typeof Properties>["GlobalSecondaryIndexes"][number],
  tableKeys: KeyNames,
): IndexShape {
  const keys = keyNames(schema);
  if (projection.ProjectionType === "ALL") return { keys };
  return { keys, holds: new Set([...keys, ...tableKeys, ...projection.NonKeyAttributes]) };
}
