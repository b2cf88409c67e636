import { Duration } from "aws-cdk-lib";
import { ComparisonOperator, MathExpression, Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { type Stack, type StackContext, use } from "sst/constructs";
import { alarms, alarmTopic, ours, type Watched } from "./alarm.ts";
import { dashboard } from "./dashboard.ts";
import { givenUpPrefix, givenUpQueue } from "./given-up.ts";
import { Intake } from "./intake.ts";
import { settings } from "./settings.ts";
import { Storage } from "./storage.ts";
import { Workflows } from "./workflows.ts";

/** Inquiries come in, and nothing that came in is lost. */
function intakeWatch(stack: Stack): Record<string, Watched> {
  const { api, form } = use(Intake);
  const { bucket } = use(Storage);
  const { router } = use(Workflows);
  return {
    DoorFails: {
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 1,
      runbook:
        'A door, link or API call was answered 5xx: a person or a platform saw an error. Do: filter the logs of FormDoor, the pages and OpsApi for level = "ERROR" and follow its request, which they call apiRequest; platforms send again by themselves, a person may not.',
    },
    DoorThrottled: {
      metric: form.metricThrottles({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 1,
      runbook:
        "Lambda turned inquiries away for want of concurrency. Do: see in Lambda, Concurrency, who uses up the account's limit, and ask Service Quotas for a higher one.",
    },
    RefusedRise: {
      metric: ours(stack, "InquiriesRefused", Duration.minutes(60)),
      threshold: 50,
      runbook:
        "50 inquiries or more in an hour were refused or quarantined: a form or a platform changed, a secret is wrong, or somebody forges. Nothing that was kept is lost. Do: GET /api/quarantine, see which source and why; mend its mapping or secret and POST /api/quarantine/replay for that source: what still cannot be verified stays, and POST /api/quarantine/{id}/replay lets in one for which you vouch.",
    },
    SourceTroubles: {
      metric: ours(stack, "SourceTroubles", Duration.minutes(60)),
      threshold: 1,
      runbook:
        'A source has gone silent, is refused much more than usual, or its platform refuses our token; an item cannot be read; or leads stand in a cadence, or before a mail, that ships no more, or have nobody left who is told of them. Do: GET /api/sources and read its troubles: each says why and how to mend it; what waits for a token is fetched as soon as the new one is set. If none has any, filter all logs of the stage for "SourceTroubles": "item unreadable" names the item, its fields and how to mend them, while all else goes on without it; "nobody to tell": give that pool an owner; "cadence not there", "mail not there": each such lead says it once and goes on by the steps\' names in the cadence there is, as it should be after a deploy that raised a version; else bring the file back.',
    },
    StreamLate: {
      metric: router.metric("IteratorAge", { period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      threshold: 5 * 60_000,
      runbook:
        'What the table tells waits over 5 minutes for the router: leads are thanked and assigned late. Do: filter the log of Router for level = "ERROR"; a record that fails is given up after 10 tries, mere load wants a higher parallelization factor.',
    },
    GivenUp: {
      metric: givenUpQueue(stack, bucket).metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
      threshold: 1,
      runbook: `A stream record, a mail to us or an event of SES was given up after its last try and is kept in the bucket under ${givenUpPrefix}. Do: read the message in GivenUpQueue for the object's key and the object for the error; mend the cause, invoke the function with requestPayload (of a stream: with payload) again, delete the message. It rings until the queue is empty.`,
    },
  };
}

/** Leads move on: clocks run, and what stands still is mended. */
function workflowWatch(stack: Stack): Record<string, Watched> {
  const { machines } = use(Workflows);
  const failed = Object.entries(machines).map(([id, one]) => [
    id.toLowerCase(),
    one.metricFailed({ period: Duration.minutes(15), statistic: Stats.SUM }),
  ]);
  const swept = (statistic: string) => ours(stack, "SweepRepairs", Duration.minutes(15), statistic);
  return {
    ExecutionsFailed: {
      metric: new MathExpression({
        expression: "SUM(METRICS())",
        usingMetrics: Object.fromEntries(failed),
        label: "Failed executions",
        period: Duration.minutes(15),
      }),
      threshold: 1,
      runbook:
        "A step failed six times on end, and its execution with it. The sweep starts the lead's clock again within a minute or two. Do: open the failed execution in Step Functions for the step and its error, and filter the log of Step for the lead; if it fails again and again, mend the step.",
    },
    SweepRepairs: {
      metric: swept(Stats.SUM),
      threshold: 6,
      runbook:
        'The sweep mended over 5 clocks in 15 minutes: starts or executions are being lost. Do: filter the log of Sweep for found = "lost" or "stuck" to see the leads, and the logs of Router and the executions of these leads for what became of their clocks.',
    },
    SweepStopped: {
      metric: swept(Stats.SAMPLE_COUNT),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      runbook:
        "Nobody has swept for 15 minutes: lost clocks stay lost and sleeping leads asleep. Do: see whether the rule EachMinute is enabled and what the log of Sweep says; nothing is lost meanwhile, the next sweep catches up.",
    },
  };
}

/** SES's own numbers of the whole account: by these SES reviews and pauses it (reputationdashboardmessages.html). */
const reputation = (name: string): Metric =>
  new Metric({
    namespace: "AWS/SES",
    metricName: `Reputation.${name}`,
    period: Duration.minutes(60),
    statistic: Stats.MAXIMUM,
  });

/** Mail goes out, and is welcome. */
const mailWatch = (stack: Stack): Record<string, Watched> => ({
  SendFailures: {
    metric: ours(stack, "SendFailures", Duration.minutes(15)),
    threshold: 5,
    runbook:
      '5 mails or more in 15 minutes were refused by SES or could not be written. What is not the recipient\'s fault waits and is tried again, at least every hour; the rest is told as touch.skipped. Do: filter the log of Step for message = "mail not sent" or "mail not written" and read its reason: Throttling wants a higher sending quota, paused sending a look at the reputation, not verified the domain\'s DNS records, AccessDenied the step\'s role.',
  },
  TouchesUnknown: {
    metric: ours(stack, "TouchesUnknown", Duration.minutes(60)),
    threshold: 5,
    runbook:
      'Of 5 mails or more in an hour no answer came whether SES took them. Service and internal mail is sent again, follow-up and marketing mail is not. Do: see whether SES has an incident; filter the log of Step for message = "touch.unknown" and contact by hand who matters.',
  },
  BounceRate: {
    metric: reputation("BounceRate"),
    threshold: 0.05,
    runbook:
      "5 % of the account's mails bounce: SES reviews it now and may pause it at 10 %. Do: see by mail.bounced in the log of MailFeedback which source brings dead addresses, and pause or mend that source.",
  },
  ComplaintRate: {
    metric: reputation("ComplaintRate"),
    threshold: 0.001,
    runbook:
      "One in 1,000 mails is called spam: SES reviews the account now and may pause it at 5 in 1,000. Do: see by mail.complained in the log of MailFeedback which touches annoy, take them out of their cadence, and check how that source gains consent.",
  },
});

/** What tells us that something is wrong, and the one page that shows how it goes. */
export function Watch({ stack }: StackContext) {
  const { alarmEmail } = settings(stack.stage);
  const watched = { ...intakeWatch(stack), ...workflowWatch(stack), ...mailWatch(stack) };
  const topic = alarmTopic(stack, alarmEmail);
  dashboard(stack, alarms(stack, topic, watched));
  stack.addOutputs({ AlarmTopic: topic.topicArn });
}
