import type { Stack as CdkStack, Duration } from "aws-cdk-lib";
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Stack } from "sst/constructs";

/** One thing that a person must know of: when it rings, and the line of the runbook that comes with the mail. */
export interface Watched extends Partial<Pick<AlarmProps, "comparisonOperator" | "treatMissingData">> {
  metric: IMetric;
  threshold: number;
  /** What it means, then what to do and where. */
  runbook: `${string} Do: ${string}`;
}

/** The numbers that our own log lines carry (functions/platform/observability/metric.ts). */
export const ours = (stack: Stack, name: string, period: Duration, statistic: string = Stats.SUM): Metric =>
  new Metric({
    namespace: "Leadwright",
    metricName: name,
    dimensionsMap: { Stage: stack.stage },
    period,
    statistic,
  });

/** Where alarms go: to `email` if it is set, and to whoever subscribes. Plain HTTP is refused. */
export function alarmTopic(stack: CdkStack, email: string | undefined): Topic {
  const topic = new Topic(stack, "Alarms", { displayName: "Leadwright", enforceSSL: true });
  // The policy that refuses plain HTTP takes the place of the default one, which lets CloudWatch in.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: "AlarmsMayRing",
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  );
  if (email) topic.addSubscription(new EmailSubscription(email));
  return topic;
}

/** Makes the alarms, each with its line of the runbook as its description. A threshold reached rings; silence does not. */
export function alarms(stack: Stack, topic: Topic, watched: Record<string, Watched>): Alarm[] {
  return Object.entries(watched).map(([id, { runbook, ...it }]) => {
    const alarm = new Alarm(stack, id, {
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: runbook,
      ...it,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  });
}
