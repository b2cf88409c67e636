import { Duration } from "luxon";
import type { App, Colleague, Lead } from "./app.ts";
import { linkIn, readMails } from "./mail.ts";
import { filledForm, openPage, sendForm } from "./page.ts";
import { firstName, type Person } from "./person.ts";
import type { StoryContext } from "./script.ts";

export interface SalesContact {
  outcome: "reached" | "attempted";
  channel: "call" | "email" | "messenger";
  note: string;
}

export interface Plan {
  what: string;
  in: string;
}

type Reason = NonNullable<Lead["reason"]>;

const buttons = { reached: "We have spoken", attempted: "Tried, not reached" } as const;
const ways = { call: "calls", email: "writes to", messenger: "sends a message to" } as const;

/** The owner says, by the link in the newest mail, what they have done. @throws Error without lead, owner, mail or link */
export async function answers(
  stage: StoryContext,
  person: Person,
  { outcome, channel, note }: SalesContact,
): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  const mail = (await readMails(stage.app.doors, owner.email)).findLast(({ leadId }) => leadId === lead.id);
  if (!mail) throw new Error(`${owner.name} has no mail about ${person.name}`);
  const button = buttons[outcome];
  const said = `opens the link in "${short(mail.subject)}" and says: ${button.toLowerCase()} (${note})`;
  await stage.tell(owner.name, said);
  const page = await openPage(linkIn(mail, "I have contacted this lead"));
  const { action, fields } = filledForm(page, button, { channel, note });
  await sendForm(action, fields);
}

/** The owner's CRM records a contact; with a plan, the next action too, so that nobody needs to be reminded. */
export async function contacts(stage: StoryContext, person: Person, contact: SalesContact, plan?: Plan): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  const missed = contact.outcome === "attempted" ? ", in vain" : "";
  await stage.tell(owner.name, `${ways[contact.channel]} ${firstName(person.name)}${missed} (${contact.note})`);
  await stage.app.api("POST /api/leads/{id}/responses", { id: lead.id, body: contact });
  if (plan) await plans(stage, person, plan);
}

/** The owner sets what comes next. */
export async function plans({ app, tell, colleagues }: StoryContext, person: Person, plan: Plan): Promise<void> {
  const { lead, owner } = await responsible({ app, colleagues }, person);
  const dueAt = await inTime(app, plan.in);
  await tell(owner.name, `plans ahead for ${firstName(person.name)}: ${plan.what}, ${dueAt.slice(0, 10)}`);
  await app.api("POST /api/leads/{id}/next-action", { id: lead.id, body: { what: plan.what, dueAt } });
}

/** The owner moves a lead to another stage, and says why. */
export async function moves(
  stage: StoryContext,
  person: Person,
  to: Lead["stage"],
  why: Plan | { reason: Reason },
): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  const planned = "reason" in why ? why : { nextAction: { what: why.what, dueAt: await inTime(stage.app, why.in) } };
  await stage.tell(owner.name, `moves ${firstName(person.name)} to ${to}: ${"reason" in why ? why.reason : why.what}`);
  await stage.app.api("POST /api/leads/{id}/stage", { id: lead.id, body: { to, ...planned } });
}

/** The owner records that they said no. */
export async function declines(stage: StoryContext, person: Person, reason: Reason, words: string): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  await stage.tell(owner.name, `hears a no from ${firstName(person.name)} (${words})`);
  await stage.app.api("POST /api/leads/{id}/decline", { id: lead.id, body: { reason } });
}

/** The owner has won a customer; `cadence` names what they get after the sale. */
export async function converts(
  stage: StoryContext,
  person: Person,
  words: string,
  cadence?: "after-sale",
): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  await stage.tell(owner.name, `has won ${firstName(person.name)}: ${words}`);
  await stage.app.api("POST /api/leads/{id}/convert", {
    id: lead.id,
    body: { customer: { order: words }, cadence },
  });
}

/** The owner notes something that happened, such as `no-show`. */
export async function notes(stage: StoryContext, person: Person, type: string, note: string): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  await stage.tell(owner.name, note);
  await stage.app.api("POST /api/leads/{id}/activities", { id: lead.id, body: { type, note } });
}

/** The owner does the oldest task there is for a lead. @throws Error when there is none */
export async function doesTask(stage: StoryContext, person: Person, note: string): Promise<void> {
  const { lead, owner } = await responsible(stage, person);
  const task = (await stage.app.tasks(owner.id)).find(({ leadId }) => leadId === lead.id);
  if (!task) throw new Error(`${owner.name} has no task for ${person.name}`);
  await stage.tell(owner.name, `does the task "${task.what}" (${note})`);
  await stage.app.api("POST /api/tasks/{id}/done", { id: task.id, body: { note } });
}

const short = (subject: string): string => (subject.length > 48 ? `${subject.slice(0, 47).trimEnd()}…` : subject);

const inTime = async (app: App, time: string): Promise<string> =>
  new Date((await app.now()) + Duration.fromISO(time).toMillis()).toISOString();

async function responsible(
  { app, colleagues }: Pick<StoryContext, "app" | "colleagues">,
  { name, email, phone }: Person,
): Promise<{ lead: Lead; owner: Colleague }> {
  const lead = await (email ? app.leadBy("email", email) : app.leadBy("phone", phone ?? ""));
  const owner = colleagues.find(({ id }) => id === lead?.owner);
  if (lead && owner) return { lead, owner };
  throw new Error(`${name} is ${lead ? "nobody's lead" : "no lead"}`);
}
