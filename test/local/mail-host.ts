import { SESClient, SendRawEmailCommand, type SendRawEmailCommandInput } from "@aws-sdk/client-ses";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type Mail from "nodemailer/lib/mailer/index.js";
import { startAws } from "../../stacks/local/aws/aws.ts";
import { RequestLog } from "../../stacks/local/aws/request-log.ts";
import { VirtualClock } from "../../stacks/local/clock/clock.ts";
import { type MailService, startMail } from "../../stacks/local/mail/ses.ts";
import type { SesEvent } from "../../stacks/local/mail/ses-event.ts";
import type { Assembly, Resource } from "../../stacks/local/template/template.ts";

export const monday = Date.parse("2026-11-23T09:00:00Z");
export const identityArn = "arn:aws:ses:eu-west-1:123456789012:identity/leads.example";
export const configurationSetArn = "arn:aws:ses:eu-west-1:123456789012:configuration-set/leads";

const base = { stack: "test", properties: {} };
const eventDestination = {
  ConfigurationSetName: "leads",
  EventDestination: {
    MatchingEventTypes: ["send", "delivery", "bounce", "complaint"],
    EventBridgeDestination: { EventBusArn: "arn:aws:events:eu-west-1:123456789012:event-bus/default" },
  },
};
const resources: Resource[] = [
  { ...base, logicalId: "Leads", type: "AWS::SES::ConfigurationSet", ref: "leads", arn: configurationSetArn },
  { ...base, logicalId: "Silent", type: "AWS::SES::ConfigurationSet", ref: "silent", arn: "" },
  {
    ...base,
    logicalId: "Domain",
    type: "AWS::SES::EmailIdentity",
    ref: "leads.example",
    arn: identityArn,
    properties: { EmailIdentity: "leads.example" },
  },
  {
    ...base,
    logicalId: "Events",
    type: "AWS::SES::ConfigurationSetEventDestination",
    ref: "events",
    arn: "",
    properties: eventDestination,
  },
];
const assembly: Assembly = {
  directory: "",
  region: "eu-west-1",
  account: "123456789012",
  resources,
  ofType: (type) => resources.filter((resource) => resource.type === type),
  outputs: {},
};

export interface MailHost {
  clock: VirtualClock;
  mail: MailService;
  events: SesEvent[];
  /** Sends through the real SDK; answers the message id. */
  send(input: Omit<SendRawEmailCommandInput, "RawMessage"> & { raw: Buffer | string }): Promise<string>;
  /** What a local route answers. */
  get(path: string, params?: Record<string, string>): Promise<{ status: number; body: string }>;
  stop(): Promise<void>;
}

/** The mail service on a manual clock, behind HTTP. */
export async function hostMail(options: { folder?: string } = {}): Promise<MailHost> {
  const failures: unknown[] = [];
  const failed = (error: unknown) => failures.push(error);
  const clock = new VirtualClock({ mode: "manual", from: monday, failed });
  const events: SesEvent[] = [];
  const mail = await startMail({
    assembly,
    clock,
    folder: options.folder,
    publish: async (event) => events.push(event) > 0,
  });
  const services = { ses: mail.service };
  const server = await startAws({ port: 0, clock, requests: new RequestLog(), services, failed });
  const credentials = { accessKeyId: "local-Step", secretAccessKey: "local" };
  const client = new SESClient({ endpoint: server.url, region: "eu-west-1", credentials, maxAttempts: 1 });
  return {
    clock,
    mail,
    events,
    send: async ({ raw, ...input }) => {
      const command = new SendRawEmailCommand({ ...input, RawMessage: { Data: Buffer.from(raw) } });
      return (await client.send(command)).MessageId ?? "";
    },
    get: async (path, params = {}) => {
      const url = new URL(path, "http://localhost");
      const route = mail.routes.find((it) => it.path.split("/").length === url.pathname.split("/").length);
      const reply = await route?.answer({ params, query: url.searchParams, body: "", accept: "" });
      return { status: reply?.status ?? 0, body: String(reply?.body) };
    },
    stop: async () => {
      client.destroy();
      await server.stop(0);
      await mail.stop();
      clock.stop();
      if (failures.length > 0) throw new AggregateError(failures);
    },
  };
}

/** A mail as the application composes it. */
export async function compose(mail: Mail.Options): Promise<Buffer> {
  return new MailComposer({ from: "Sunny Roofs <sales@leads.example>", subject: "Hello", text: "Hello", ...mail })
    .compile()
    .build();
}
