import { type LogFields, logFailure, logInfo, withLogContext } from "../../platform/observability/log.ts";
import { type Metric, metric } from "../../platform/observability/metric.ts";
import { millis, second } from "../../platform/time.ts";
import type { Activity } from "../model/activity.ts";
import type { Lead } from "../model/lead.ts";
import type { TimelineEventType } from "../model/timeline-event.ts";

/** What of a fact the log may repeat, and what it is called there: ids and outcomes, nothing that a person has written. */
const sayable: Record<string, string> = {
  touch: "touch",
  purpose: "purpose",
  mailId: "mail",
  inquiryId: "inquiry",
  taskId: "task",
  level: "slaLevel",
  permanent: "permanent",
  automated: "automated",
};
const besides: Partial<Record<TimelineEventType, Record<string, string>>> = {
  "stage.entered": { from: "from", to: "to", reason: "reason" },
  "touch.skipped": { reason: "reason" },
};

const metrics: Partial<Record<TimelineEventType, Metric>> = {
  "touch.unknown": "TouchesUnknown",
  "sla.breached": "SlaBreached",
};

const isSayable = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);

function loggableFields({ type, by, data: { ...data } }: Activity): LogFields {
  const values: Readonly<Record<string, unknown>> = data;
  const names = Object.entries({ ...sayable, ...besides[type] });
  const fields = names.flatMap(([from, to]) => (isSayable(values[from]) ? [[to, values[from]] as const] : []));
  const counter = metrics[type];
  return { by: by.kind, ...Object.fromEntries(fields), ...(counter && metric(counter)) };
}

/** How long the lead has waited for the response that was given just now, in seconds. */
function responseTime(before: Lead, { sla }: Lead): number | undefined {
  if (!sla?.respondedAt || sla.respondedAt === before.sla?.respondedAt) return undefined;
  return (millis(sla.respondedAt) - millis(sla.openedAt)) / second;
}

/** Rings when a lead of a run goes on in another definition than it stood in: the one it stood in is not there any more. */
function warnDefinitionMissing({ cadence: before }: Lead, { cadence: after }: Lead): void {
  if (!before || !after || before.run !== after.run) return;
  if (before.name === after.name && before.version === after.version) return;
  const wanted = `version ${before.version} of the cadence ${before.name}`;
  const { name, version, step } = after;
  logFailure("cadence not there", new Error(`No ${wanted} ships`), {
    ...{ cadence: name, version, step },
    ...metric("SourceTroubles"),
  });
}

/** Repeats in the log, and counts, what a lead's timeline was told. Call it when that is stored. */
export const logTimeline = (before: Lead, after: Lead, facts: Activity[]): void =>
  withLogContext({ lead: before.id, source: before.source.id }, () => {
    for (const fact of facts) logInfo(fact.type, loggableFields(fact));
    warnDefinitionMissing(before, after);
    const waited = responseTime(before, after);
    if (waited !== undefined) logInfo("response given", { seconds: waited });
  });
