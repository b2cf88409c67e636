import { Duration } from "aws-cdk-lib";
import { HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { type Stack, type StackContext, use } from "sst/constructs";
import { mayInvoke, mayKeep, mayRead, mayUse } from "./access.ts";
import { Inbound, inboundPrefix } from "./inbound.ts";
import { claims, Intake, mayUnpack, unpacking } from "./intake.ts";
import { lambda } from "./lambda.ts";
import { addRoute } from "./route.ts";
import { settings } from "./settings.ts";
import { prefixes, Storage } from "./storage.ts";

const { uploads, rejects } = prefixes;

/** What reads uploaded files into leads; the sweep has it go on where its time was up. */
function importer(stack: Stack, table: ITable, bucket: IBucket) {
  const fn = lambda(stack, "Importer", "functions/intake/adapters/import/importer.handler", {
    environment: {
      TABLE_NAME: table.tableName,
      VAULT_BUCKET: bucket.bucketName,
      MAIL_DOMAIN: settings(stack.stage).mailDomain,
    },
    timeout: 900,
    memorySize: 1024,
    failuresTo: bucket,
  });
  // A file knows nobody's account at a platform.
  const own = claims.filter((family) => family !== "handles");
  mayUse(table, fn, {
    GetItem: ["imports", "sources"],
    BatchGetItem: own,
    PutItem: [...own, "leads", "imports"],
    ConditionCheckItem: ["idempotency"],
  });
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

/** What holds each source against its own rhythm. */
function watch(stack: Stack, table: ITable, bucket: IBucket): void {
  const fn = lambda(stack, "SourceWatch", "functions/source/watch.handler", {
    timeout: 60,
    // A trace of each hour in which all is well would cost more than the watch.
    tracing: "disabled",
    environment: { TABLE_NAME: table.tableName },
    failuresTo: bucket,
  });
  mayUse(table, fn, {
    Query: ["sources", "sourceCounters"],
    PutItem: ["sourceCounters"],
    UpdateItem: ["sourceCounters"],
  });
  new Rule(stack, "EachHour", {
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [new LambdaFunction(fn, { event: RuleTargetInput.fromObject({}), retryAttempts: 0 })],
  });
}

/** How sources are set up, tried, fed with files and watched: the API's part about how inquiries get in. */
export function Sources({ stack }: StackContext) {
  const { table, bucket, dataKey, adminToken } = use(Storage);
  const { inbound } = use(Inbound);
  const { api, opening } = use(Intake);

  const desk = lambda(stack, "IntakeApi", "functions/api/intake-api.handler", {
    environment: { ...opening, ADMIN_TOKEN_ID: adminToken.secretArn },
    timeout: 29,
    memorySize: 1024,
  });
  mayUse(table, desk, {
    ...unpacking,
    BatchGetItem: [...claims, "deliveries", "leads"],
    Query: ["sources", "sourceCounters", "costs", "leads", "owners"],
    GetItem: [...unpacking.GetItem, "imports"],
    PutItem: [...claims, "leads", "deliveries", "sourceCounters", "costs", "sources", "imports"],
    UpdateItem: ["leads", "sourceCounters", "turns"],
    indexes: ["byStage"],
  });
  mayUnpack(bucket, desk);
  mayKeep("s3:GetObject", bucket, inboundPrefix, desk);
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
    addRoute(stack, api, [HttpMethod.ANY], path, desk);
  addRoute(stack, api, [HttpMethod.POST], "/api/leads", desk);

  watch(stack, table, bucket);
  return { importer: importer(stack, table, bucket) };
}
