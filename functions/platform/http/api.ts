import * as z from "zod";
import { AppError, type FieldError } from "../error.ts";
import { addLogContext } from "../observability/log.ts";
import { unstorableFields } from "../storable.ts";
import { sayFault } from "../text/faults.ts";
import type { Principal } from "./auth.ts";
import { bodyOf, type HttpRequest, type HttpResponse, jsonIn, readShape } from "./http.ts";
import { mustBeSeen, type Seen, seenBy } from "./precondition.ts";

export interface RouteInput<Query, Body> {
  request: HttpRequest;
  id: string;
  query: Query;
  body: Body;
  /** Who asks: a command records them. */
  by: Principal;
  /** The versions of what the path names that the caller has seen; only a versioned route is told. */
  seen: Seen;
}

interface Shape {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** `{id}` stands for one part of the path. */
  path: string;
  title: string;
  response: z.ZodType | undefined;
  /** The status of what went well, where that is not 200, or 204 without a body. */
  success?: 201 | 202;
  /** A content type in which the body is taken, too, besides JSON. */
  bodyAlsoAs?: "text/csv";
  /** Whether what the path names has a version: `ETag` tells it, and `If-Match` is heeded. */
  versioned?: boolean;
}

interface Declaration<Query extends z.ZodObject, Body extends z.ZodType> extends Shape {
  query: Query;
  body: Body;
  read?(request: HttpRequest): unknown;
  answer(call: RouteInput<z.output<Query>, z.output<Body>>): Promise<HttpResponse>;
}

export interface Route extends Shape {
  query: z.ZodObject;
  body: z.ZodType;
  answer(request: HttpRequest, id: string, by: Principal): Promise<HttpResponse>;
}

const nothing = z.strictObject({});

/** What a route takes that takes neither query nor body. */
export const noInput = { query: nothing, body: nothing } as const;

function refuseAll(errors: FieldError[]): void {
  if (errors.length > 0) throw new AppError("invalid", sayFault("request.mend"), { errors });
}

/** @throws AppError `invalid` naming each parameter that is wrong, unknown, or given twice */
function queryOf<T extends z.ZodObject>({ rawQueryString }: HttpRequest, schema: T): z.output<T> {
  const given = [...new URLSearchParams(rawQueryString)];
  const times = Map.groupBy(given, ([name]) => name);
  const message = sayFault("request.twice");
  refuseAll([...times].flatMap(([field, values]) => (values.length > 1 ? [{ field, message }] : [])));
  refuseAll(
    given.flatMap(([field]) => (field in Object.prototype ? [{ field, message: sayFault("request.nothing") }] : [])),
  );
  return readShape(Object.fromEntries(given), schema);
}

/** Bytes of a body that are looked at: above that, it is not even said what is wrong with it. */
const bodyAtMost = 4 * 1024 * 1024;

/** @throws AppError `too-large` over 4 MB */
function mustFit(request: HttpRequest): void {
  if (bodyOf(request).length > bodyAtMost) throw new AppError("too-large", sayFault("request.tooLarge"));
}

/** @throws AppError `invalid` naming each field that is wrong, unknown, or that the table cannot hold */
function bodyIn<T extends z.ZodType>(value: unknown, schema: T): z.output<T> {
  refuseAll(unstorableFields(value));
  return readShape(value, schema);
}

/** @throws AppError `stale` where a condition is set on what has no version, or another one */
function mustMatch(seen: Seen, reply: HttpResponse): void {
  const [, version] = /^"(\d+)"$/.exec(String(reply.headers?.etag ?? "")) ?? [];
  mustBeSeen(seen, version === undefined ? Number.NaN : Number(version));
}

/** Declares a route. What it does not declare is refused by name; what the caller has seen must still be so. */
export function route<Query extends z.ZodObject, Body extends z.ZodType>(declared: Declaration<Query, Body>): Route {
  const { read = jsonIn, ...shape } = declared;
  const isRead = shape.method === "GET";
  return {
    ...shape,
    answer: async (request, id, by) => {
      const query = queryOf(request, shape.query);
      mustFit(request);
      const body = bodyIn(read(request), shape.body);
      const seen = seenBy(request);
      if (!shape.versioned) mustBeSeen(seen, Number.NaN);
      const reply = await declared.answer({ request, id, query, body, by, seen });
      if (isRead) mustMatch(seen, reply);
      return reply;
    },
  };
}

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

const oneOrOther = (one: string, other: string): string => sayFault("request.or", { one, other });

/** Finds the route of a request and lets it answer. @throws AppError `not-found`, and what the route throws */
export function dispatchRequest(routes: Route[], request: HttpRequest, by: Principal): Promise<HttpResponse> {
  const here = routes.filter(({ path }) => match(path, request.rawPath) !== undefined);
  const found = here.find(({ method }) => method === request.requestContext.http.method);
  // The path as it is written here: a caller's may hold anything.
  addLogContext({ route: found && `${found.method} ${found.path}` });
  if (found) return found.answer(request, match(found.path, request.rawPath) ?? "", by);
  const allowed: string[] = here.map(({ method }) => method);
  const hint =
    allowed.length > 0
      ? sayFault("request.methods", { methods: allowed.reduce(oneOrOther) })
      : sayFault("request.noPath");
  throw new AppError("not-found", hint, { allowed });
}
