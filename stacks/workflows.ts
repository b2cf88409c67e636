import { Duration } from "aws-cdk-lib";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { FilterCriteria, FilterRule, type IFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, type IChainable, LogLevel, StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { Construct } from "constructs";
import { type Function as SstFunction, type StackContext, use } from "sst/constructs";
import { farewell } from "../workflows/farewell.ts";
import { followUp } from "../workflows/follow-up.ts";
import type { Action } from "../workflows/loop.ts";
import { nurture } from "../workflows/nurture.ts";
import { recycle } from "../workflows/recycle.ts";
import { mayInvoke, mayKeep, mayRead, mayUse, type TableAccess } from "./access.ts";
import { keptIn } from "./given-up.ts";
import { Intake } from "./intake.ts";
import { lambda } from "./lambda.ts";
import { Mail } from "./mail.ts";
import { settings } from "./settings.ts";
import { Sources } from "./sources.ts";
import { Storage } from "./storage.ts";

/** What working inquiries into a lead and giving it a new clock takes. */
const digesting: TableAccess = {
  GetItem: ["leads"],
  BatchGetItem: ["leads"],
  Query: ["owners"],
  PutItem: ["leads", "thanked"],
  UpdateItem: ["leads", "turns", "sourceCounters"],
};

const stepHandler = "functions/workflow/step.handler";

/** The functions by which executions of the release before do their steps; they sleep up to 30 days. Gone with the next. */
const formerSteps: Record<string, Action> = {
  TellStep: "send-pending",
  EscalateStep: "escalate",
  RemindStep: "remind",
  ContactStep: "run-cadence-step",
  JudgeStep: "evaluate-clicks",
};

/** What makes a stored lead move: the workflow and its steps, the router that starts and stops executions, the sweep. */
export function Workflows({ stack }: StackContext) {
  const { table, bucket, signingKey } = use(Storage);
  const { identity, configurationSet } = use(Mail);
  const { api, unpacker } = use(Intake);
  const { importer } = use(Sources);
  const { mailDomain, sender, company, postalAddress, site } = settings(stack.stage);

  const stepEnvironment = {
    TABLE_NAME: table.tableName,
    SIGNING_KEY_ID: signingKey.secretArn,
    PUBLIC_URL: api.apiEndpoint,
    MAIL_DOMAIN: mailDomain,
    SENDER: sender,
    COMPANY: company,
    POSTAL_ADDRESS: postalAddress,
    SITE: site,
    CONFIGURATION_SET: configurationSet.configurationSetName,
    VAULT_BUCKET: bucket.bucketName,
  };
  const mayStep = (fn: SstFunction): void => {
    // What an owner has attached to an answer.
    mayKeep("s3:GetObject", bucket, "attachments/", fn);
    mayUse(table, fn, {
      GetItem: ["leads"],
      BatchGetItem: ["leads"],
      Query: ["leads", "owners"],
      PutItem: ["leads", "tasks"],
      UpdateItem: ["leads", "turns"],
    });
    identity.grant(fn, "ses:SendRawEmail");
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ["ses:SendRawEmail"],
        resources: [
          stack.formatArn({
            service: "ses",
            resource: "configuration-set",
            resourceName: configurationSet.configurationSetName,
          }),
        ],
      }),
    );
    mayRead(signingKey, fn);
  };

  const step = lambda(stack, "Step", stepHandler, { timeout: 30, environment: stepEnvironment });
  mayStep(step);
  const former = Object.entries(formerSteps).map(([id, action]) =>
    lambda(stack, id, stepHandler, { timeout: 30, environment: { ...stepEnvironment, FORMER_ACTION: action } }),
  );
  for (const one of former) mayStep(one);

  const machine = (id: string, build: (scope: Construct, step: IFunction) => IChainable) =>
    new StateMachine(stack, id, {
      definitionBody: DefinitionBody.fromChainable(build(stack, step)),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(stack, `${id}Log`, { retention: RetentionDays.ONE_MONTH }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
  const machines = {
    FOLLOW_UP_MACHINE: machine("FollowUp", followUp),
    NURTURE_MACHINE: machine("Nurture", nurture),
    FAREWELL_MACHINE: machine("Farewell", farewell),
    RECYCLE_MACHINE: machine("Recycle", recycle),
  };
  for (const one of Object.values(machines)) for (const fn of former) mayInvoke(fn, one);
  const arns = Object.fromEntries(
    Object.entries(machines).map(([name, { stateMachineArn }]) => [name, stateMachineArn]),
  );

  const router = lambda(stack, "Router", "functions/workflow/start.handler", {
    timeout: 60,
    memorySize: 1024,
    environment: {
      TABLE_NAME: table.tableName,
      UNPACKER: unpacker.functionArn,
      IMPORTER: importer.functionArn,
      ...arns,
    },
  });
  mayUse(table, router, digesting);
  mayInvoke(unpacker, router);
  for (const one of Object.values(machines)) {
    one.grantStartExecution(router);
    one.grantExecution(router, "states:StopExecution", "states:DescribeExecution");
  }
  router.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 10,
      retryAttempts: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: keptIn(bucket),
      filters: [
        FilterCriteria.filter({ dynamodb: { NewImage: { kind: { S: FilterRule.isEqual("lead") } } } }),
        FilterCriteria.filter({
          eventName: FilterRule.isEqual("INSERT"),
          dynamodb: { NewImage: { kind: { S: FilterRule.isEqual("inquiry") } } },
        }),
        FilterCriteria.filter({
          dynamodb: {
            NewImage: { kind: { S: FilterRule.isEqual("parcel") }, state: { S: FilterRule.isEqual("waiting") } },
          },
        }),
      ],
    }),
  );

  const sweep = lambda(stack, "Sweep", "functions/workflow/sweep.handler", {
    timeout: 50,
    // A trace of each minute in which nothing happens would be most of what it costs.
    tracing: "disabled",
    environment: {
      TABLE_NAME: table.tableName,
      UNPACKER: unpacker.functionArn,
      IMPORTER: importer.functionArn,
      ...arns,
    },
  });
  mayInvoke(unpacker, sweep);
  mayInvoke(importer, sweep);
  mayUse(table, sweep, { ...digesting, Query: ["leads", "owners"], indexes: ["byDue"] });
  for (const one of Object.values(machines)) one.grantExecution(sweep, "states:DescribeExecution");
  new Rule(stack, "EachMinute", {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(sweep, { event: RuleTargetInput.fromObject({}), retryAttempts: 0 })],
  });
  return { router, machines };
}
