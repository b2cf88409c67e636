import middy from "@middy/core";
import { errorMapping, type HttpRequest, type HttpResponse, json, logResponse } from "../platform/http/http.ts";
import { logContext, logOutcome } from "../platform/observability/middleware.ts";
import { docsPage } from "./docs-page.ts";
import { openapi } from "./generated/openapi.ts";

/** What the private API takes and answers, for programs and for people. It says nothing of anybody: no token is needed. */
export const handler = middy<HttpRequest, HttpResponse>()
  .use(logContext("API description"))
  .use(logOutcome(logResponse))
  .use(errorMapping())
  .handler(async ({ rawPath }) => (rawPath.startsWith("/api/docs") ? docsPage(openapi) : json(200, openapi)));
