import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { SMTPConnection } from "smtp-server/lib/smtp-connection.js";
import type { Buckets } from "../aws/bucket.ts";
import type { Clock } from "../clock/clock.ts";
import { explained } from "../http/http-port.ts";
import type { LocalFunctions } from "../lambda/lambda.ts";
import type { Assembly } from "../template/template.ts";
import { inboundEvent, verdictsOf } from "./inbound-event.ts";
import { PendingMails } from "./pending-mail.ts";
import { isFor, type ReceiptRule, readReceiptRules } from "./receipt-rule.ts";

export interface SmtpHost {
  assembly: Assembly;
  clock: Clock;
  buckets: Pick<Buckets, "put">;
  functions: Pick<LocalFunctions, "invokeAsync">;
  port: number;
  /** Folder of what was taken in and not dealt with; nothing is kept without it. */
  folder?: string;
  failed(error: unknown): void;
}

export interface SmtpDoor {
  port: number;
  stop(): Promise<void>;
}

/** SES takes no more (contracts/ses.md A1). */
const sizeAtMost = 40 * 1024 * 1024;

/** Receives mail as SES does, for the addresses of the receipt rules. @throws Error when the port is taken */
export async function startSmtp(host: SmtpHost): Promise<SmtpDoor> {
  const rules = readReceiptRules(host.assembly);
  const pending = new PendingMails(host.folder);
  const server = new PromptServer({
    name: "inbound-smtp.local",
    size: sizeAtMost,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 500,
    // A client is slow, not gone, when this machine is.
    socketTimeout: 600_000,
    onRcptTo: ({ address }, _, done) =>
      rules.some((rule) => isFor(rule, address)) ? done() : done(refusal(550, "No such mailbox here")),
    onData: (stream, session, done) => {
      const ended = host.clock.begin();
      takeIn(host, pending, rules, stream, session)
        .then(
          () => done(null, "OK"),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        )
        .finally(ended);
    },
  });
  const port = await listening(server, host.port);
  server.on("error", host.failed);
  for (const [id, { functionArn, event }] of await pending.left()) hand(host, pending, id, functionArn, event);
  return { port, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** The library makes every client wait 100 ms, to catch those who talk too early. Here nobody does. */
class PromptConnection extends SMTPConnection {
  override init(): void {
    this._setListeners(() => this.connectionReady());
  }
}

class PromptServer extends SMTPServer {
  override connect(...[socket, options]: Parameters<SMTPServer["connect"]>): void {
    const connection = new PromptConnection(this, socket, options);
    this.connections.add(connection);
    connection.on("error", (error) => this._onError(error));
    connection.on("connect", (data) => this._onClientConnect(data));
    connection.init();
  }
}

function listening(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(explained(error, port));
    server.once("error", refuse);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", refuse);
      const address = server.server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}

async function takeIn(
  host: SmtpHost,
  pending: PendingMails,
  rules: ReceiptRule[],
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<void> {
  const body = await buffer(stream);
  if (stream.sizeExceeded) throw refusal(552, "The mail is too large");
  const source = envelope.mailFrom ? envelope.mailFrom.address : "";
  const recipients = envelope.rcptTo.map(({ address }) => address);
  const at = host.clock.now();
  for (const rule of rules) {
    const matched = recipients.filter((address) => isFor(rule, address));
    if (matched.length > 0) await carryOut(host, pending, rule, { body, source, recipients: matched, at });
  }
}

interface Handed {
  body: Buffer;
  source: string;
  recipients: string[];
  at: number;
}

/** One rule's actions; the function is started and not waited for, as SES does. */
async function carryOut(host: SmtpHost, pending: PendingMails, { actions }: ReceiptRule, mail: Handed): Promise<void> {
  const id = randomBytes(20).toString("hex");
  const raw = Buffer.concat([trace(mail, id), mail.body]);
  for (const action of actions) {
    if ("bucket" in action) {
      await host.buckets.put(action.bucket, `${action.prefix}${id}`, raw);
      continue;
    }
    const event = await inboundEvent({ ...mail, id, raw, functionArn: action.functionArn });
    await pending.keep(id, { functionArn: action.functionArn, event });
    hand(host, pending, id, action.functionArn, event);
  }
}

/** Starts the function, which nobody waits for; the mail is pending until there will be no further attempt. */
function hand({ functions, failed }: SmtpHost, pending: PendingMails, id: string, arn: string, event: unknown): void {
  functions.invokeAsync(arn, event, () => pending.forget(id)).catch(failed);
}

function trace({ body, source, recipients, at }: Handed, id: string): Buffer {
  const { spam, virus } = verdictsOf(body);
  const date = new Date(at).toUTCString().replace("GMT", "+0000");
  return Buffer.from(
    [
      `Return-Path: <${source}>`,
      `Received: from localhost by inbound-smtp.local with SMTP id ${id} for ${recipients[0]}; ${date}`,
      `X-SES-Spam-Verdict: ${spam}`,
      `X-SES-Virus-Verdict: ${virus}`,
      "",
    ].join("\r\n"),
  );
}

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });
