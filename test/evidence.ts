import * as z from "zod";
import type { Runtime } from "../stacks/local/runtime.ts";
import { asks } from "./when.ts";

export type Office = Pick<Runtime, "url" | "token">;

const Lead = z.object({
  id: z.string(),
  stage: z.string(),
  owner: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  consent: z.object({ basis: z.string(), at: z.string() }),
  suppressed: z.object({ mail: z.boolean().optional(), marketing: z.boolean().optional() }),
  nextAction: z.object({ what: z.string(), dueAt: z.string() }).optional(),
  cadence: z.object({ name: z.string() }).optional(),
  dueAt: z.string().optional(),
  epoch: z.number(),
  cycle: z.number(),
});
export type LeadSeen = z.infer<typeof Lead>;

const Entry = z.object({ id: z.string(), at: z.string(), type: z.string(), data: z.record(z.string(), z.unknown()) });
export type Entry = z.infer<typeof Entry>;

const Mail = z.object({
  id: z.string(),
  at: z.string(),
  to: z.array(z.string()),
  purpose: z.string(),
  leadId: z.string(),
  touch: z.string(),
});
export type Mail = z.infer<typeof Mail>;

const Execution = z.object({ name: z.string(), status: z.string(), stoppedAt: z.string().optional() });
export type Execution = z.infer<typeof Execution>;

/** A lead with everything that is known of it. */
export interface Case {
  lead: LeadSeen;
  timeline: Entry[];
  mails: Mail[];
  executions: Execution[];
}

/** All that an outsider can see of an office at one moment. */
export interface Evidence {
  now: string;
  cases: Case[];
  /** Which sources ask for consent to marketing. */
  consenting: ReadonlySet<string>;
}

/** Every page of a list of the private API. @throws Error with the answer when it refuses */
async function everyPage<T>(office: Office, path: string, item: z.ZodType<T>): Promise<T[]> {
  const Page = z.object({ items: z.array(item), cursor: z.string().optional() });
  const found: T[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const { status, json, text } = await asks(office, `${path}?limit=100${cursor && `&cursor=${cursor}`}`);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${text}`);
    const page = Page.parse(json);
    found.push(...page.items);
    cursor = page.cursor;
  }
  return found;
}

const local = async <T>({ url }: Office, path: string, shape: z.ZodType<T>): Promise<T> =>
  shape.parse(await (await fetch(url + path)).json());

/** All leads, newest first. */
export const allLeads = (office: Office): Promise<LeadSeen[]> => everyPage(office, "/api/leads", Lead);

const Sources = z.object({ items: z.array(z.object({ id: z.string(), consent: z.object({ by: z.string() }) })) });

async function consentingSources(office: Office): Promise<Set<string>> {
  const { items } = Sources.parse((await asks(office, "/api/sources")).json);
  return new Set(items.filter(({ consent }) => consent.by !== "none").map(({ id }) => id));
}

const timelinesAtOnce = 8;

/** Timelines in the order of the leads, a few read at a time. */
async function timelines(office: Office, leads: LeadSeen[]): Promise<Entry[][]> {
  const read: Entry[][] = [];
  for (let from = 0; from < leads.length; from += timelinesAtOnce) {
    const some = leads.slice(from, from + timelinesAtOnce);
    read.push(...(await Promise.all(some.map(({ id }) => everyPage(office, `/api/leads/${id}/timeline`, Entry)))));
  }
  return read;
}

/** Reads everything there is to see. The clock must stand still meanwhile. */
export async function gather(office: Office): Promise<Evidence> {
  const [{ now }, { items: mails }, { items: executions }, consenting, leads] = await Promise.all([
    local(office, "/local/clock", z.object({ now: z.string() })),
    local(office, "/local/mails", z.object({ items: z.array(Mail) })),
    local(office, "/local/executions", z.object({ items: z.array(Execution) })),
    consentingSources(office),
    allLeads(office),
  ]);
  const read = await timelines(office, leads);
  const mailsOf = Map.groupBy(mails, ({ leadId }) => leadId);
  const executionsOf = Map.groupBy(executions, ({ name }) => name.slice(0, name.lastIndexOf("-")));
  const cases = leads.map((lead, place) => ({
    lead,
    timeline: read[place] ?? [],
    mails: mailsOf.get(lead.id) ?? [],
    executions: executionsOf.get(lead.id) ?? [],
  }));
  return { now, cases, consenting };
}
