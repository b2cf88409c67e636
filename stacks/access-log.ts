import { CfnStage, type HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Stack } from "sst/constructs";

/** What the log says of a request. The route as it is declared: a path holds tokens that act, an address a person. */
const line = {
  request: "$context.requestId",
  at: "$context.requestTime",
  route: "$context.routeKey",
  status: "$context.status",
  ms: "$context.responseLatency",
  bytes: "$context.responseLength",
  error: "$context.error.message",
  integrationError: "$context.integrationErrorMessage",
};

/** Logs every request to the API, those too that no Lambda gets to see: throttled, unrouted, timed out. */
export function logAccess(stack: Stack, api: HttpApi): void {
  const stage = api.defaultStage?.node.defaultChild;
  if (!(stage instanceof CfnStage)) throw new Error("The API has no default stage");
  const group = new LogGroup(stack, "ApiLog", { retention: RetentionDays.ONE_MONTH });
  stage.accessLogSettings = { destinationArn: group.logGroupArn, format: JSON.stringify(line) };
}
