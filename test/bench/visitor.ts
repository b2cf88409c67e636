import * as z from "zod";
import type { Runtime } from "../../stacks/local/runtime.ts";
import { handsOver } from "../letters.ts";
import { linksIn, mailsTo } from "../then.ts";
import { type Answer, asks, opens, presses, submits } from "../when.ts";
import type { Doing, Person } from "./crowd.ts";

const Accepted = z.object({ inquiryId: z.string() });
const Found = z.object({ items: z.array(z.object({ id: z.string() })) });

/** Where visitors find us, by web and by mail. */
export type Office = Pick<Runtime, "url" | "token" | "smtpPort">;

/** A person who has arrived. */
export interface Visitor {
  person: Person;
  lead: string;
  /** Inquiries of theirs that the door has accepted. */
  inquiries: string[];
}

/** Sends a person's form; the answer is the id of the inquiry. */
async function sendForm(office: Office, { fields, source }: Person, message?: string): Promise<string> {
  const { status, json, text } = await submits(office, message ? { ...fields, message } : fields, source);
  if (status !== 202) throw new Error(`The form door answered ${status}: ${text}`);
  return Accepted.parse(json).inquiryId;
}

/** A person arrives by form. */
export async function arrive(office: Office, person: Person): Promise<Visitor> {
  const inquiry = await sendForm(office, person);
  const { email, phone = "" } = person.fields;
  const filter = email ? `email=${encodeURIComponent(email)}` : `phone=${encodeURIComponent(phone)}`;
  const [lead] = Found.parse((await asks(office, `/api/leads?${filter}`)).json).items;
  if (!lead) throw new Error(`${inquiry} was accepted and has made no lead`);
  return { person, lead: lead.id, inquiries: [inquiry] };
}

/** The newest link of a kind in the mails they got; `undefined` if there is none. */
async function newestLink(office: Office, { person }: Visitor, page: string): Promise<string | undefined> {
  const { email } = person.fields;
  const mails = email ? await mailsTo(office, email) : [];
  return mails
    .reverse()
    .flatMap(linksIn)
    .find((link) => new URL(link).pathname.startsWith(page));
}

/** Follows or presses the newest link of a kind, if there is one. */
async function withLink(
  office: Office,
  visitor: Visitor,
  page: string,
  act: (link: string) => Promise<Answer>,
): Promise<number> {
  const link = await newestLink(office, visitor, page);
  return link ? (await act(link)).status : 0;
}

/** Lets it happen; answers the status, or 0 if there was nothing to do it with. */
function happen(office: Office, visitor: Visitor, doing: Doing): Promise<number> {
  const command: Command = async (name, body) =>
    (await asks(office, `/api/leads/${visitor.lead}/${name}`, body)).status;
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
      return writeAgain(office, visitor);
    case "replies":
      return reply(office, visitor);
    case "unsubscribes":
      return withLink(office, visitor, "/u/", (link) => presses(link, { act: "unsubscribe" }));
    case "confirms":
      return withLink(office, visitor, "/c/", (link) => presses(link, { act: "confirm" }));
    case "clicks":
      return withLink(office, visitor, "/t/c/", opens);
    case "answers the survey":
      return withLink(office, visitor, "/s/", (link) => presses(link, doing.fields));
  }
}

type Command = (name: string, body: object) => Promise<number>;

/** Who has sold has spoken with them. */
async function convert(command: Command, cadence: string | undefined): Promise<number> {
  await command("responses", { channel: "call", outcome: "reached" });
  return command("convert", { customer: {}, ...(cadence && { cadence }) });
}

async function writeAgain(office: Office, visitor: Visitor): Promise<number> {
  visitor.inquiries.push(await sendForm(office, visitor.person, `Question ${visitor.inquiries.length + 1}`));
  return 202;
}

/** They answer the newest mail they got, once. */
async function reply(office: Office, { person, lead }: Visitor): Promise<number> {
  const { name, email } = person.fields;
  const mail = email ? (await mailsTo(office, email)).at(-1) : undefined;
  if (!email || !mail) return 0;
  await handsOver(office, {
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
export async function live(office: Office, visitor: Visitor, doing: Doing): Promise<void> {
  const status = await happen(office, visitor, doing);
  if (!expected.has(status)) throw new Error(`${visitor.lead} ${doing.what}: ${status}`);
}
