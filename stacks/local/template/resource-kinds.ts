import { createHash } from "node:crypto";

/** A resource as the table below sees it: enough to say what it is called. */
export interface NamedResource {
  logicalId: string;
  stack: string;
  /** The name the template gives it, if any. */
  given: string | undefined;
  region: string;
  account: string;
}

/** How one CloudFormation type shows itself to the templates, and who runs it. */
export interface ResourceKind {
  /** The file of stacks/local that runs it, or why nothing needs to. */
  run: string;
  /** Property that holds a name of the template's own choice. */
  nameProperty?: string;
  /** Physical id: what `Ref` gives, unless `ref` says otherwise. */
  name?(it: NamedResource): string;
  ref?(it: NamedResource, name: string): string;
  /** What follows `arn:aws:`. */
  arn?(it: NamedResource, name: string): string;
  /** Attributes of `Fn::GetAtt` besides Arn. */
  attributes?(it: NamedResource, name: string): Record<string, string>;
}

const inert = (why: string): ResourceKind => ({ run: `nothing: ${why}` });

const scoped = (service: string, path: string) => (it: NamedResource, name: string) =>
  `${service}:${it.region}:${it.account}:${path}${name}`;

const secretArn = (it: NamedResource, name: string) =>
  `secretsmanager:${it.region}:${it.account}:secret:${name}-${digest(it, "arn", 6)}`;

