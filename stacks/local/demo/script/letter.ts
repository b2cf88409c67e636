import { createTransport } from "nodemailer";
import { fieldOf, type InboxMail, newestMail } from "./mail.ts";
import { firstName, type Person } from "./person.ts";
import type { StoryContext } from "./script.ts";

interface Letter {
  subject: string;
  text: string;
  headers?: Record<string, string>;
}

/** A person answers the newest mail they got, above its text, as mail programs have it. @throws Error when there is none */
export async function writesBack(stage: StoryContext, person: Person, words: string): Promise<void> {
  const mail = await newestMail(stage.app.doors, person.email);
  await stage.tell(person.name, `answers "${mail.subject}": "${words}"`);
  const quoted = mail.text.split("\n").map((line) => `> ${line}`);
  const text = [words, "", firstName(person.name), "", `On ${dateOf(mail)}, Sunny Roofs wrote:`, ...quoted].join("\n");
  await send(stage, person, mail, { subject: `Re: ${mail.subject}`, text });
}

/** A person's mail system answers the newest mail by itself. @throws Error when there is none */
export async function isAway(stage: StoryContext, person: Person, words: string): Promise<void> {
  const mail = await newestMail(stage.app.doors, person.email);
  await stage.tell(person.name, `is away, and the mail system answers: "${words}"`);
  await send(stage, person, mail, {
    subject: `Automatic reply: ${mail.subject}`,
    text: words,
    headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" },
  });
}

const dateOf = ({ at }: InboxMail): string => new Date(at).toUTCString();

/** Hands a letter to the application's mail server, addressed as the mail asked for. */
async function send(
  { app }: StoryContext,
  { name, email = "" }: Person,
  mail: InboxMail,
  letter: Letter,
): Promise<void> {
  const server = createTransport({ host: "127.0.0.1", port: app.doors.smtpPort, ignoreTLS: true });
  const messageId = fieldOf(mail, "message-id");
  try {
    await server.sendMail({
      ...letter,
      from: { name, address: email },
      to: fieldOf(mail, "reply-to"),
      inReplyTo: messageId,
      references: messageId,
      date: new Date(await app.now()),
    });
  } finally {
    server.close();
  }
}
