import { Duration } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  Stats,
} from "aws-cdk-lib/aws-cloudwatch";
import { type Stack, use } from "sst/constructs";
import { ours } from "./alarm.ts";
import { Intake } from "./intake.ts";
import { Storage } from "./storage.ts";
import { Workflows } from "./workflows.ts";

const period = Duration.minutes(60);
const perHour = { period, statistic: Stats.SUM };
const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });

/** An account's own number of a service, where a number of ours would cost and say the same. */
const ofAccount = (namespace: string, metricName: string, dimensionsMap = {}): Metric =>
  new Metric({ namespace, metricName, dimensionsMap, ...perHour });

/** Mails that SES took: its own number, which costs nothing. */
const sent = ofAccount("AWS/SES", "Send");

/** What sales want to know: who came, whether promises were kept, what was sent. */
function business(stack: Stack): GraphWidget[] {
  const sum = (name: string) => ours(stack, name, period);
  return [
    graph("Inquiries", [sum("InquiriesAccepted"), sum("InquiriesRefused")]),
    graph("Promises broken, sources in trouble", [sum("SlaBreached")], [sum("SourceTroubles")]),
    graph("Mails of the account; unknown, refused", [sent], [sum("TouchesUnknown"), sum("SendFailures")]),
  ];
}

/** Whether it works: doors, stream, clocks. */
function health(stack: Stack): GraphWidget[] {
  const { api, form } = use(Intake);
  const { router, machines } = use(Workflows);
  const all = Object.values(machines);
  return [
    graph(
      "Doors",
      [api.metricCount(perHour), api.metricClientError(perHour)],
      [api.metricServerError(perHour), form.metricThrottles(perHour)],
    ),
    graph(
      "Router: age of the oldest record (ms), errors",
      [router.metric("IteratorAge", { period, statistic: Stats.MAXIMUM })],
      [router.metricErrors(perHour), ours(stack, "SweepRepairs", period)],
    ),
    graph(
      "Workflows: started, failed",
      all.map((one) => one.metricStarted(perHour)),
      all.map((one) => one.metricFailed(perHour)),
    ),
  ];
}

/** What the bill is made of: units of the table, transitions, mails, milliseconds. */
function costs(): GraphWidget[] {
  const { table } = use(Storage);
  const throttled = ["ReadThrottleEvents", "WriteThrottleEvents"].map((name) => table.metric(name, perHour));
  return [
    graph(
      "Table: units read and written, throttled",
      [table.metricConsumedReadCapacityUnits(perHour), table.metricConsumedWriteCapacityUnits(perHour)],
      throttled,
    ),
    graph(
      "Account: mails, transitions",
      [sent],
      [ofAccount("AWS/States", "ConsumedCapacity", { ServiceMetric: "StateTransition" })],
    ),
    graph(
      "Account: Lambda's invocations, milliseconds",
      [ofAccount("AWS/Lambda", "Invocations")],
      [ofAccount("AWS/Lambda", "Duration")],
    ),
  ];
}

/** One page: the alarms, the business, the health, the costs. The first three dashboards of an account are free. */
export function dashboard(stack: Stack, alarms: Alarm[]): void {
  new Dashboard(stack, "Dashboard", {
    widgets: [
      [new AlarmStatusWidget({ title: "Alarms", alarms, width: 24, height: 3 })],
      business(stack),
      health(stack),
      costs(),
    ],
  });
}
