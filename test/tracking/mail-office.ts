import { AwsClient } from "aws4fetch";
import { createTransport, type SendMailOptions } from "nodemailer";
import { expect } from "vitest";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { leadOf, type Mail, mailsTo, timelineOf } from "../then.ts";
import { itIsQuiet, submits } from "../when.ts";

/** When a mail is handed to the office's mail server, and everything that follows has been done. */
export async function mailComes(app: Runtime, mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port: app.smtpPort, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail({ text: "", ...mail });
  } finally {
    transport.close();
  }
  await itIsQuiet(app);
}

/** Given a person who has asked for an offer by form and has got the acknowledgement. */
export async function anInquirer(app: Runtime, person: { name: string; email: string; phone?: string }) {
  await submits(app, { ...person, message: "How much is a roof?" });
  await itIsQuiet(app);
  const [ack] = await mailsTo(app, person.email);
  if (!ack) throw new Error("No acknowledgement came");
  return { ...person, ack, lead: await leadOf(app, person.email), replyTo: replyAddress(ack) };
}

/** Where an answer to a mail goes. */
export function replyAddress({ headers }: Mail): string {
  const address = headers["reply-to"];
  if (typeof address !== "string") throw new Error("The mail has no one Reply-To");
  return address;
}

/** What a person writes back, as their mail program sends it. */
export const answer = (
  from: { name: string; email: string; replyTo: string; ack: Mail },
  text: string,
): SendMailOptions => ({
  from: { name: from.name, address: from.email },
  to: from.replyTo,
  subject: `Re: ${from.ack.subject}`,
  inReplyTo: `<${from.ack.id}@eu-west-1.amazonses.com>`,
  text: `${text}\n\nOn Mon, Nov 23, 2026 at 9:00 AM Sunny Roofs <sales@leads.example> wrote:\n\n> Hi,\n> unsubscribe\n`,
});

/** The timeline's entries of a type. */
export const entriesOf = async (app: Runtime, lead: string, type: string) =>
  (await timelineOf(app, lead)).filter((entry) => entry.type === type);

/** The function of an id in the stacks. */
export function functionArn(app: Runtime, id: string): string {
  const found = app.assembly.ofType("AWS::Lambda::Function").find(({ logicalId }) => logicalId.startsWith(id));
  if (!found) throw new Error(`There is no function ${id}`);
  return found.arn;
}

/** Invokes a function with an event, as AWS would, and waits for what follows. */
export async function tells(app: Runtime, id: string, event: unknown): Promise<void> {
  expect(await app.functions.invoke(functionArn(app, id), event)).toMatchObject({ ok: true });
  await itIsQuiet(app);
}

/** The office's bucket, for a test that looks into it. */
export function vault(app: Runtime) {
  const bucket = app.assembly.ofType("AWS::S3::Bucket")[0]?.ref;
  const client = new AwsClient({ accessKeyId: "test", secretAccessKey: "test", service: "s3", region: "eu-west-1" });
  const url = (key: string) => `${app.awsUrl}/${bucket}/${key}`;
  return {
    put: (key: string, body: string) => client.fetch(url(key), { method: "PUT", body }),
    get: (key: string) => client.fetch(url(key)),
  };
}
