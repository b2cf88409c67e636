import * as z from "zod";
import type { Route } from "../platform/http/api.ts";
import { descriptionOf } from "../platform/http/described.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;
type Direction = "input" | "output";

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: { name: string; in: "path" | "query" | "header"; required?: boolean; schema: JsonSchema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, object>;
}

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  security: object[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; responses: object; securitySchemes: object };
}

const safe = Number.MAX_SAFE_INTEGER;

/** What a transformation makes is described as what it takes: nothing else is known of it, and here it only brings into form. */
const isTransform = (schema: z.core.$ZodType): boolean => schema._zod.def.type === "transform";

/** Whether a default is another each time one asks. */
function isMadeUp(def: { defaultValue: unknown }): boolean {
  const [first, second] = [def.defaultValue, def.defaultValue];
  return typeof first === "string" && first !== second;
}

/** JSON Schema of a schema: components by name; what only a program could read is left out. */
function jsonSchema(schema: z.core.$ZodType, io: Direction): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: made }) => {
      const description = descriptionOf(zodSchema);
      if (description) Object.assign(made, inner(description, io));
      const { def } = zodSchema._zod;
      if (def.type === "pipe" && io === "output" && isTransform(def.out)) Object.assign(made, inner(def.in, io));
      // One that is made up anew each time is no default that anybody could know.
      if (def.type === "default" && isMadeUp(def)) delete made.default;
      if (made.format?.startsWith("date")) delete made.pattern;
      if (made.minimum === -safe) delete made.minimum;
      if (made.maximum === safe) delete made.maximum;
    },
  });
}

/** A schema within another: its components are those of the whole. */
function inner(schema: z.core.$ZodType, io: Direction): JsonSchema {
  const { $schema: _, ...made } = jsonSchema(schema, io);
  return made;
}

class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** A schema that names components by where they stand in the document. */
  of(schema: z.core.$ZodType, io: Direction): JsonSchema {
    const { properties = {}, $defs = {} } = jsonSchema(z.object({ it: schema }), io);
    Object.assign(this.schemas, referring($defs));
    return referring(z.record(z.string(), z.custom<JsonSchema>()).parse(properties).it ?? {});
  }
}

/** A copy in which references lead to the document's components. */
function referring<T>(schemas: T): T {
  return JSON.parse(JSON.stringify(schemas).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const operationId = ({ method, path }: Route): string => {
  const words = path
    .replace("/api/", "")
    .replace(/s\/\{id\}/, "")
    .split(/[\W]+/);
  return method.toLowerCase() + words.filter(Boolean).map(capital).join("");
};

const tagOf = (path: string): string => capital(path.split("/")[2] ?? "");

const successOf = ({ response, success }: Route): number => success ?? (response ? 200 : 204);

function parametersOf({ path, query, versioned }: Route, components: Components): Operation["parameters"] {
  const { properties = {}, required = [] } = components.of(query, "input");
  const asked = Object.entries(properties).flatMap(([name, schema]) =>
    typeof schema === "object"
      ? [{ name, in: "query" as const, schema, ...(required.includes(name) && { required: true }) }]
      : [],
  );
  return [
    ...(path.includes("{id}")
      ? [{ name: "id", in: "path" as const, required: true, schema: { type: "string" as const } }]
      : []),
    ...asked,
    ...(versioned ? [{ name: "If-Match", in: "header" as const, schema: { type: "string" as const } }] : []),
  ];
}

function bodyOf({ body, method, bodyAlsoAs }: Route, components: Components): Pick<Operation, "requestBody"> {
  const schema = components.of(body, "input");
  if (method === "GET" || (schema.type === "object" && Object.keys(schema.properties ?? {}).length === 0)) return {};
  const required = (schema.required ?? []).length > 0 || schema.type !== "object";
  const other = bodyAlsoAs && { [bodyAlsoAs]: { schema: { type: "string" as const } } };
  return { requestBody: { required, content: { "application/json": { schema }, ...other } } };
}

function operationOf(route: Route, components: Components): Operation {
  const { title, response, path, versioned } = route;
  const headers = versioned && { headers: { ETag: { schema: { type: "string" }, description: "Its version." } } };
  const content = response && { "application/json": { schema: components.of(response, "output") } };
  return {
    operationId: operationId(route),
    summary: title,
    tags: [tagOf(path)],
    parameters: parametersOf(route, components),
    ...bodyOf(route, components),
    responses: {
      [successOf(route)]: { description: title, ...(response && headers), ...(content && { content }) },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    allowed: z.array(z.string()).optional(),
  })
  .meta({ id: "Problem" });

const about =
  "Everything that sales and operations do. Send the admin token as a bearer token. Lists come in pages: limit, and the cursor that came with the page before. What is not declared here is refused by name. What has a version tells it as ETag; send it back in If-Match, and nothing that somebody else has changed meanwhile is overwritten.";

/** Describes the private API in OpenAPI 3.1, by what its routes declare. */
export function describeApi(routes: readonly Route[]): ApiDocument {
  const components = new Components();
  const problem = components.of(Problem, "output");
  const paths: ApiDocument["paths"] = {};
  for (const route of [...routes].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const here = paths[route.path] ?? {};
    paths[route.path] = { ...here, [route.method.toLowerCase()]: operationOf(route, components) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Leadwright", version: "1", description: about },
    security: [{ token: [] }],
    paths,
    components: {
      schemas: components.schemas,
      responses: {
        Problem: {
          description: "What is wrong, and how to mend it.",
          content: { "application/problem+json": { schema: problem } },
        },
      },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}
