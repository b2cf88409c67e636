import { describe, expect, it } from "vitest";
import type { AwsCall } from "../../stacks/local/aws/watch.ts";
import { billOf } from "../../stacks/local/meter/bill.ts";
import { billLines } from "../../stacks/local/meter/bill-page.ts";
import { Meter, metered } from "../../stacks/local/meter/meter.ts";
import { readApp } from "./fixture-app.ts";

const code = "export const handler = async () => 1;";
const definition = ['{"StartAt":"Tell","States":{"Tell":{"Type":"Task","End":true,"Resource":"', '"}}}'];
const arnOf = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const traced = { TracingConfig: { Mode: "Active" } };
const secret = { Type: "AWS::SecretsManager::Secret" };

/** A small application with a function on a schedule, another that a traced machine calls, and two secrets. */
const readOffice = () =>
  readApp({
    functions: { Door: code, Sweep: code, Step: code },
    properties: { Door: traced, Step: traced },
    resources: {
      EachMinute: {
        Type: "AWS::Events::Rule",
        Properties: { ScheduleExpression: "rate(1 minute)", Targets: [{ Arn: arnOf("Sweep") }] },
      },
      Machine: {
        Type: "AWS::StepFunctions::StateMachine",
        Properties: {
          DefinitionString: { "Fn::Join": ["", [definition[0], arnOf("Step"), definition[1]]] },
          TracingConfiguration: { Enabled: true },
        },
      },
      One: secret,
      Two: secret,
    },
  });

function open() {
  const clock = { at: 0, now: () => clock.at };
  const app = readOffice();
  const meter = new Meter({ assembly: app, clock });
  const ran = (logicalId: string, billedMs: number, memoryMegabytes = 512) =>
    meter.invoked({ arn: "", logicalId, memoryMegabytes, ms: 0, billedMs, ok: true });
  const called = (service: string, body = "", more: Partial<AwsCall> = {}, status = 200) =>
    meter.answered(
      { caller: "Door", service, operation: "", method: "POST", path: "/", body: Buffer.from(body), ...more },
      { status, body: "" },
    );
  const used = (counters = {}) => meter.used({ transitions: 0, executions: 0, loggedBytes: 0, ...counters });
  return { clock, app, meter, ran, called, used };
}

describe("the meter", () => {
  it("bills a run by its memory and each millisecond begun: 10.2 ms x 512 MB = 0.0055 GB-seconds", () => {
    const { ran, used } = open();
    ran("Door", 10.2);
    expect(used()).toMatchObject({ invocations: 1, gigabyteSeconds: 0.0055 });
    ran("Door", 1000, 1024);
    expect(used()).toMatchObject({ invocations: 2, gigabyteSeconds: 1.0055 });
  });

  it("takes the first run in a second for traced, 5 % of the others, a machine's steps with their execution, and nothing untraced", () => {
    const { clock, meter, ran, used } = open();
    ran("Door", 1);
    ran("Door", 1);
    ran("Step", 1);
    expect(used({ executions: 1 }).traces).toBeCloseTo(1 + 0.05 + 1, 10);
    clock.at = 1000;
    ran("Door", 1);
    expect(used().traces).toBeCloseTo(2.05, 10);
    ran("Sweep", 1);
    expect(meter.byCaller.Sweep).toMatchObject({ invocations: 1, traces: 0 });
  });

  it("counts mails by recipient, and attachments only where there are any", () => {
    const { called, used } = open();
    const send = (raw: string, ...to: string[]) => {
      const members = to.map((one, at): [string, string] => [`Destinations.member.${at + 1}`, one]);
      const form = new URLSearchParams([["RawMessage.Data", Buffer.from(raw).toString("base64")], ...members]);
      called("ses", form.toString(), { operation: "SendRawEmail" });
    };
    send("Subject: Hello\r\n\r\nHello", "a@b.example", "c@d.example");
    expect(used()).toMatchObject({ mails: 2 });
    expect(used().attachedBytes).toBeUndefined();
    send("Content-Disposition: attachment\r\n\r\nxx", "a@b.example");
    expect(used()).toMatchObject({ mails: 3, attachedBytes: 37 });
  });

  it("counts objects and secrets, but nothing that failed and nothing the runtime itself asked", () => {
    const { called, used } = open();
    called("s3", "", { method: "PUT" });
    called("s3", "", { method: "GET" });
    called("s3", "", { method: "GET" }, 404);
    called("secretsmanager");
    const { caller: _, ...nobody } = { caller: "", service: "s3", operation: "", method: "PUT", path: "/" };
    open().meter.answered({ ...nobody, body: Buffer.alloc(0) }, { status: 200, body: "" });
    expect(used()).toMatchObject({ objectWrites: 1, objectReads: 1, secretReads: 1 });
  });

  it("counts the API by half megabytes, and mail that came in by whole quarters", async () => {
    const { meter, used } = open();
    meter.served(100, 2000);
    meter.served(600 * 1024, 0);
    expect(used()).toMatchObject({ apiRequests: 3, bytesOut: 2500 + 500 });
    const buckets = metered({ put: async () => undefined }, meter);
    await buckets.put("vault", "inbound/1", Buffer.alloc(300 * 1024));
    expect(used()).toMatchObject({ mailsReceived: 1, mailChunks: 1, objectWrites: 1 });
  });

  it("leaves out of the leads' cost what the sweep uses anyway, and bills that by the month", () => {
    const { meter, ran, used } = open();
    for (const ms of [10, 2, 2]) ran("Sweep", ms, 1024);
    expect(used().invocations ?? 0).toBe(0);
    expect(used().gigabyteSeconds).toBeCloseTo(0.008, 10);
    expect(meter.monthly.invocations).toBe(43_200);
    expect(meter.monthly.gigabyteSeconds).toBeCloseTo(43_200 * 0.002, 6);
  });
});

