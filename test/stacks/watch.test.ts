import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, inject, it } from "vitest";
import * as z from "zod";
import { units } from "../../functions/platform/observability/metric.ts";
import { alarmTopic } from "../../stacks/alarm.ts";
import { readAssembly } from "../../stacks/local/template/template.ts";

const assembly = readAssembly(inject("assembly"), "http://127.0.0.1:4000");

const Metric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});
const Alarm = z.looseObject({
  AlarmDescription: z.string().max(1024),
  AlarmActions: z.array(z.string()),
  TreatMissingData: z.enum(["notBreaching", "breaching"]),
  Period: z.number().optional(),
  MetricName: z.string().optional(),
  Metrics: z.array(z.object({ MetricStat: z.object({ Metric }).optional() })).optional(),
});

const alarms = assembly
  .ofType("AWS::CloudWatch::Alarm")
  .map(({ logicalId, properties }) => ({ id: logicalId.replace(/\w{8}$/, ""), ...Alarm.parse(properties) }));

/** The metrics an alarm looks at: one, or those of its expression. */
const metricsOf = (alarm: (typeof alarms)[number]): z.infer<typeof Metric>[] =>
  alarm.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [Metric.parse(alarm)];

describe("the alarms", () => {
  it("are for what needs a person", () => {
    expect(alarms.map(({ id }) => id)).toEqual([
      "DoorFails",
      "DoorThrottled",
      "RefusedRise",
      "SourceTroubles",
      "StreamLate",
      "GivenUp",
      "ExecutionsFailed",
      "SweepRepairs",
      "SweepStopped",
      "SendFailures",
      "TouchesUnknown",
      "BounceRate",
      "ComplaintRate",
    ]);
  });

  it.each(alarms.map((alarm) => [alarm.id, alarm] as const))("%s rings, and says what to do", (_, alarm) => {
    expect(alarm.AlarmActions).toEqual([assembly.ofType("AWS::SNS::Topic")[0]?.arn]);
    expect(alarm.AlarmDescription).toMatch(/^[A-Z0-9].{20,} Do: .{30,}[.]$/);
  });

  it("ring for silence only where silence is the trouble", () => {
    const loud = alarms.filter(({ TreatMissingData }) => TreatMissingData === "breaching");
    expect(loud.map(({ id }) => id)).toEqual(["SweepStopped"]);
  });

  it("look at functions, machines, queues and numbers that exist", () => {
    const names = new Set(assembly.resources.flatMap(({ ref, arn }) => [ref, arn, ref.split("/").at(-1)]));
    const pointing = alarms.flatMap(metricsOf).filter(({ Namespace }) => Namespace !== "Leadwright");
    const targets = pointing.flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value));
    expect(targets.length).toBeGreaterThan(6);
    expect(targets.filter((target) => !names.has(target))).toEqual([]);
  });

  it("see each workflow fail, and none can fail in another way", () => {
    const failed = alarms.filter(({ id }) => id === "ExecutionsFailed").flatMap(metricsOf);
    const machines = assembly.ofType("AWS::StepFunctions::StateMachine");
    expect(failed.map(({ Dimensions }) => Dimensions[0]?.Value)).toEqual(machines.map(({ arn }) => arn));
    // An execution that times out is not counted as failed: none may have a time limit.
    const definitions = machines.map((it) => z.object({ DefinitionString: z.string() }).parse(it.properties));
    for (const { DefinitionString } of definitions)
      expect(z.looseObject({ States: z.unknown() }).parse(JSON.parse(DefinitionString))).not.toHaveProperty(
        "TimeoutSeconds",
      );
  });
});

describe("our own metrics", () => {
  const [dashboard] = assembly.ofType("AWS::CloudWatch::Dashboard");
  const { DashboardBody: page } = z.object({ DashboardBody: z.string() }).parse(dashboard?.properties);
  const shown = [...page.matchAll(/"Leadwright","(\w+)","(\w+)","(\w+)"/g)].map(([, name, by, stage]) => ({
    name,
    by,
    stage,
  }));

  it("are all on the dashboard, and nothing there is unheard of", () => {
    expect(new Set(shown.map(({ name }) => name))).toEqual(new Set(Object.keys(units)));
    expect(new Set(shown.map(({ by, stage }) => `${by} ${stage}`))).toEqual(new Set(["Stage local"]));
  });

  it("are alarmed on under the names and the dimension that the functions say", () => {
    const watched = alarms.flatMap(metricsOf).filter(({ Namespace }) => Namespace === "Leadwright");
    expect(watched.length).toBeGreaterThan(3);
    for (const { MetricName, Dimensions } of watched) {
      expect(Object.keys(units)).toContain(MetricName);
      expect(Dimensions).toEqual([{ Name: "Stage", Value: "local" }]);
    }
  });
});

