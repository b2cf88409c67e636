import type { MiddlewareObj } from "@middy/core";
import { failure } from "./log.ts";

/** Logs what a handler could not deal with, once, here at the edge; AWS then retries or reports it. */
export const logFailures = (): MiddlewareObj => ({
  onError: (request) => failure("handler failed", request.error, { requestId: request.context?.awsRequestId }),
});