describe("who used it", () => {
  it("is known by function, what the sweep uses anyway included, and makes up the whole with that", () => {
    const { meter, ran, called, used } = open();
    for (const ms of [10, 2, 2]) ran("Sweep", ms, 1024);
    called("s3", "", { method: "PUT" });
    ran("Door", 1);
    expect(meter.byCaller).toMatchObject({
      Sweep: { invocations: 3, gigabyteSeconds: 0.014 },
      Door: { invocations: 1, objectWrites: 1 },
    });
    expect(used()).toMatchObject({ invocations: 1, objectWrites: 1 });
  });
});

describe("the bill", () => {
  it("adds up by service and by lead: 2 mails, 40 transitions, 2 leads = $0.0006 each", () => {
    const { app, meter, called } = open();
    called("ses", "RawMessage.Data=eA%3D%3D", { operation: "SendRawEmail" });
    called("ses", "RawMessage.Data=eA%3D%3D", { operation: "SendRawEmail" });
    for (const id of ["1", "2"]) {
      const keys = { pk: { S: id } };
      meter.changed({ table: "leads", keys, before: undefined, after: { ...keys, kind: { S: "lead" } } });
      meter.changed({ table: "leads", keys, before: keys, after: { ...keys, kind: { S: "lead" } } });
    }
    const bill = billOf(meter, app, { transitions: 40, executions: 0, loggedBytes: 0 });
    expect(bill).toMatchObject({ leads: 2, variable: { ses: 0.0002, states: 0.001 } });
    expect(bill.perLead).toBeCloseTo(0.0006, 12);
  });

  it("asks by the month for what the template holds: 2 secrets, an alarm over two metrics, another over one", () => {
    const { app, meter } = open();
    const alarms = [
      { Metrics: [{ Expression: "a+b" }, { MetricStat: {} }, { MetricStat: {} }] },
      { MetricName: "Errors" },
    ];
    const ofType = (type: string) =>
      type === "AWS::CloudWatch::Alarm"
        ? alarms.map((properties) => ({ logicalId: "", stack: "", type, ref: "", arn: "", properties }))
        : app.ofType(type);
    const { fixedMonthly } = billOf(meter, { ...app, ofType }, { transitions: 0, executions: 0, loggedBytes: 0 });
    expect(fixedMonthly.secrets).toBeCloseTo(0.8, 10);
    expect(fixedMonthly.alarms).toBeCloseTo(0.3, 10);
  });

  it("is printed with its dearest lines first, and called an estimate", () => {
    const { app, meter } = open();
    meter.served(1, 1);
    const lines = billLines(billOf(meter, app, { transitions: 100, executions: 0, loggedBytes: 0 }));
    expect(lines[0]).toBe("  states   $0.00250  for what was used");
    expect(lines.join("\n")).toMatch(/all +\$0\.800 +a month, leads or not/);
    expect(lines.at(-1)).toContain("Estimates, not measured on AWS");
  });
});
