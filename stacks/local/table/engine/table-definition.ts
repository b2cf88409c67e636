import * as z from "zod";
import { EngineError, invalid, notFound } from "./engine-error.ts";
import type { KeyPart, KeyShape } from "./key.ts";
import type { Sqlite } from "./sqlite.ts";

/** A secondary index. */
export interface Index {
  name: string;
  isGlobal: boolean;
  keys: KeyShape;
  /** Attributes its entries hold; all, when absent. */
  holds?: ReadonlySet<string>;
}

/** A table as it stands. */
export interface TableDefinition {
  id: number;
  name: string;
  keys: KeyShape;
  indexes: readonly Index[];
  streamArn?: string;
  /** The attribute that says when an item may go, in seconds. */
  ttl?: string;
  description: Description;
}

const KeySchema = z
  .array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }))
  .min(1)
  .max(2);
const Secondary = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(["ALL", "INCLUDE", "KEYS_ONLY"]).default("ALL"),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
const Settings = z.strictObject({
  TableName: z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema,
  BillingMode: z.literal("PAY_PER_REQUEST"),
  GlobalSecondaryIndexes: z.array(Secondary).max(20).optional(),
  LocalSecondaryIndexes: z.array(Secondary).max(5).optional(),
  StreamSpecification: z
    .object({ StreamEnabled: z.boolean(), StreamViewType: z.literal("NEW_AND_OLD_IMAGES").optional() })
    .optional(),
});
const Description = Settings.extend({
  TableStatus: z.literal("ACTIVE"),
  TableArn: z.string(),
  CreationDateTime: z.number(),
  LatestStreamArn: z.string().optional(),
  LatestStreamLabel: z.string().optional(),
  TimeToLiveAttribute: z.string().optional(),
});
type Description = z.infer<typeof Description>;

/** The shape of a request, in DynamoDB's words of what is wrong with it. @throws EngineError */
export function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(`The local table takes no such request: ${z.prettifyError(parsed.error)}`);
}

/** The tables of a database. */
export class Tables {
  readonly #sqlite: Sqlite;
  readonly #region: string;
  readonly #known = new Map<string, TableDefinition>();

  constructor(sqlite: Sqlite, region: string) {
    this.#sqlite = sqlite;
    this.#region = region;
    for (const { id, description } of sqlite.all("SELECT id, description FROM tables")) {
      this.#remember(Number(id), Description.parse(JSON.parse(String(description))));
    }
  }

  get all(): TableDefinition[] {
    return [...this.#known.values()];
  }

  /** @throws EngineError `ResourceNotFoundException` */
  named(name: string): TableDefinition {
    const table = this.#known.get(name);
    if (!table) throw notFound();
    return table;
  }

  /** @throws EngineError when it is there already, or not all of the request can be heeded */
  create(body: unknown, now: number): Description {
    const settings = read(Settings, body);
    if (this.#known.has(settings.TableName)) {
      throw new EngineError("ResourceInUseException", `Table already exists: ${settings.TableName}`);
    }
    const arn = `arn:aws:dynamodb:${this.#region}:000000000000:table/${settings.TableName}`;
    const label = new Date(now).toISOString().slice(0, -1);
    const description = {
      ...settings,
      TableStatus: "ACTIVE" as const,
      TableArn: arn,
      CreationDateTime: now / 1000,
      ...(settings.StreamSpecification?.StreamEnabled && {
        LatestStreamArn: `${arn}/stream/${label}`,
        LatestStreamLabel: label,
      }),
    };
    const id = 1 + Math.max(0, ...this.all.map((table) => table.id));
    // Before it is stored: a definition that is wrong is refused.
    this.#remember(id, description);
    this.#sqlite.run(
      "INSERT INTO tables (id, name, description) VALUES (?, ?, ?)",
      id,
      settings.TableName,
      JSON.stringify(description),
    );
    return description;
  }

  /** Has items expire by an attribute from now on. */
  expireBy(name: string, attribute: string): void {
    const { id, description } = this.named(name);
    const changed = { ...description, TimeToLiveAttribute: attribute };
    this.#sqlite.run("UPDATE tables SET description = ? WHERE id = ?", JSON.stringify(changed), id);
    this.#remember(id, changed);
  }

  #remember(id: number, description: Description): void {
    const types = new Map(description.AttributeDefinitions.map((it) => [it.AttributeName, it.AttributeType]));
    const shape = (schema: z.infer<typeof KeySchema>): KeyShape => {
      const part = (kind: "HASH" | "RANGE"): KeyPart | undefined => {
        const name = schema.find((it) => it.KeyType === kind)?.AttributeName;
        const type = name && types.get(name);
        if (name && !type) throw invalid(`One or more parameter values were invalid: ${name} has no definition`);
        return name && type ? { name, type } : undefined;
      };
      const [hash, range] = [part("HASH"), part("RANGE")];
      if (!hash) throw invalid("No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key");
      return range ? [hash, range] : [hash];
    };
    const keys = shape(description.KeySchema);
    const index =
      (isGlobal: boolean) =>
      ({ IndexName: name, KeySchema: schema, Projection }: z.infer<typeof Secondary>): Index => {
        const own = shape(schema);
        if (Projection.ProjectionType === "ALL") return { name, isGlobal, keys: own };
        const named = [...own, ...keys].flatMap((part) => (part ? [part.name] : []));
        return { name, isGlobal, keys: own, holds: new Set([...named, ...(Projection.NonKeyAttributes ?? [])]) };
      };
    const { TableName: name, LatestStreamArn: streamArn, TimeToLiveAttribute: ttl } = description;
    this.#known.set(name, {
      id,
      name,
      keys,
      indexes: [
        ...(description.GlobalSecondaryIndexes ?? []).map(index(true)),
        ...(description.LocalSecondaryIndexes ?? []).map(index(false)),
      ],
      ...(streamArn && { streamArn }),
      ...(ttl && { ttl }),
      description,
    });
  }
}
