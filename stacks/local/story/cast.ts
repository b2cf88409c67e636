import * as z from "zod";
import { linkIn, readMails } from "./mail.ts";
import type { Colleague, Lead } from "./office.ts";
import { filledForm, openPage, sendForm, titleOf } from "./page.ts";
import type { Person, Stage } from "./script.ts";

/** What a person asks, and how they came to the website. */
export interface Question {
  company?: string;
  phone?: string;
  message: string;
  /** UTM marks and click ids of the link that brought them. */
  marks: Record<string, string>;
}

/** What an owner does about a lead, as the buttons of the link's page name it. */
export interface Reply {
  button: "We have spoken" | "Tried, not reached";
  channel: "call" | "email" | "messenger";
  note: string;
}

const Accepted = z.object({ inquiryId: z.string() });

/** A person fills in the website's form and sends it. */
export async function asks(stage: Stage, person: Person, question: Question): Promise<void> {
  await announce(stage, person, question);
  const { action, fields } = await fillIn(stage, person, question);
  const page = await sendForm(action, fields);
  if (!titleOf(page).includes("Thank you")) throw new Error(`${person.name} was not thanked, but saw ${titleOf(page)}`);
}

/**
 * A website's script sends one and the same submission twice at once, as it does when the first seems lost.
 *
 * @returns the inquiry id of each answer
 */
export async function asksTwice(stage: Stage, person: Person, question: Question): Promise<string[]> {
  await announce(stage, person, question);
  await stage.tell(person.name, "has a bad connection, and the page’s script sends the form twice at once");
  const { action, fields } = await fillIn(stage, person, question);
  const post = async () => {
    const headers = { accept: "application/json", "content-type": "application/json" };
    const response = await fetch(action, { method: "POST", headers, body: JSON.stringify(fields) });
    if (!response.ok) throw new Error(`The form's door answered ${response.status}: ${await response.text()}`);
    return Accepted.parse(await response.json()).inquiryId;
  };
  return Promise.all([post(), post()]);
}

/**
 * The lead's present owner opens the link in the newest mail about it, and says what they have done.
 *
 * @throws Error when there is no such lead, owner, mail or link
 */
export async function answers(stage: Stage, person: Person, { button, channel, note }: Reply): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  const mail = (await readMails(stage.office.doors, owner.email)).findLast(({ leadId }) => leadId === lead.id);
  if (!mail) throw new Error(`${owner.name} has no mail about ${person.name}`);
  await stage.tell(
    owner.name,
    `opens the link in "${short(mail.subject)}" and says: ${button.toLowerCase()} (${note})`,
  );
  const page = await openPage(linkIn(mail, "I have contacted this lead"));
  const { action, fields } = filledForm(page, button, { channel, note });
  await sendForm(action, fields);
}

/** A subject as one reads it in a list of mails. */
const short = (subject: string): string => (subject.length > 48 ? `${subject.slice(0, 47).trimEnd()}…` : subject);

async function announce(stage: Stage, person: Person, { message, marks }: Question): Promise<void> {
  const from = marks.utm_source ? ` from ${marks.utm_source} (${marks.utm_campaign})` : "";
  await stage.tell(person.name, `asks on the website${from}: "${message}"`);
}

async function fillIn({ office }: Stage, { name, email }: Person, { marks, ...question }: Question) {
  const page = await openPage(office.doors.url);
  const { action, fields } = filledForm(page, "Send", { name, email, ...question });
  return { action, fields: { ...fields, ...marks } };
}

async function responsible({ office, colleagues }: Stage, person: Person): Promise<{ lead: Lead; owner: Colleague }> {
  const lead = (await office.leads()).find(({ email }) => email === person.email);
  const owner = colleagues.find(({ id }) => id === lead?.owner);
  if (lead && owner) return { lead, owner };
  throw new Error(`${person.name} is ${lead ? "nobody's lead" : "no lead"}`);
}
