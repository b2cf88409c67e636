import type { MiddlewareObj } from "@middy/core";
import type { Context } from "aws-lambda";
import * as z from "zod";
import { stopwatch } from "../time.ts";
import { type LogFields, logFailure, logInfo, redact, startLogContext } from "./log.ts";

/** The request's X-Ray trace, by which its lines are found from its trace and the other way round. */
const traceId = (): string | undefined => /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? "")?.[1];

const HttpEvent = z.object({ requestContext: z.object({ requestId: z.string() }) });

const apiRequest = (event: unknown): string | undefined => HttpEvent.safeParse(event).data?.requestContext.requestId;

/** Whatever is logged from here on says which work (in a few words) and request it is part of. Comes first. */
export const logContext = <Event, Result>(work: string): MiddlewareObj<Event, Result> => ({
  before: ({ event, context }) =>
    startLogContext({ work, request: context.awsRequestId, apiRequest: apiRequest(event), trace: traceId() }),
});

/** AWS prints errors and keeps them in histories: only name and harmless words, since some carry whole items. */
function withoutDetails(error: unknown): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new Error(redact(cause.message)), { name: cause.name });
}

/** Logs once what was done and how long it took, or what failed; `outcome`: ids, counts, a status. Comes second. */
export function logOutcome<Event, Result>(
  outcome: (result: Result) => LogFields = () => ({}),
): MiddlewareObj<Event, Result, Error, Context, { elapsed?: () => number }> {
  const say = (result: Result | null | undefined): LogFields =>
    result === null || result === undefined ? {} : outcome(result);
  return {
    before: ({ internal }) => {
      internal.elapsed = stopwatch();
    },
    after: ({ response, internal }) => logInfo("done", { ...say(response), ms: internal.elapsed?.() }),
    onError: (request) => {
      const { response, internal } = request;
      const ms = internal.elapsed?.();
      if (response !== null && response !== undefined) return logInfo("done", { ...say(response), ms });
      logFailure("failed", request.error, { ms });
      request.error = withoutDetails(request.error);
    },
  };
}
