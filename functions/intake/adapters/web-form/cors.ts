import type { HttpRequest, HttpResponse } from "../../../platform/http/http.ts";
import type { Source } from "../../../source/source.ts";

/** The origin that may read our answer: the page's own, if the source allows it; a source that names none allows any. */
function allowed(request: HttpRequest, { origins }: Source): string | undefined {
  const { origin } = request.headers;
  if (!origin) return undefined;
  return origins.length === 0 || origins.some((one) => new URL(one).origin === origin) ? origin : undefined;
}

/** The same reply, readable by a page of the source's own origins. */
export function allowOrigin(request: HttpRequest, source: Source, reply: HttpResponse): HttpResponse {
  const origin = allowed(request, source);
  const headers = { ...reply.headers, vary: "Origin" };
  return { ...reply, headers: origin ? { ...headers, "access-control-allow-origin": origin } : headers };
}

/** The answer to a browser that asks before it posts. */
export const preflight = (request: HttpRequest, source: Source): HttpResponse =>
  allowOrigin(request, source, {
    statusCode: 204,
    headers: {
      "access-control-allow-methods": "POST, OPTIONS",
      "access-control-allow-headers": "content-type",
      "access-control-max-age": "3600",
    },
  });
