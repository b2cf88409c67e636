import { compile } from "json-schema-to-typescript";
import * as z from "zod";
import type { ApiDocument, Operation } from "../../functions/api/openapi.ts";

const Schema = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() });
const Content = z.object({ content: z.record(z.string(), z.object({ schema: Schema })).optional() });

const schemaIn = (part: unknown): object | undefined =>
  Object.values(Content.parse(part ?? {}).content ?? {})[0]?.schema;

/** What one operation takes and answers, as a schema of an object. */
function callOf({ parameters, requestBody, responses }: Operation): object {
  const query = parameters.filter((one) => one.in === "query");
  const [success] = Object.entries(responses).find(([status]) => status !== "default") ?? [];
  const parts = {
    id: parameters.some((one) => one.in === "path") ? { type: "string" } : undefined,
    ifMatch: parameters.some((one) => one.in === "header") ? { type: "string" } : undefined,
    query:
      query.length > 0
        ? {
            type: "object",
            additionalProperties: false,
            properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
          }
        : undefined,
    body: schemaIn(requestBody),
    response: schemaIn(success && responses[success]) ?? { type: "null" },
  };
  const required = ["id", "response", ...(requestBody?.required ? ["body"] : [])];
  const properties = Object.fromEntries(Object.entries(parts).filter(([, schema]) => schema));
  return {
    type: "object",
    additionalProperties: false,
    properties,
    required: required.filter((name) => name in properties),
  };
}

/** What stands at the top of a generated module. */
export const generated = `/*
 * Made of what the API's routes declare by test/api/description.test.ts, never by hand.
 */
`;

const client = `
/** A call as its route takes it: the id in its path, its query, its body, the version that was seen. */
export type Call<Route extends keyof Api> = Omit<Api[Route], "response">;

/** Why a call was not heeded: the problem details that came instead of an answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(route: string, status: number, problem: Problem | null) {
    const errors = (problem?.errors ?? []).map(({ field, message }) => \`\${field}: \${message}\`).join("; ");
    super([\`\${route} answered \${status}\`, problem?.detail ?? problem?.title, errors].filter(Boolean).join(": "));
    this.name = "ApiProblem";
    this.status = status;
    this.problem = problem;
  }
}

interface Parts {
  id?: string;
  ifMatch?: string;
  query?: object;
  body?: unknown;
}

/**
 * Calls the private API of one stage.
 *
 * @param url of the API, without a path
 * @param token the admin token
 */
export function apiClient({ url, token }: { url: string; token: string }) {
  /** @throws ApiProblem for any other answer than the one that is declared */
  return async <Route extends keyof Api>(route: Route, call: Call<Route>): Promise<Api[Route]["response"]> => {
    const { id = "", ifMatch, query = {}, body }: Parts = call;
    const [method = "", path = ""] = route.split(" ");
    const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const search = given.length > 0 ? \`?\${new URLSearchParams(given)}\` : "";
    const answer = await fetch(url + path.replace("{id}", encodeURIComponent(id)) + search, {
      method,
      headers: {
        authorization: \`Bearer \${token}\`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(ifMatch !== undefined && { "if-match": ifMatch }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
    const said: unknown = isJson ? await answer.json() : null;
    if (!answer.ok) throw new ApiProblem(route, answer.status, said as Problem);
    // Every answer in the tests is held to the description that this was made of.
    return said as Api[Route]["response"];
  };
}
`;

const Limits = { minItems: z.number().optional(), maxItems: z.number().optional() };
const List = z.looseObject({ type: z.literal("array"), prefixItems: z.array(z.unknown()).optional(), ...Limits });

/** A schema as the types' generator reads it, who knows an earlier draft; how many there may be is nothing for a type. */
function asEarlier(_: string, value: unknown): unknown {
  const read = List.safeParse(value);
  if (!read.success) return value;
  const { prefixItems, minItems: _least, maxItems: _most, ...list } = read.data;
  if (!prefixItems) return list;
  return { ...list, items: prefixItems, minItems: prefixItems.length, additionalItems: false };
}

/** A typed client of the API that a document describes, as the text of a module. */
export async function generatedClient({ paths, components }: ApiDocument): Promise<string> {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => [`${method.toUpperCase()} ${path}`, callOf(one)] as const),
  );
  const schema = {
    title: "Api",
    type: "object" as const,
    additionalProperties: false,
    required: calls.map(([route]) => route),
    properties: { ...Object.fromEntries(calls) },
    definitions: components.schemas,
  };
  const readable: Parameters<typeof compile>[0] = JSON.parse(
    JSON.stringify(schema, asEarlier).replaceAll('"#/components/schemas/', '"#/definitions/'),
  );
  const types = await compile(readable, "Api", {
    bannerComment: generated,
    unreachableDefinitions: true,
    style: { printWidth: 120 },
  });
  return types + client;
}
