import { type AwsService, awsError } from "../aws/aws.ts";
import type { LocalFunctions } from "./lambda.ts";

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The function that a request to Lambda is about, if it is an Invoke. */
export function invokedBy(requestPath: string): string | undefined {
  const [, name] = path.exec(requestPath) ?? [];
  return name && decodeURIComponent(name);
}

/** Lambda's Invoke for callers that do not wait (docs: API_Invoke, InvocationType `Event`): taken, then run and tried again. */
export function lambdaService(
  functions: Pick<LocalFunctions, "invokeAsync" | "knows">,
  failed: (error: unknown) => void,
): AwsService {
  return async ({ method, path: requestPath, headers, body }) => {
    const name = invokedBy(requestPath);
    if (method !== "POST" || !name || headers["x-amz-invocation-type"] !== "Event")
      return awsError(400, "InvalidRequestContentException", "Only Invoke with InvocationType Event is known here");
    if (!functions.knows(name)) return awsError(404, "ResourceNotFoundException", `Function not found: ${name}`);
    void functions.invokeAsync(name, JSON.parse(body.toString("utf8"))).catch(failed);
    return { status: 202, body: "" };
  };
}
