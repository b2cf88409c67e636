import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { type StackContext, use } from "sst/constructs";
import { mayKeep, mayUse } from "./access.ts";
import { logAccess } from "./access-log.ts";
import { lambda } from "./lambda.ts";
import { route } from "./route.ts";
import { Storage } from "./storage.ts";

/** The public HTTP API and the doors through which inquiries come. CORS is answered by the Lambda: each source has its own origins. */
export function Intake({ stack }: StackContext) {
  const { table, bucket } = use(Storage);
  const api = new HttpApi(stack, "Api", { description: "Leadwright: doors, links in mails, private API" });
  logAccess(stack, api);

  const form = lambda(stack, "FormDoor", "functions/intake/form.handler", {
    environment: { TABLE_NAME: table.tableName, VAULT_BUCKET: bucket.bucketName },
    memorySize: 1024,
  });
  const claims = ["once", "addresses", "numbers"] as const;
  mayUse(table, form, { GetItem: ["sources"], BatchGetItem: claims, PutItem: [...claims, "leads"] });
  mayKeep("s3:PutObject", bucket, "payloads/", form);
  route(stack, api, [HttpMethod.POST, HttpMethod.OPTIONS], "/intake/form/{sourceId}", form);
  route(stack, api, [HttpMethod.GET], "/intake/form/{sourceId}/thanks", form);

  stack.addOutputs({ Url: api.apiEndpoint });
  return { api, form };
}
