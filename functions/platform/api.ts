import type * as z from "zod";
import { Refusal } from "./error.ts";
import { type Reply, type Request, readShape } from "./http.ts";
import { know } from "./log.ts";

/** One route of the private API. */
export interface Route {
  method: "GET" | "POST" | "DELETE";
  /** `{id}` stands for one part of the path. */
  path: string;
  answer(request: Request, id: string): Promise<Reply>;
}

/** The part of a path that stands at `{id}`; `undefined` if the path is another. */
function match(pattern: string, path: string): string | undefined {
  const wanted = pattern.split("/");
  const given = path.replace(/\/$/, "").split("/");
  const place = wanted.indexOf("{id}");
  const isHere = wanted.every((part, at) => (at === place ? given[at] !== "" : given[at] === part));
  if (!isHere || given.length !== wanted.length) return undefined;
  return place < 0 ? "" : decoded(given[place] ?? "");
}

/** Text of an address; one that is encoded wrongly stays as it is, and is nothing's name. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** Finds the route of a request and lets it answer. @throws Refusal `not-found`, and what the route throws */
export function dispatch(routes: Route[], request: Request): Promise<Reply> {
  const here = routes.filter(({ path }) => match(path, request.rawPath) !== undefined);
  const found = here.find(({ method }) => method === request.requestContext.http.method);
  // The path as it is written here: a caller's may hold anything.
  know({ route: found && `${found.method} ${found.path}` });
  if (found) return found.answer(request, match(found.path, request.rawPath) ?? "");
  const allowed = here.map(({ method }) => method);
  const hint = allowed.length > 0 ? `Here one can ${allowed.join(" or ")}.` : "There is nothing at this path.";
  throw new Refusal("not-found", hint, { allowed });
}

/** The query of a request as a shape. @throws Refusal `invalid` naming each wrong parameter */
export const asked = <T>(request: Request, schema: z.ZodType<T>): T =>
  readShape(request.queryStringParameters ?? {}, schema);