/** Every CloudFormation type the local runtime knows. What is not here stops the start. */
export const resourceKinds: Record<string, ResourceKind> = {
  "AWS::DynamoDB::Table": {
    run: "table/table.ts",
    nameProperty: "TableName",
    arn: scoped("dynamodb", "table/"),
    attributes: (it, name) => ({ StreamArn: `arn:aws:${streamArn(it, name)}` }),
  },
  "AWS::Lambda::Function": {
    run: "lambda/lambda.ts",
    nameProperty: "FunctionName",
    arn: scoped("lambda", "function:"),
  },
  "AWS::Lambda::EventSourceMapping": { run: "stream/stream.ts" },
  "AWS::ApiGatewayV2::Api": {
    run: "http/gateway.ts",
    name: (it) => digest(it, "api", 10),
    attributes: (_, name) => ({ ApiId: name }),
  },
  "AWS::ApiGatewayV2::Stage": { run: "http/gateway.ts", nameProperty: "StageName" },
  "AWS::ApiGatewayV2::Integration": { run: "http/gateway.ts", name: (it) => digest(it, "integration", 7) },
  "AWS::ApiGatewayV2::Route": { run: "http/gateway.ts", name: (it) => digest(it, "route", 7) },
  "AWS::Events::Rule": { run: "event/schedule.ts", nameProperty: "Name", arn: scoped("events", "rule/") },
  "AWS::StepFunctions::StateMachine": {
    run: "machine/machine.ts",
    nameProperty: "StateMachineName",
    name: (it) => `${it.logicalId}-${digest(it, "machine", 12)}`,
    ref: (it, name) => `arn:aws:${scoped("states", "stateMachine:")(it, name)}`,
    arn: scoped("states", "stateMachine:"),
    attributes: (_, name) => ({ Name: name }),
  },
  "AWS::SecretsManager::Secret": {
    run: "aws/secrets.ts",
    nameProperty: "Name",
    name: (it) => `${it.logicalId}-${digest(it, "name", 12)}`,
    ref: (it, name) => `arn:aws:${secretArn(it, name)}`,
    arn: secretArn,
    attributes: (it, name) => ({ Id: `arn:aws:${secretArn(it, name)}` }),
  },
  "AWS::S3::Bucket": {
    run: "aws/bucket.ts",
    nameProperty: "BucketName",
    name: (it) => `${it.stack}-${it.logicalId}`.toLowerCase(),
    arn: (_, name) => `s3:::${name}`,
    attributes: (it, name) => ({
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${it.region}.amazonaws.com`,
    }),
  },
  "AWS::SES::ConfigurationSet": { run: "mail/ses.ts", nameProperty: "Name" },
  "AWS::SES::EmailIdentity": {
    run: "mail/ses.ts",
    nameProperty: "EmailIdentity",
    attributes: (_, name) => dkimRecords(name),
  },
  "AWS::SES::ConfigurationSetEventDestination": { run: "mail/ses.ts" },
  "Custom::ActiveRuleSet": {
    ...inert("no rule set is active in an account as new as this one, so the function would make ours"),
    name: () => "leadwright",
    attributes: (_, name) => ({ RuleSetName: name }),
  },
  "AWS::SES::ReceiptRule": { run: "mail/smtp.ts" },
  "AWS::S3::BucketPolicy": inert("the local S3 asks nobody for permission"),
  "AWS::IAM::Role": { run: "iam/role.ts", arn: (it, name) => `iam::${it.account}:role/${name}` },
  "AWS::IAM::Policy": { run: "iam/role.ts" },
  "AWS::Lambda::Permission": inert("no permission is asked for"),
  "AWS::Logs::LogGroup": {
    ...inert("each function's log is a file"),
    nameProperty: "LogGroupName",
    arn: scoped("logs", "log-group:"),
  },
  "AWS::Lambda::EventInvokeConfig": { run: "lambda/async-failure.ts" },
  "AWS::SQS::Queue": {
    ...inert("nobody works through it here; what was given up lies in the bucket"),
    nameProperty: "QueueName",
    ref: (it, name) => `https://sqs.${it.region}.amazonaws.com/${it.account}/${name}`,
    arn: scoped("sqs", ""),
    attributes: (_, name) => ({ QueueName: name }),
  },
  "AWS::SQS::QueuePolicy": inert("no permission is asked for"),
  "AWS::SNS::Topic": {
    ...inert("no alarm rings here"),
    nameProperty: "TopicName",
    ref: (it, name) => `arn:aws:${scoped("sns", "")(it, name)}`,
    arn: scoped("sns", ""),
    attributes: (_, name) => ({ TopicName: name }),
  },
  "AWS::SNS::TopicPolicy": inert("no permission is asked for"),
  "AWS::SNS::Subscription": inert("no alarm rings here"),
  "AWS::CloudWatch::Alarm": {
    ...inert("nobody watches a machine that is on a desk"),
    nameProperty: "AlarmName",
    arn: scoped("cloudwatch", "alarm:"),
  },
  "AWS::CloudWatch::Dashboard": inert("the inbox and the logs show what it would"),
  "AWS::SSM::Parameter": inert("SST's own note of each function's name"),
  "AWS::CDK::Metadata": inert("a statistic of the CDK"),
};

/** The name and ARN a resource has here: always the same for the same template, so that kept data stays reachable. */
export function identify(kind: ResourceKind, it: NamedResource): { name: string; ref: string; arn: string } {
  const name = it.given ?? kind.name?.(it) ?? `${it.stack}-${it.logicalId}`;
  const ref = kind.ref?.(it, name) ?? name;
  return { name, ref, arn: kind.arn ? `arn:aws:${kind.arn(it, name)}` : ref };
}

function digest(it: NamedResource, salt: string, length: number): string {
  const hash = createHash("sha256").update(`${salt}/${it.stack}/${it.logicalId}`).digest("hex");
  return BigInt(`0x${hash}`).toString(36).slice(0, length);
}

function streamArn(it: NamedResource, name: string): string {
  return `${scoped("dynamodb", "table/")(it, name)}/stream/2026-01-01T00:00:00.000`;
}

function dkimRecords(domain: string): Record<string, string> {
  const records = [1, 2, 3].flatMap((number) => [
    [`DkimDNSTokenName${number}`, `local${number}._domainkey.${domain}`],
    [`DkimDNSTokenValue${number}`, `local${number}.dkim.amazonses.com`],
  ]);
  return Object.fromEntries(records);
}
