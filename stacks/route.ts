import { type HttpApi, type HttpMethod, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Function as SstFunction, Stack } from "sst/constructs";

/** Routes a path of the API to a Lambda. The route lives in the Lambda's own stack, which keeps the stacks free of cycles. */
export function addRoute(stack: Stack, api: HttpApi, methods: HttpMethod[], path: string, target: SstFunction): void {
  const integration = new HttpLambdaIntegration(target.id, target);
  for (const method of methods) {
    const words = path.split(/\W+/).filter(Boolean).join("-");
    new HttpRoute(stack, `${target.id}-${method}-${words}`, {
      httpApi: api,
      routeKey: HttpRouteKey.with(path, method),
      integration,
    });
  }
}
