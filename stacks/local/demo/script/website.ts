import * as z from "zod";
import { filledForm, openPage, sendForm, titleOf } from "./page.ts";
import type { Person } from "./person.ts";
import type { StoryContext } from "./script.ts";

/** What a person asks, and how they came to the website. */
export interface Question {
  company?: string;
  message: string;
  /** UTM marks and click ids of the link that brought them. */
  marks?: Record<string, string>;
}

const Accepted = z.object({ inquiryId: z.string() });

/** A person fills in the website's form and sends it. */
export async function asks(stage: StoryContext, person: Person, question: Question): Promise<void> {
  await announce(stage, person, question);
  const { action, fields } = await fillIn(stage, person, question);
  const page = await sendForm(action, fields);
  if (!titleOf(page).includes("Thank you")) throw new Error(`${person.name} was not thanked, but saw ${titleOf(page)}`);
}

/** A script sends the same submission twice at once, as when the first seems lost; answers the inquiry id of each. */
export async function asksTwice(stage: StoryContext, person: Person, question: Question): Promise<string[]> {
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

async function announce(stage: StoryContext, person: Person, { message, marks = {} }: Question): Promise<void> {
  const from = marks.utm_source ? ` from ${marks.utm_source} (${marks.utm_campaign})` : "";
  await stage.tell(person.name, `asks on the website${from}: "${message}"`);
}

async function fillIn({ app }: StoryContext, { name, email, phone }: Person, { marks, company, message }: Question) {
  const page = await openPage(app.doors.url);
  const typed = { name, message, ...(email && { email }), ...(phone && { phone }), ...(company && { company }) };
  const { action, fields } = filledForm(page, "Send", typed);
  return { action, fields: { ...fields, ...marks } };
}
