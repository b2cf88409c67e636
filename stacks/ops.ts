import { HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { type StackContext, use } from "sst/constructs";
import { mayRead, mayUse } from "./access.ts";
import { Intake } from "./intake.ts";
import { lambda } from "./lambda.ts";
import { addRoute } from "./route.ts";
import { settings } from "./settings.ts";
import { Storage } from "./storage.ts";

/** The private API of sales and operations. */
export function Ops({ stack }: StackContext) {
  const { table, adminToken } = use(Storage);
  const { api } = use(Intake);
  const { mailDomain } = settings(stack.stage);

  const ops = lambda(stack, "OpsApi", "functions/api/api.handler", {
    environment: { TABLE_NAME: table.tableName, ADMIN_TOKEN_ID: adminToken.secretArn, MAIL_DOMAIN: mailDomain },
    // Whoever leaves may have many leads to hand over.
    timeout: 29,
  });
  mayUse(table, ops, {
    GetItem: ["leads", "addresses", "numbers", "tasks", "owners"],
    BatchGetItem: ["leads", "tasks"],
    Query: ["leads", "owners"],
    PutItem: ["leads", "customers", "owners", "tasks", "thanked"],
    UpdateItem: ["tasks", "leads", "turns", "sourceCounters"],
    indexes: ["byAge", "byOwner", "byStage"],
  });
  mayRead(adminToken, ops);
  addRoute(stack, api, [HttpMethod.ANY], "/api/{proxy+}", ops);

  const description = lambda(stack, "ApiDescription", "functions/api/description.handler");
  for (const path of ["/api/openapi.json", "/api/docs"]) addRoute(stack, api, [HttpMethod.GET], path, description);
}
