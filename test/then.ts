import * as z from "zod";
import type { Runtime } from "../stacks/local/runtime.ts";
import { asks } from "./when.ts";

type App = Pick<Runtime, "url" | "token">;

/** A mail as `/local/mails` tells of it. */
export const Mail = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  purpose: z.string(),
  leadId: z.string(),
  touch: z.string(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  text: z.string(),
  html: z.string(),
});
export type Mail = z.infer<typeof Mail>;

const Lead = z.looseObject({
  id: z.string(),
  stage: z.string(),
  name: z.string(),
  owner: z.string().optional(),
  epoch: z.number(),
  score: z.object({ total: z.number() }),
  suppressed: z.looseObject({ marketing: z.boolean().optional() }),
  nextAction: z.object({ what: z.string(), dueAt: z.string() }).optional(),
  sla: z.looseObject({ dueAt: z.string(), level: z.number(), respondedAt: z.string().optional() }).optional(),
});
export type LeadSeen = z.infer<typeof Lead>;

const Entry = z.object({
  id: z.string(),
  at: z.string(),
  type: z.string(),
  by: z.object({ kind: z.string(), id: z.string().optional() }),
  data: z.record(z.string(), z.unknown()),
});
export type Entry = z.infer<typeof Entry>;

const items = async <T>(response: Response, item: z.ZodType<T>): Promise<T[]> =>
  z.object({ items: z.array(item) }).parse(await response.json()).items;

/** The mails to an address, oldest first. */
export const mailsTo = async ({ url }: App, address: string): Promise<Mail[]> =>
  items(await fetch(`${url}/local/mails?to=${encodeURIComponent(address)}`), Mail);

/** The mails about a lead, oldest first. */
export const mailsAbout = async ({ url }: App, lead: string): Promise<Mail[]> =>
  (await items(await fetch(`${url}/local/mails`), Mail)).filter(({ leadId }) => leadId === lead);

/** The leads known by an address. */
export async function leadsOf(app: App, email: string): Promise<LeadSeen[]> {
  const { json } = await asks(app, `/api/leads?email=${encodeURIComponent(email)}`);
  return z.object({ items: z.array(Lead) }).parse(json).items;
}

/** The one lead known by an address. */
export async function leadOf(app: App, email: string): Promise<LeadSeen> {
  const [lead, ...more] = await leadsOf(app, email);
  if (!lead || more.length > 0)
    throw new Error(`There are ${lead ? more.length + 1 : 0} leads of that address, not one`);
  return lead;
}

/** A lead's whole timeline, page by page. */
export async function timelineOf(app: App, lead: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const { json } = await asks(app, `/api/leads/${lead}/timeline?limit=7${cursor && `&cursor=${cursor}`}`);
    const page = z.object({ items: z.array(Entry), cursor: z.string().optional() }).parse(json);
    entries.push(...page.items);
    cursor = page.cursor;
  }
  return entries;
}

const Execution = z.object({
  name: z.string(),
  status: z.string(),
  state: z.string().optional(),
  transitions: z.number(),
});

/** The executions that have been a lead's clock. */
export const executionsOf = async ({ url }: App, lead: string) =>
  items(await fetch(`${url}/local/executions?prefix=${lead}`), Execution);

/** The links in a mail's HTML part. */
export const linksIn = ({ html }: Mail): string[] =>
  [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"));

/** The link in a mail that leads to a page of ours, such as `r` or `u`; the first one. */
export function linkTo(mail: Mail | undefined, page: "r" | "u" | "c"): string {
  const link = mail && linksIn(mail).find((one) => new URL(one).pathname.startsWith(`/${page}/`));
  if (!link) throw new Error(`There is no /${page}/ link in the mail`);
  return link;
}
