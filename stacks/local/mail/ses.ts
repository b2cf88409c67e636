import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { AwsReply, AwsRequest, AwsService } from "../aws/aws.ts";
import type { Clock } from "../clock/clock.ts";
import type { Faults } from "../fault/faults.ts";
import type { LocalRoute } from "../http/local-route.ts";
import { type Markup, markup } from "../http/markup.ts";
import type { Assembly } from "../template/template.ts";
import { Announcer } from "./announcer.ts";
import { MailIds } from "./mail-id.ts";
import { mailRoutes } from "./mail-route.ts";
import { Mailbox, type SentMail } from "./mailbox.ts";
import { type RuleAction, ruleSetActions } from "./rule-sets.ts";
import { readSesAccount, verifiedIdentity } from "./ses-account.ts";
import { draftOf } from "./ses-draft.ts";
import type { SesEvent, SesSending } from "./ses-event.ts";
import { SesFault } from "./ses-fault.ts";
import { bytesOf, type Message, readMessage, stamped } from "./ses-message.ts";
import { readSendRequest, type SendRequest } from "./ses-request.ts";

export interface MailService {
  service: AwsService;
  routes: LocalRoute[];
  mailbox: Mailbox;
  stop(): Promise<void>;
}

/** What SES runs on. Without a `folder` mails live in memory; without `publish` events go nowhere. */
export interface MailHost {
  assembly: Assembly;
  clock: Clock;
  folder?: string;
  publish?(event: SesEvent): Promise<boolean>;
  /** Events that come late, twice or never; none without it. */
  faults?: Faults;
}

const namespace = "http://ses.amazonaws.com/doc/2010-12-01/";

/** SES: takes SendRawEmail of the query API, keeps the mail and tells the event bus what became of it; and has rule sets. */
export async function startMail({ assembly, clock, folder, publish, faults }: MailHost): Promise<MailService> {
  const mailbox = await Mailbox.open(folder && join(folder, "mails"));
  const account = readSesAccount(assembly);
  const ids = new MailIds(account.region, mailbox.mails().at(-1)?.id);
  const file = folder && join(folder, "announced.log");
  const announcer = await Announcer.open({ clock, publish: publish ?? (async () => true), file, faults });

  const announce = (mail: SentMail, message: Message, caller?: string) => {
    const { configurationSet } = mail;
    if (!configurationSet) return;
    const identityArn = verifiedIdentity(account, [mail.source]).arn;
    const sending: SesSending = { account, mail, message, identityArn, configurationSet, ...(caller && { caller }) };
    announcer.announce(sending, (eventType) => wants(sending, eventType));
  };

  const send = async (request: SendRequest, caller?: string): Promise<string> => {
    const asked = readMessage(request.raw);
    const now = clock.now();
    const id = ids.next(now);
    const mail: SentMail = { ...draftOf(request, asked, account), id, at: new Date(now).toISOString() };
    const message = stamped(asked, id, account.region, now);
    await mailbox.keep(mail, bytesOf(message));
    announce(mail, message, caller);
    return id;
  };

  const actions: Record<string, RuleAction> = {
    ...ruleSetActions(clock),
    SendRawEmail: async (form, caller) => markup`<MessageId>${await send(readSendRequest(form), caller)}</MessageId>`,
  };
  for (const mail of mailbox.mails()) if (announcer.owes(mail)) announce(mail, readMessage(await mailbox.raw(mail)));
  return {
    service: (request) => answer(request, actions),
    routes: mailRoutes(mailbox),
    mailbox,
    stop: () => announcer.stop(),
  };
}

async function answer({ body, caller }: AwsRequest, actions: Record<string, RuleAction>): Promise<AwsReply> {
  const form = new URLSearchParams(body.toString("utf8"));
  const name = form.get("Action") ?? "none";
  const action = actions[name];
  try {
    if (!action) throw new SesFault("InvalidAction", `The local runtime does not know ${name}`);
    const result = await action(form, caller);
    return xml(
      200,
      markup`<${name}Response xmlns="${namespace}"><${name}Result>${result}</${name}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${name}Response>`,
    );
  } catch (error) {
    if (!(error instanceof SesFault)) throw error;
    return xml(
      400,
      markup`<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${error.code}</Code><Message>${error.message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    );
  }
}

/** Whether an EventBridge destination of the mail's configuration set asks for this kind of event. */
function wants({ account, configurationSet }: SesSending, eventType: string): boolean {
  return account.destinations.some(
    (it) => it.configurationSet === configurationSet && it.eventTypes.includes(eventType.toLowerCase()),
  );
}

function xml(status: number, content: Markup): AwsReply {
  return { status, headers: { "content-type": "text/xml" }, body: content.text };
}
