import {
  CreateReceiptRuleCommand,
  CreateReceiptRuleSetCommand,
  DeleteReceiptRuleCommand,
  DeleteReceiptRuleSetCommand,
  DescribeActiveReceiptRuleSetCommand,
  DescribeReceiptRuleSetCommand,
  SESClient,
  SetActiveReceiptRuleSetCommand,
} from "@aws-sdk/client-ses";
import type { Context } from "aws-lambda";
import { inject, vi } from "vitest";
import { type AwsReply, type AwsService, startAws } from "../../../stacks/local/aws/aws.ts";
import { RequestLog } from "../../../stacks/local/aws/request-log.ts";
import { VirtualClock } from "../../../stacks/local/clock/clock.ts";
import { Stops } from "../../../stacks/local/disposables.ts";
import { startMail } from "../../../stacks/local/mail/ses.ts";
import { readAssembly } from "../../../stacks/local/template/template.ts";
import { aStack } from "../../cloud-formation.ts";

/** What CloudFormation asks for. */
export const create = { RequestType: "Create" };
export const update = (PhysicalResourceId: string) => ({ RequestType: "Update", PhysicalResourceId });
export const del = (PhysicalResourceId: string) => ({ RequestType: "Delete", PhysicalResourceId });

/** What it is told when a deployment is in a rule set, and when it has left it. */
export const joined = (name: string) => ({
  Status: "SUCCESS",
  PhysicalResourceId: name,
  Data: { RuleSetName: name },
});
export const left = (name: string) => ({ Status: "SUCCESS", PhysicalResourceId: name });

/** An error of SES's query API. */
export const sesError = (code: string, message = "A fault that was asked for", status = 400): AwsReply => ({
  status,
  headers: { "content-type": "text/xml" },
  body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
});

type Interruption = () => Promise<AwsReply | undefined>;

/** SES as an account sees it: the local one, before whose answers something else may happen. */
async function anSes(stops: Stops) {
  const failed = (error: unknown) => {
    throw error;
  };
  const clock = new VirtualClock({ mode: "manual", from: 0, failed });
  const mail = stops.add(await startMail({ assembly: readAssembly(inject("assembly"), "http://127.0.0.1:1"), clock }));
  const asked: string[] = [];
  const interruptions = new Map<string, Interruption[]>();
  const ses: AwsService = async (request) => {
    const action = new URLSearchParams(request.body.toString()).get("Action") ?? "";
    if (request.caller) asked.push(action);
    const answer = request.caller ? await interruptions.get(action)?.shift()?.() : undefined;
    return answer ?? mail.service(request);
  };
  const { url } = stops.add(await startAws({ port: 0, clock, requests: new RequestLog(), services: { ses }, failed }));
  return { url, asked, interruptions };
}

/** What others in the account do with SES, and what they see. */
function othersAt(endpoint: string) {
  const client = new SESClient({
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  return {
    make: (RuleSetName: string) => client.send(new CreateReceiptRuleSetCommand({ RuleSetName })),
    activate: (RuleSetName?: string) => client.send(new SetActiveReceiptRuleSetCommand({ RuleSetName })),
    addRule: (RuleSetName: string, Name: string) =>
      client.send(new CreateReceiptRuleCommand({ RuleSetName, Rule: { Name } })),
    forget: (RuleSetName: string) => client.send(new DeleteReceiptRuleSetCommand({ RuleSetName })),
    deleteRule: (RuleSetName: string, RuleName: string) =>
      client.send(new DeleteReceiptRuleCommand({ RuleSetName, RuleName })),
    active: async () => (await client.send(new DescribeActiveReceiptRuleSetCommand({}))).Metadata?.Name,
    /** Names of its rules; undefined when it is gone. */
    rulesOf: async (RuleSetName: string) =>
      client.send(new DescribeReceiptRuleSetCommand({ RuleSetName })).then(
        ({ Rules = [] }) => Rules.map(({ Name }) => Name),
        () => undefined,
      ),
    stop: async () => client.destroy(),
  };
}

/** An account of AWS without any rule set, to which stacks are deployed. */
export async function anAccount() {
  const stops = new Stops();
  const { url, asked, interruptions } = await anSes(stops);
  const others = stops.add(othersAt(url));
  const environment = {
    AWS_ENDPOINT_URL_SES: url,
    AWS_ACCESS_KEY_ID: "local-RuleSetKeeper",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  stops.add({ stop: async () => void vi.unstubAllEnvs() });
  // The client looks up where SES is once, so each account has its own.
  vi.resetModules();
  const { handler } = await import("../../../functions/intake/adapters/mail/active-rule-set.ts");
  const stack = stops.add(await aStack((event) => handler(event, { awsRequestId: "r" } as Context)));
  const before = (action: string, interruption: Interruption) =>
    interruptions.set(action, [...(interruptions.get(action) ?? []), interruption]);
  return {
    ...others,
    /** What our function has asked of SES since the last look. */
    asked: () => asked.splice(0),
    /** What happens before SES hears of an action of ours, once. */
    before: (action: string, happens: () => Promise<unknown>) => before(action, async () => void (await happens())),
    /** Instead of hearing an action of ours, once, SES answers this. */
    answers: (action: string, reply: AwsReply) => before(action, async () => reply),
    /** Given others' rule set, active, with a rule. */
    hasCorporate: async () => {
      await others.make("corporate");
      await others.addRule("corporate", "invoices");
      await others.activate("corporate");
    },
    /** The account is as it was. */
    isEmptied: async () => {
      interruptions.clear();
      await others.activate();
      for (const name of ["leadwright", "corporate"]) await others.forget(name);
      asked.length = 0;
    },
    asks: stack.asks,
    invoked: stack.invoked,
    stop: () => stops.run(),
  };
}
