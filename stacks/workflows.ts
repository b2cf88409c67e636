import { Duration } from "aws-cdk-lib";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, S3OnFailureDestination } from "aws-cdk-lib/aws-lambda-event-sources";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { type Function as SstFunction, type StackContext, use } from "sst/constructs";
import { followUp } from "../workflows/follow-up.ts";
import { Intake } from "./intake.ts";
import { lambda } from "./lambda.ts";
import { Mail } from "./mail.ts";
import { settings } from "./settings.ts";
import { Storage } from "./storage.ts";

/** What makes a stored lead move: the workflow and its steps, the router that starts and stops executions, the sweep. */
export function Workflows({ stack }: StackContext) {
  const { table, bucket, signingKey } = use(Storage);
  const { identity, configurationSet } = use(Mail);
  const { api } = use(Intake);
  const { mailDomain, sender, company, postalAddress } = settings(stack.stage);

  const step = (id: string, handler: string): SstFunction => {
    const fn = lambda(stack, id, handler, {
      timeout: 30,
      environment: {
        TABLE_NAME: table.tableName,
        SIGNING_KEY_ID: signingKey.secretArn,
        PUBLIC_URL: api.apiEndpoint,
        MAIL_DOMAIN: mailDomain,
        SENDER: sender,
        COMPANY: company,
        POSTAL_ADDRESS: postalAddress,
        CONFIGURATION_SET: configurationSet.configurationSetName,
      },
    });
    table.grant(
      fn,
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:ConditionCheckItem",
    );
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
    signingKey.grantRead(fn);
    return fn;
  };

  const machine = new StateMachine(stack, "FollowUp", {
    definitionBody: DefinitionBody.fromChainable(
      followUp(stack, {
        tell: step("TellStep", "functions/steps/tell.handler"),
        escalate: step("EscalateStep", "functions/steps/escalate.handler"),
        remind: step("RemindStep", "functions/steps/remind.handler"),
      }),
    ),
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(stack, "FollowUpLog", { retention: RetentionDays.ONE_MONTH }),
      level: LogLevel.ERROR,
      includeExecutionData: false,
    },
  });
  const machines = { FOLLOW_UP_MACHINE: machine.stateMachineArn };

  const router = lambda(stack, "Router", "functions/steps/start.handler", {
    timeout: 60,
    memorySize: 1024,
    environment: { TABLE_NAME: table.tableName, ...machines },
  });
  table.grant(
    router,
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:ConditionCheckItem",
  );
  machine.grantStartExecution(router);
  machine.grantExecution(router, "states:StopExecution", "states:DescribeExecution");
  router.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 10,
      retryAttempts: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: new S3OnFailureDestination(bucket),
      filters: [
        FilterCriteria.filter({ dynamodb: { NewImage: { kind: { S: FilterRule.isEqual("lead") } } } }),
        FilterCriteria.filter({
          eventName: FilterRule.isEqual("INSERT"),
          dynamodb: { NewImage: { kind: { S: FilterRule.isEqual("inquiry") } } },
        }),
      ],
    }),
  );

  const sweep = lambda(stack, "Sweep", "functions/steps/sweep.handler", {
    timeout: 50,
    environment: { TABLE_NAME: table.tableName, ...machines },
  });
  table.grant(
    sweep,
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:ConditionCheckItem",
  );
  machine.grantExecution(sweep, "states:DescribeExecution");
  new Rule(stack, "EachMinute", {
    schedule: Schedule.rate(Duration.minutes(1)),
    targets: [new LambdaFunction(sweep, { event: RuleTargetInput.fromObject({}), retryAttempts: 0 })],
  });

  return { machine };
}
