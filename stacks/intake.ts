import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { IGrantable } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { type StackContext, use } from "sst/constructs";
import { mayInvoke, mayKeep, mayRead, mayUse, type TableAccess } from "./access.ts";
import { logAccess } from "./access-log.ts";
import { Inbound } from "./inbound.ts";
import { lambda } from "./lambda.ts";
import { addRoute } from "./route.ts";
import { settings } from "./settings.ts";
import { prefixes, Storage } from "./storage.ts";

/** What storing an inquiry once, under the lead it belongs to, takes. */
export const claims = ["idempotency", "addresses", "numbers", "handles"] as const;
const receiving: TableAccess = {
  BatchGetItem: claims,
  PutItem: [...claims, "leads", "deliveries"],
  ConditionCheckItem: ["idempotency"],
};

/** What opening raw deliveries takes: inquiries that come, are edited, are forgotten; and a source's troubles. */
export const unpacking = {
  GetItem: ["sources", "deliveries", "idempotency", "leads"],
  BatchGetItem: claims,
  Query: ["leads"],
  PutItem: [...claims, "leads", "deliveries", "sourceCounters"],
  UpdateItem: ["leads", "sourceCounters"],
  ConditionCheckItem: ["idempotency"],
} as const satisfies TableAccess;

const { inquiries, deliveries } = prefixes;

/**
 * Lets a function take out raw deliveries' payloads, keep them on or for their inquiries, and remove what is done with or to be
 * forgotten.
 */
export function mayUnpack(bucket: IBucket, to: IGrantable): void {
  for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] as const)
    mayKeep(action, bucket, deliveries, to);
  for (const action of ["s3:PutObject", "s3:DeleteObject"] as const) mayKeep(action, bucket, inquiries, to);
}

/** Where the platforms' own APIs are, and which version of Meta's is asked (contracts/meta.md 4). */
const platformApis = {
  META_GRAPH_URL: "https://graph.facebook.com",
  META_GRAPH_VERSION: "v25.0",
  LINKEDIN_API_URL: "https://api.linkedin.com",
};

/**
 * The public HTTP API and the doors through which inquiries come; what a door cannot deal with at once is opened behind it.
 * CORS is answered by the Lambda: each source has its own origins.
 */
export function Intake({ stack }: StackContext) {
  const { table, bucket, dataKey } = use(Storage);
  const { inbound } = use(Inbound);
  const api = new HttpApi(stack, "Api", { description: "Leadwright: doors, links in mails, private API" });
  logAccess(stack, api);

  const { mailDomain } = settings(stack.stage);
  const storage = {
    MAIL_DOMAIN: mailDomain,
    PUBLIC_URL: api.apiEndpoint,
    DATA_KEY_ID: dataKey.secretArn,
    TABLE_NAME: table.tableName,
    VAULT_BUCKET: bucket.bucketName,
  };
  const form = lambda(stack, "FormDoor", "functions/intake/adapters/web-form/form.handler", {
    environment: storage,
    memorySize: 1024,
  });
  const typed = ["idempotency", "addresses", "numbers"] as const;
  mayUse(table, form, {
    GetItem: ["sources", "idempotency"],
    BatchGetItem: typed,
    PutItem: [...typed, "leads", "deliveries", "sourceCounters"],
    UpdateItem: ["sourceCounters", "velocity"],
    ConditionCheckItem: ["idempotency"],
  });
  for (const prefix of [inquiries, deliveries]) mayKeep("s3:PutObject", bucket, prefix, form);
  mayRead(dataKey, form);
  addRoute(stack, api, [HttpMethod.POST, HttpMethod.OPTIONS], "/intake/form/{sourceId}", form);
  addRoute(stack, api, [HttpMethod.GET], "/intake/form/{sourceId}/thanks", form);
  addRoute(stack, api, [HttpMethod.GET], "/intake/form/{sourceId}/snippet.js", form);

  const door = lambda(stack, "PlatformDoor", "functions/intake/webhook/webhook.handler", {
    environment: storage,
    memorySize: 1024,
  });
  mayUse(table, door, { ...receiving, GetItem: ["sources"], UpdateItem: ["sourceCounters"] });
  for (const prefix of [inquiries, deliveries]) mayKeep("s3:PutObject", bucket, prefix, door);
  mayRead(dataKey, door);
  addRoute(stack, api, [HttpMethod.GET, HttpMethod.POST], "/intake/{platform}/{sourceId}", door);

  const opening = { ...storage, ...platformApis, MAIL_FUNCTION: inbound.functionArn };
  const unpacker = lambda(stack, "Unpacker", "functions/intake/webhook/processor.handler", {
    environment: opening,
    timeout: 300,
    memorySize: 1024,
    failuresTo: bucket,
  });
  mayUse(table, unpacker, unpacking);
  mayUnpack(bucket, unpacker);
  mayRead(dataKey, unpacker);
  mayInvoke(inbound, unpacker);

  stack.addOutputs({ Url: api.apiEndpoint });
  return { api, form, unpacker, opening };
}
