import { SESClient, SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";

// SES has no idempotency token, so the SDK must not retry. A call that hangs is given up in time to write that down.
const client = new SESClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
});

/** One mail to one recipient, ready for SES. `tags` come back with each event; names and values `A-Za-z0-9_-`. */
export interface RawMail {
  raw: Uint8Array;
  from: string;
  to: string;
  configurationSet: string;
  tags: Record<string, string>;
}

/** `refused`: not sent; `again` says whether a retry may help. `unknown`: no answer came, it may have been sent. */
export type SendOutcome =
  | { status: "sent"; messageId: string }
  | { status: "refused"; again: boolean; reason: string }
  | { status: "unknown"; reason: string };

/** Errors that mean SES did not take the mail and will later (RULES.md SES-3, SES-4). */
const later = new Set([
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "LimitExceededException",
  "AccountSendingPausedException",
  "ConfigurationSetSendingPausedException",
]);

/** Errors that are ours to mend (domain, configuration set, role, clock): never the recipient's fault. */
const ours =
  /not verified|MailFromDomainNotVerified|ConfigurationSetDoesNotExist|AccessDenied|Expired|Signature|ClientToken/;

function failed(error: unknown): SendOutcome {
  if (!(error instanceof SESServiceException))
    return { status: "unknown", reason: error instanceof Error ? error.name : "Error" };
  const status = error.$metadata.httpStatusCode ?? 500;
  if (status === 403 || later.has(error.name) || ours.test(`${error.name} ${error.message}`))
    return { status: "refused", again: true, reason: error.name };
  return status < 500
    ? { status: "refused", again: false, reason: error.name }
    : { status: "unknown", reason: error.name };
}

export const nullSenderField = "Return-Path";

/** The mail without the empty Return-Path at its head; `undefined` for one that has none. */
function withSender({ raw }: RawMail): Uint8Array | undefined {
  const mail = Buffer.from(raw);
  const field = Buffer.from(`${nullSenderField}: <>\r\n`);
  const [at, end] = [mail.indexOf(field), mail.indexOf("\r\n\r\n")];
  return at < 0 || at > end ? undefined : Buffer.concat([mail.subarray(0, at), mail.subarray(at + field.length)]);
}

/** Hands a mail to SES, once, never throwing. Where SES refuses an empty Return-Path, it goes with SES's own. */
export async function sendRaw(mail: RawMail): Promise<SendOutcome> {
  const outcome = await sendOnce(mail);
  const plain = outcome.status === "refused" && !outcome.again ? withSender(mail) : undefined;
  return plain ? sendOnce({ ...mail, raw: plain }) : outcome;
}

async function sendOnce(mail: RawMail): Promise<SendOutcome> {
  try {
    const { MessageId } = await client.send(
      new SendRawEmailCommand({
        RawMessage: { Data: mail.raw },
        Source: mail.from,
        Destinations: [mail.to],
        ConfigurationSetName: mail.configurationSet,
        Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return MessageId ? { status: "sent", messageId: MessageId } : { status: "unknown", reason: "NoMessageId" };
  } catch (error) {
    return failed(error);
  }
}