describe("being watched", () => {
  it("costs under five dollars a month together with the secrets, whatever comes in", () => {
    // Prices of eu-west-1 a month, without the free tier (aws.amazon.com/cloudwatch/pricing, /secrets-manager/pricing).
    const [perAlarmMetric, perMetric, perSecret] = [0.1, 0.3, 0.4];
    const dashboards = assembly.ofType("AWS::CloudWatch::Dashboard").length;
    const secrets = assembly.ofType("AWS::SecretsManager::Secret").length;
    const cost =
      alarms.flatMap(metricsOf).length * perAlarmMetric + Object.keys(units).length * perMetric + secrets * perSecret;
    expect(cost).toBeLessThan(5);
    // Three are free in an account.
    expect(dashboards).toBe(1);
  });

  it("loses no event that nobody waits for: each such function keeps what it fails at", () => {
    const Rule = z.object({ Targets: z.array(z.object({ Arn: z.string() })) });
    const byEvent = assembly
      .ofType("AWS::Events::Rule")
      .flatMap(({ properties }) => Rule.parse(properties).Targets.map(({ Arn }) => Arn));
    const receipts = JSON.stringify(assembly.ofType("AWS::SES::ReceiptRule").map(({ properties }) => properties));
    const unawaited = assembly
      .ofType("AWS::Lambda::Function")
      .filter(
        ({ arn, logicalId }) => byEvent.includes(arn) || receipts.includes(arn) || logicalId.startsWith("Unpacker"),
      )
      // What a sweep fails at is there for the next one a minute later; an alarm rings when none comes.
      .filter(({ logicalId }) => !logicalId.startsWith("Sweep"));
    const Config = z.object({ FunctionName: z.string(), DestinationConfig: z.unknown() });
    const kept = assembly.ofType("AWS::Lambda::EventInvokeConfig").map((it) => Config.parse(it.properties));
    expect(unawaited.map(({ ref }) => ref).sort()).toEqual(kept.map(({ FunctionName }) => FunctionName).sort());
    expect(unawaited).toHaveLength(5);
    const bucket = assembly.ofType("AWS::S3::Bucket")[0]?.arn;
    for (const { DestinationConfig } of kept) expect(DestinationConfig).toEqual({ OnFailure: { Destination: bucket } });
  });

  it("follows a request through functions and workflows", () => {
    for (const { properties } of assembly.ofType("AWS::StepFunctions::StateMachine"))
      expect(properties).toMatchObject({ TracingConfiguration: { Enabled: true } });
    const traced = assembly
      .ofType("AWS::IAM::Policy")
      .filter(({ properties }) => JSON.stringify(properties).includes("xray:PutTraceSegments"));
    const ours = assembly
      .ofType("AWS::Lambda::Function")
      .filter(({ logicalId }) => !/^(CustomResource|Sweep|SourceWatch)/.test(logicalId));
    expect(traced).toHaveLength(ours.length + assembly.ofType("AWS::StepFunctions::StateMachine").length);
  });
});

describe("the topic of the alarms", () => {
  const topicFor = (email: string | undefined): Template => {
    const stack = new Stack(new App(), "Watch");
    alarmTopic(stack, email);
    return Template.fromStack(stack);
  };

  it("mails to the address that is set, and to nobody else", () => {
    topicFor("ops@acme.example").hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "email",
      Endpoint: "ops@acme.example",
    });
    topicFor(undefined).resourceCountIs("AWS::SNS::Subscription", 0);
  });

  it("lets this account's alarms in, and nobody by plain HTTP", () => {
    const policies = JSON.stringify(topicFor(undefined).findResources("AWS::SNS::TopicPolicy"));
    expect(policies).toContain('"Principal":{"Service":"cloudwatch.amazonaws.com"}');
    expect(policies).toContain('"aws:SourceAccount":{"Ref":"AWS::AccountId"}');
    expect(policies).toContain('{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny"');
  });
});
