import { fieldOf, linkIn, newestMail } from "./mail.ts";
import { filledForm, openPage, sendForm } from "./page.ts";
import type { Person } from "./person.ts";
import type { StoryContext } from "./script.ts";

/** They follow a link, and are led on to the company's site. Here as below Error when there is no such mail, link or button. */
export async function follows({ app, tell }: StoryContext, person: Person, wording: string): Promise<void> {
  const mail = await newestMail(app.doors, person.email, wording);
  await tell(person.name, `reads "${mail.subject}" and follows the link "${wording}"`);
  const response = await fetch(linkIn(mail, wording), { redirect: "manual" });
  await response.arrayBuffer();
  if (response.status !== 302) throw new Error(`The link answered ${response.status} instead of leading on`);
}

/** They say that the address is theirs, by the link in the newest mail that asks and the button of its page. */
export async function confirms({ app, tell }: StoryContext, person: Person): Promise<void> {
  const mail = await newestMail(app.doors, person.email, "Confirm");
  await tell(person.name, `confirms the address by the link in "${mail.subject}"`);
  const form = filledForm(await openPage(linkIn(mail, "Confirm")), "Confirm: it was me", {});
  await sendForm(form.action, form.fields);
}

/** They open the survey by its link in a mail, and press a button there. */
export async function answersSurvey(
  { app, tell }: StoryContext,
  person: Person,
  wording: string,
  { button, fields = {} }: { button: string; fields?: Record<string, string> },
): Promise<void> {
  const mail = await newestMail(app.doors, person.email, wording);
  const said = Object.entries(fields).map(([name, value]) => `${name} ${value}`);
  await tell(person.name, `answers the survey in "${mail.subject}": ${[button, ...said].join(", ")}`);
  const form = filledForm(await openPage(linkIn(mail, wording)), button, fields);
  await sendForm(form.action, form.fields);
}

/** They press "unsubscribe" in their mail program, which posts to the address in the header (RFC 8058). */
export async function unsubscribes({ app, tell }: StoryContext, person: Person): Promise<void> {
  const mail = await newestMail(app.doors, person.email);
  await tell(person.name, `presses "unsubscribe" above "${mail.subject}" in the mail program`);
  const url = /<(https?:[^>]+)>/.exec(fieldOf(mail, "list-unsubscribe"))?.[1];
  if (!url) throw new Error(`The mail "${mail.subject}" cannot be unsubscribed from`);
  const [name = "", value = ""] = fieldOf(mail, "list-unsubscribe-post").split("=");
  await sendForm(url, { [name]: value });
}
