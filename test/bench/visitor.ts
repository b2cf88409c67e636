import * as z from "zod";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { handsOver } from "../letters.ts";
import { linksIn, mailsTo } from "../then.ts";
import { type Answer, asks, opens, presses, submits } from "../when.ts";
import type { Doing, Person } from "./crowd.ts";

const Accepted = z.object({ inquiryId: z.string() });
const Found = z.object({ items: z.array(z.object({ id: z.string() })) });

/** Where visitors find us, by web and by mail. */
export type App = Pick<Runtime, "url" | "token" | "smtpPort">;

/** A person who has arrived. */
export interface Visitor {
  person: Person;
  lead: string;
  /** Inquiries of theirs that the door has accepted. */
  inquiries: string[];
}

/** Sends a person's form; the answer is the id of the inquiry. */
async function sendForm(app: App, { fields, source }: Person, message?: string): Promise<string> {
  const { status, json, text } = await submits(app, message ? { ...fields, message } : fields, source);
  if (status !== 202) throw new Error(`The form door answered ${status}: ${text}`);
  return Accepted.parse(json).inquiryId;
}

/** A person arrives by form. */
export async function arrive(app: App, person: Person): Promise<Visitor> {
  const inquiry = await sendForm(app, person);
  const { email, phone = "" } = person.fields;
  const filter = email ? `email=${encodeURIComponent(email)}` : `phone=${encodeURIComponent(phone)}`;
  const [lead] = Found.parse((await asks(app, `/api/leads?${filter}`)).json).items;
  if (!lead) throw new Error(`${inquiry} was accepted and has made no lead`);
  return { person, lead: lead.id, inquiries: [inquiry] };
}

/** The newest link of a kind in the mails they got; `undefined` if there is none. */
async function newestLink(app: App, { person }: Visitor, page: string): Promise<string | undefined> {
  const { email } = person.fields;
  const mails = email ? await mailsTo(app, email) : [];
  return mails
    .reverse()
    .flatMap(linksIn)
    .find((link) => new URL(link).pathname.startsWith(page));
}

/** Follows or presses the newest link of a kind, if there is one. */
async function withLink(
  app: App,
  visitor: Visitor,
  page: string,
  act: (link: string) => Promise<Answer>,
): Promise<number> {
  const link = await newestLink(app, visitor, page);
  return link ? (await act(link)).status : 0;
}

/** Lets it happen; answers the status, or 0 if there was nothing to do it with. */
function happen(app: App, visitor: Visitor, doing: Doing): Promise<number> {
  const command: Command = async (name, body) => (await asks(app, `/api/leads/${visitor.lead}/${name}`, body)).status;
  switch (doing.what) {
    case "answers":
      return command("responses", { channel: "call", outcome: doing.outcome });
    case "declines":
      return command("decline", { reason: doing.reason });
    case "converts":
      return convert(command, doing.cadence);
    case "moves":
      return command("stage", { to: doing.to, reason: doing.reason });
    case "notes":
      return command("activities", { type: doing.type });
    case "writes":
      return writeAgain(app, visitor);
    case "replies":
      return reply(app, visitor);
    case "unsubscribes":
      return withLink(app, visitor, "/u/", (link) => presses(link, { act: "unsubscribe" }));
    case "confirms":
      return withLink(app, visitor, "/c/", (link) => presses(link, { act: "confirm" }));
    case "clicks":
      return withLink(app, visitor, "/t/c/", opens);
    case "answers the survey":
      return withLink(app, visitor, "/s/", (link) => presses(link, doing.fields));
  }
}

type Command = (name: string, body: object) => Promise<number>;

/** Who has sold has spoken with them. */
async function convert(command: Command, cadence: string | undefined): Promise<number> {
  await command("responses", { channel: "call", outcome: "reached" });
  return command("convert", { customer: {}, ...(cadence && { cadence }) });
}

async function writeAgain(app: App, visitor: Visitor): Promise<number> {
  visitor.inquiries.push(await sendForm(app, visitor.person, `Question ${visitor.inquiries.length + 1}`));
  return 202;
}

/** They answer the newest mail they got, once. */
async function reply(app: App, { person, lead }: Visitor): Promise<number> {
  const { name, email } = person.fields;
  const mail = email ? (await mailsTo(app, email)).at(-1) : undefined;
  if (!email || !mail) return 0;
  await handsOver(app, {
    from: { name: name ?? "", address: email },
    to: [mail.headers["reply-to"] ?? []].flat(),
    subject: `Re: ${mail.subject}`,
    messageId: `<reply-${lead}@crowd.example>`,
    inReplyTo: [mail.headers["message-id"]].flat()[0],
    text: "Thursday would suit me.",
  });
  return 202;
}

/** What the lifecycle refuses is no failure: people try what is not possible. */
const expected = new Set([0, 200, 202, 302, 409]);

/**
 * Lets something happen to a visitor. @throws Error if anything but a refusal comes back
 */
export async function live(app: App, visitor: Visitor, doing: Doing): Promise<void> {
  const status = await happen(app, visitor, doing);
  if (!expected.has(status)) throw new Error(`${visitor.lead} ${doing.what}: ${status}`);
}
