import { Duration } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { type Stack, type StackContext, use } from "sst/constructs";
import { mayInvoke, mayKeep, mayRead, mayUse, type TableAccess } from "./access.ts";
import { logAccess } from "./access-log.ts";
import { Inbound, inboundPrefix } from "./inbound.ts";
import { lambda } from "./lambda.ts";
import { route } from "./route.ts";
import { Storage } from "./storage.ts";

/** What storing an inquiry once, under the lead it belongs to, takes. */
const claims = ["once", "addresses", "numbers", "handles"] as const;
const receiving: TableAccess = { BatchGetItem: claims, PutItem: [...claims, "leads", "parcels"] };

/** What opening parcels takes: inquiries that come, are edited, are forgotten; and a source's troubles. */
const unpacking = {
  GetItem: ["sources", "parcels", "once", "leads"],
  BatchGetItem: claims,
  Query: ["leads"],
  PutItem: [...claims, "leads", "parcels", "seen"],
  UpdateItem: ["leads", "seen"],
} as const satisfies TableAccess;

/** Where files of leads are uploaded, and where the rows lie that nothing could be made of. */
const uploads = "imports/";
const rejects = "import-errors/";

/** What reads uploaded files into leads; the sweep has it go on where its time was up. */
function importer(stack: Stack, table: ITable, bucket: IBucket) {
  const fn = lambda(stack, "Importer", "functions/intake/import/importer.handler", {
    environment: { TABLE_NAME: table.tableName, VAULT_BUCKET: bucket.bucketName },
    timeout: 900,
    memorySize: 1024,
    failuresTo: bucket,
  });
  // A file knows nobody's account at a platform.
  const own = claims.filter((family) => family !== "handles");
  mayUse(table, fn, { GetItem: ["imports", "sources"], BatchGetItem: own, PutItem: [...own, "leads", "imports"] });
  mayKeep("s3:GetObject", bucket, uploads, fn);
  mayKeep("s3:PutObject", bucket, rejects, fn);
  new Rule(stack, "Uploads", {
    description: "A file of leads has been uploaded",
    eventPattern: {
      source: ["aws.s3"],
      detailType: ["Object Created"],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: uploads }] } },
    },
    targets: [new LambdaFunction(fn)],
  });
  return fn;
}

/** Where the platforms' own APIs are. */
const platformApis = { META_GRAPH_URL: "https://graph.facebook.com", LINKEDIN_API_URL: "https://api.linkedin.com" };

/**
 * The public HTTP API and the doors through which inquiries come, and the API by which sources are set up. CORS is answered
 * by the Lambda: each source has its own origins.
 */
export function Intake({ stack }: StackContext) {
  const { table, bucket, dataKey, adminToken } = use(Storage);
  const { inbound } = use(Inbound);
  const api = new HttpApi(stack, "Api", { description: "Leadwright: doors, links in mails, private API" });
  logAccess(stack, api);

  const storage = {
    PUBLIC_URL: api.apiEndpoint,
    DATA_KEY_ID: dataKey.secretArn,
    TABLE_NAME: table.tableName,
    VAULT_BUCKET: bucket.bucketName,
  };
  const form = lambda(stack, "FormDoor", "functions/intake/form.handler", { environment: storage, memorySize: 1024 });
  mayUse(table, form, { ...receiving, GetItem: ["sources", "once"], UpdateItem: ["seen"] });
  mayKeep("s3:PutObject", bucket, "payloads/", form);
  mayRead(dataKey, form);
  route(stack, api, [HttpMethod.POST, HttpMethod.OPTIONS], "/intake/form/{sourceId}", form);
  route(stack, api, [HttpMethod.GET], "/intake/form/{sourceId}/thanks", form);
  route(stack, api, [HttpMethod.GET], "/intake/form/{sourceId}/snippet.js", form);

  const door = lambda(stack, "PlatformDoor", "functions/intake/door.handler", {
    environment: storage,
    memorySize: 1024,
  });
  mayUse(table, door, { ...receiving, GetItem: ["sources"], UpdateItem: ["seen"] });
  mayKeep("s3:PutObject", bucket, "payloads/", door);
  mayRead(dataKey, door);
  route(stack, api, [HttpMethod.GET, HttpMethod.POST], "/intake/{platform}/{sourceId}", door);

  const unpacker = lambda(stack, "Unpacker", "functions/intake/unpacker.handler", {
    environment: { ...storage, ...platformApis, MAIL_FUNCTION: inbound.functionArn },
    timeout: 300,
    memorySize: 1024,
    failuresTo: bucket,
  });
  mayUse(table, unpacker, unpacking);
  mayKeep("s3:GetObject", bucket, "payloads/", unpacker);
  mayRead(dataKey, unpacker);
  mayInvoke(inbound, unpacker);

  const desk = lambda(stack, "IntakeApi", "functions/intake/api.handler", {
    environment: {
      ...storage,
      ...platformApis,
      ADMIN_TOKEN_ID: adminToken.secretArn,
      MAIL_FUNCTION: inbound.functionArn,
    },
    timeout: 29,
    memorySize: 1024,
  });
  mayUse(table, desk, {
    ...unpacking,
    BatchGetItem: [...claims, "parcels", "leads"],
    Query: ["sources", "seen", "costs", "leads", "owners"],
    GetItem: [...unpacking.GetItem, "imports"],
    PutItem: [...claims, "leads", "parcels", "seen", "costs", "sources", "imports"],
    UpdateItem: ["leads", "seen", "turns"],
    indexes: ["byStage"],
  });
  for (const prefix of ["payloads/", inboundPrefix]) mayKeep("s3:GetObject", bucket, prefix, desk);
  // It does neither itself: whoever has the URL that it signed does, in its name.
  mayKeep("s3:PutObject", bucket, uploads, desk);
  mayKeep("s3:GetObject", bucket, rejects, desk);
  mayRead(dataKey, desk);
  mayRead(adminToken, desk);
  mayInvoke(inbound, desk);
  for (const path of [
    ...["/api/sources", "/api/sources/{proxy+}", "/api/quarantine", "/api/quarantine/{proxy+}"],
    ...["/api/leads/import", "/api/imports/{proxy+}"],
  ])
    route(stack, api, [HttpMethod.ANY], path, desk);
  route(stack, api, [HttpMethod.POST], "/api/leads", desk);

  const watch = lambda(stack, "SourceWatch", "functions/intake/watch.handler", {
    timeout: 60,
    // A trace of each hour in which all is well would cost more than the watch.
    tracing: "disabled",
    environment: { TABLE_NAME: table.tableName },
  });
  mayUse(table, watch, { Query: ["sources", "seen"], PutItem: ["seen"], UpdateItem: ["seen"] });
  new Rule(stack, "EachHour", {
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [new LambdaFunction(watch, { event: RuleTargetInput.fromObject({}), retryAttempts: 0 })],
  });

  stack.addOutputs({ Url: api.apiEndpoint });
  return { api, form, unpacker, importer: importer(stack, table, bucket) };
}
