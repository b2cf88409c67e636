import middy from "@middy/core";
import { logContext, logOutcome } from "../observability/middleware.ts";
import { dispatchRequest, type Route } from "./api.ts";
import { authorize } from "./auth.ts";
import { errorMapping, type HttpRequest, type HttpResponse, logResponse } from "./http.ts";

/** A Lambda that answers routes of the private API (SURFACE.md), behind the bearer token. */
export const privateApi = (work: string, routes: Route[]) =>
  middy<HttpRequest, HttpResponse>()
    .use(logContext(work))
    .use(logOutcome(logResponse))
    .use(errorMapping())
    .handler(async (request) => {
      const principal = await authorize(request);
      return dispatchRequest(routes, request, principal);
    });
