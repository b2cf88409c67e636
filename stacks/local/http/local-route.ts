import { type PathPattern, pathPattern } from "./path-pattern.ts";

export interface LocalRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  body: string;
  /** The header Accept; empty without one. */
  accept: string;
}

export interface LocalReply {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** A control route of the local runtime: loopback only, no token. */
export interface LocalRoute {
  method: "GET" | "POST";
  /** Such as `/local/mails/{id}`. */
  path: string;
  answer(request: LocalRequest): Promise<LocalReply>;
}

/** A JSON answer. */
export function jsonReply(status: number, value: unknown): LocalReply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** An answer that says why something was not done (RFC 9457). */
export function problemReply(status: number, detail: string): LocalReply {
  return { ...jsonReply(status, { status, detail }), headers: { "content-type": "application/problem+json" } };
}

/** Finds routes by method and path, the most exact first. */
export function localRoutes(routes: readonly LocalRoute[]) {
  const compiled: { route: LocalRoute; pattern: PathPattern }[] = routes
    .map((route) => ({ route, pattern: pathPattern(route.path) }))
    .toSorted((a, b) => b.route.path.length - a.route.path.length)
    .toSorted((a, b) => a.pattern.rank.localeCompare(b.pattern.rank));
  return (method: string, path: string) => {
    for (const { route, pattern } of compiled) {
      const params = route.method === method ? pattern.match(path) : undefined;
      if (params) return { route, params };
    }
    return undefined;
  };
}
