import { randomUUID } from "node:crypto";
import * as creating from "dynalite/validations/createTable.js";
import type { Parameters } from "dynalite/validations/index.js";
import * as z from "zod";
import { EngineError, invalid, notFound } from "./engine-error.ts";
import type { KeyPart, KeyShape } from "./key.ts";
import type { Sqlite } from "./sqlite.ts";
import { Kept, type KeySchema, type Secondary } from "./table-description.ts";
import { checkKnown, typed } from "./typed.ts";

export interface Index {
  name: string;
  isGlobal: boolean;
  keys: KeyShape;
  /** Attributes its entries hold; all, when absent. */
  holds?: ReadonlySet<string>;
}

export interface TableDefinition {
  id: number;
  name: string;
  keys: KeyShape;
  indexes: readonly Index[];
  streamArn?: string;
  /** The attribute that says when an item may go, in seconds. */
  ttl?: string;
  description: Kept;
}

const Settings = Kept.omit({ TableArn: true, TableId: true, CreationDateTime: true });

/** The shape of a request, in DynamoDB's words of what is wrong with it. @throws EngineError */
export function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(`The local table takes no such request: ${z.prettifyError(parsed.error)}`);
}

/** What dynalite does not know yet. */
const types: Parameters = {
  ...creating.types,
  StreamSpecification: {
    type: "FieldStruct<StreamSpecification>",
    children: {
      StreamEnabled: { type: "Boolean", notNull: true },
      StreamViewType: { type: "String", enum: ["NEW_AND_OLD_IMAGES"] },
    },
  },
};

/** @throws EngineError as DynamoDB words it; naming a parameter that is not known here */
function settingsIn(body: object): z.infer<typeof Settings> {
  checkKnown("CreateTable", body, types);
  const settings = read(Settings, typed(body, types, creating.custom));
  const indexes = [...(settings.GlobalSecondaryIndexes ?? []), ...(settings.LocalSecondaryIndexes ?? [])];
  const names = new Set([settings, ...indexes].flatMap(({ KeySchema }) => KeySchema.map((part) => part.AttributeName)));
  if (settings.AttributeDefinitions.some((one) => !names.has(one.AttributeName))) {
    throw invalid("One or more parameter values were invalid: Some AttributeDefinitions are not used");
  }
  if (indexes.some(({ Projection: { ProjectionType: type, NonKeyAttributes: more } }) => type === "INCLUDE" && !more)) {
    throw invalid(
      "One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
    );
  }
  return settings;
}

export class Tables {
  readonly #sqlite: Sqlite;
  readonly #region: string;
  readonly #known = new Map<string, TableDefinition>();

  constructor(sqlite: Sqlite, region: string) {
    this.#sqlite = sqlite;
    this.#region = region;
    for (const { id, description } of sqlite.all("SELECT id, description FROM tables")) {
      this.#remember(Number(id), Kept.parse(JSON.parse(String(description))));
    }
  }

  get all(): TableDefinition[] {
    return [...this.#known.values()];
  }

  /** @throws EngineError `ResourceNotFoundException` */
  named(name: string, missing?: string): TableDefinition {
    const table = this.#known.get(name);
    if (!table) throw notFound(missing);
    return table;
  }

  /** @throws EngineError when it is there already, or not all of the request can be heeded */
  create(body: object, now: number): TableDefinition {
    const settings = settingsIn(body);
    if (this.#known.has(settings.TableName)) {
      throw new EngineError("ResourceInUseException", `Table already exists: ${settings.TableName}`);
    }
    const arn = `arn:aws:dynamodb:${this.#region}:000000000000:table/${settings.TableName}`;
    const label = new Date(now).toISOString().slice(0, -1);
    const kept = {
      ...settings,
      TableArn: arn,
      TableId: randomUUID(),
      CreationDateTime: now / 1000,
      ...(settings.StreamSpecification?.StreamEnabled && {
        LatestStreamArn: `${arn}/stream/${label}`,
        LatestStreamLabel: label,
      }),
    };
    const id = 1 + Math.max(0, ...this.all.map((table) => table.id));
    this.#sqlite.run(
      "INSERT INTO tables (id, name, description) VALUES (?, ?, ?)",
      id,
      settings.TableName,
      JSON.stringify(kept),
    );
    return this.#remember(id, kept);
  }

  expireBy(name: string, attribute: string | undefined): void {
    const { id, description } = this.named(name);
    const { TimeToLiveAttribute: _, ...rest } = description;
    const changed = { ...rest, ...(attribute !== undefined && { TimeToLiveAttribute: attribute }) };
    this.#sqlite.run("UPDATE tables SET description = ? WHERE id = ?", JSON.stringify(changed), id);
    this.#remember(id, changed);
  }

  /** Removes a table that holds nothing any more. */
  delete({ id, name }: TableDefinition): void {
    this.#sqlite.run("DELETE FROM tables WHERE id = ?", id);
    this.#known.delete(name);
  }

  #remember(id: number, kept: Kept): TableDefinition {
    const types = new Map(kept.AttributeDefinitions.map((it) => [it.AttributeName, it.AttributeType]));
    const shape = (schema: z.infer<typeof KeySchema>): KeyShape => {
      const part = (kind: "HASH" | "RANGE"): KeyPart | undefined => {
        const name = schema.find((it) => it.KeyType === kind)?.AttributeName;
        const type = name && types.get(name);
        return name && type ? { name, type } : undefined;
      };
      const [hash, range] = [part("HASH"), part("RANGE")];
      if (!hash) throw invalid("No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key");
      return range ? [hash, range] : [hash];
    };
    const keys = shape(kept.KeySchema);
    const index =
      (isGlobal: boolean) =>
      ({ IndexName: name, KeySchema: schema, Projection }: z.infer<typeof Secondary>): Index => {
        const own = shape(schema);
        if (Projection.ProjectionType === "ALL") return { name, isGlobal, keys: own };
        const named = [...own, ...keys].flatMap((part) => (part ? [part.name] : []));
        return { name, isGlobal, keys: own, holds: new Set([...named, ...(Projection.NonKeyAttributes ?? [])]) };
      };
    const { TableName: name, LatestStreamArn: streamArn, TimeToLiveAttribute: ttl } = kept;
    const definition = {
      id,
      name,
      keys,
      indexes: [
        ...(kept.GlobalSecondaryIndexes ?? []).map(index(true)),
        ...(kept.LocalSecondaryIndexes ?? []).map(index(false)),
      ],
      ...(streamArn && { streamArn }),
      ...(ttl && { ttl }),
      description: kept,
    };
    this.#known.set(name, definition);
    return definition;
  }
}
