import middy from "@middy/core";
import { errorMapping, type HttpRequest, type HttpResponse, json, logResponse } from "../platform/http/http.ts";
import { lambdaHandler } from "../platform/observability/lambda-handler.ts";
import { docsPage } from "./docs-page.ts";
import { openapi } from "./generated/openapi.ts";

/** What the private API takes and answers, for programs and for people. It says nothing of anybody: no token is needed. */
export const handler = lambdaHandler(
  "API description",
  middy<HttpRequest, HttpResponse>()
    .use(errorMapping())
    .handler(async ({ rawPath }) => (rawPath.startsWith("/api/docs") ? docsPage(openapi) : json(200, openapi))),
  logResponse,
);
