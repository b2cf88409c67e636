import * as z from "zod";
import type { Assembly } from "../template/template.ts";
import type { MonthlyUnit } from "./prices.ts";

const Alarm = z.object({
  Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional(),
});
const Filter = z.object({ MetricTransformations: z.array(z.unknown()) });

/** How much of what is paid by the month the template asks for. Keys that AWS manages cost nothing. */
export function fixedUnits(assembly: Assembly): Partial<Record<MonthlyUnit, number>> {
  const count = (type: string) => assembly.ofType(type).length;
  const sum = (type: string, metrics: (properties: unknown) => number) =>
    assembly.ofType(type).reduce((all, { properties }) => all + metrics(properties), 0);
  return {
    secrets: count("AWS::SecretsManager::Secret"),
    alarms: sum("AWS::CloudWatch::Alarm", metricsWatched) + compositeAlarms * count("AWS::CloudWatch::CompositeAlarm"),
    dashboards: Math.max(0, count("AWS::CloudWatch::Dashboard") - freeDashboards),
    ownMetrics: ownMetrics(assembly).size,
    logMetrics: sum("AWS::Logs::MetricFilter", (it) => Filter.parse(it).MetricTransformations.length),
    keys: count("AWS::KMS::Key"),
  };
}

/** Always, not for a first year: an account's first three (aws.amazon.com/cloudwatch/pricing). */
const freeDashboards = 3;

const Dashboard = z.object({ DashboardBody: z.string() });
const Widgets = z.object({
  widgets: z.array(z.object({ properties: z.looseObject({ metrics: z.array(z.array(z.unknown())).optional() }) })),
});

/** Metrics of our own, each paid for by the month: those that a dashboard or an alarm shows of no service of AWS. */
function ownMetrics(assembly: Assembly): ReadonlySet<string> {
  const bodies = assembly
    .ofType("AWS::CloudWatch::Dashboard")
    .map((it) => Dashboard.parse(it.properties).DashboardBody);
  const shown = bodies.flatMap((body) => Widgets.parse(JSON.parse(body)).widgets);
  const metrics = shown.flatMap(({ properties }) => properties.metrics ?? []);
  return new Set(metrics.filter(([namespace]) => !/^AWS\//.test(String(namespace))).map(([, name]) => String(name)));
}

/** A composite alarm costs as much as five metrics. */
const compositeAlarms = 5;

/** An alarm over an expression is billed for each metric in it. */
function metricsWatched(properties: unknown): number {
  const { Metrics } = Alarm.parse(properties);
  return Metrics ? Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;
}
