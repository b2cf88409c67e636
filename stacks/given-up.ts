import { Duration } from "aws-cdk-lib";
import { Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IDestination, IEventSourceDlq, IFunction } from "aws-cdk-lib/aws-lambda";
import { type Bucket, CfnBucket, type IBucket } from "aws-cdk-lib/aws-s3";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Stack } from "sst/constructs";

/** Where Lambda writes what it gave up, be it of a stream or of an event; the prefix is Lambda's own choice. */
export const givenUpPrefix = "aws/lambda/";

/** Lets the bucket tell the account's event bus of new objects. The CDK's own way would add a function to the stack. */
export function tellOfObjects(bucket: Bucket): void {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error("The bucket is no CloudFormation resource");
  defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}

/**
 * The bucket as the place for records and events that a function failed at for the last time (docs.aws.amazon.com/lambda/latest/dg/
 * invocation-async-retain-records.html). Unlike the CDK's own destination it lets the function write and not read.
 */
export const keptIn = (bucket: IBucket) =>
  ({
    bind: (_: unknown, fn: IFunction) => {
      fn.addToRolePolicy(new PolicyStatement({ actions: ["s3:ListBucket"], resources: [bucket.bucketArn] }));
      fn.addToRolePolicy(new PolicyStatement({ actions: ["s3:PutObject"], resources: [bucket.arnForObjects("*")] }));
      return { destination: bucket.bucketArn };
    },
  }) satisfies IDestination & IEventSourceDlq;

/**
 * The work list of what was given up: one message for each object that Lambda wrote, with the object's key. It is empty when
 * all is well; whoever has dealt with a message deletes it.
 */
export function givenUpQueue(stack: Stack, bucket: IBucket): Queue {
  const queue = new Queue(stack, "GivenUpQueue", { retentionPeriod: Duration.days(14), enforceSSL: true });
  new Rule(stack, "GivenUpRule", {
    description: "What Lambda gave up has been kept in the bucket",
    eventPattern: {
      source: ["aws.s3"],
      detailType: ["Object Created"],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: givenUpPrefix }] } },
    },
    targets: [new SqsQueue(queue)],
  });
  return queue;
}
