import type { Context } from "aws-lambda";
import * as z from "zod";
import { stopwatch } from "../time.ts";
import { type LogFields, logFailure, logInfo, redact, withLogContext } from "./log.ts";

/** The request's X-Ray trace, by which its lines are found from its trace and the other way round. */
const traceId = (): string | undefined => /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? "")?.[1];

/**
 * An error as AWS may print it, and keep it in an execution's history: its name and its harmless words. Others carry more
 * as attributes: a refused transaction has whole items.
 */
function withoutDetails(error: unknown): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  return Object.assign(new Error(redact(cause.message)), { name: cause.name });
}

const HttpEvent = z.object({ requestContext: z.object({ requestId: z.string() }) });

/** The request as API Gateway's access log names it, for what came through it. */
const apiRequest = (event: unknown): string | undefined => HttpEvent.safeParse(event).data?.requestContext.requestId;

/**
 * What every Lambda is wrapped in: whatever is logged within says which work and request it is part of, and in the end one line says
 * what was done. What the handler could not deal with is logged here, once; AWS then retries or reports it.
 *
 * @param work what this Lambda does, in a few words
 * @param outcome what the last line says of a result: ids, counts, a status
 */
export const lambdaHandler =
  <Event, Result>(
    work: string,
    handler: (event: Event, context: Context) => Promise<Result>,
    outcome: (result: Result) => LogFields = () => ({}),
  ) =>
  (event: Event, context: Context): Promise<Result> =>
    withLogContext(
      { work, request: context.awsRequestId, apiRequest: apiRequest(event), trace: traceId() },
      async () => {
        const elapsed = stopwatch();
        try {
          const result = await handler(event, context);
          logInfo("done", { ...outcome(result), ms: elapsed() });
          return result;
        } catch (error) {
          logFailure("failed", error, { ms: elapsed() });
          throw withoutDetails(error);
        }
      },
    );
