import type { App, Colleague, Entry, Lead } from "./app.ts";
import { type InboxMail, readMails } from "./mail.ts";
import type { Person } from "./person.ts";
import { isOfKind, type MailKind } from "./touch.ts";

export interface Trace {
  /** One, if all went well. */
  leads: Lead[];
  timeline: Entry[];
  mails: InboxMail[];
  facts(type: string): Entry[];
  mailsOf(kind: MailKind): InboxMail[];
  /** Every stage it was in, in order: `new working`. */
  stages: string;
  /** The only fact of a type and when it was, in minutes after the person's first inquiry. */
  minuteOf(type: string): number | undefined;
}

interface Findings {
  colleagues: Colleague[];
  leads: Lead[];
  mails: InboxMail[];
  timelines: Map<string, Entry[]>;
}

/** The findings, to be asked about one person or all. */
export class Evidence {
  readonly colleagues: Colleague[];
  readonly leads: Lead[];
  readonly mails: InboxMail[];
  readonly #timelines: Map<string, Entry[]>;

  constructor({ colleagues, leads, mails, timelines }: Findings) {
    this.colleagues = colleagues;
    this.leads = leads;
    this.mails = mails;
    this.#timelines = timelines;
  }

  /** Reads them through the private API and the inbox. */
  static async gather(app: App): Promise<Evidence> {
    const [colleagues, leads, mails] = await Promise.all([app.colleagues(), app.leads(), readMails(app.doors)]);
    const timelines = await Promise.all(leads.map(async ({ id }) => [id, await app.timeline(id)] as const));
    return new Evidence({ colleagues, leads, mails, timelines: new Map(timelines) });
  }

  timeline(lead: Lead): Entry[] {
    return this.#timelines.get(lead.id) ?? [];
  }

  /** What is found of a person, by address or name. */
  of({ email, name }: Person): Trace {
    const leads = this.leads.filter((lead) => lead.name === name || (email && lead.email?.toLowerCase() === email));
    const ids = new Set(leads.map(({ id }) => id));
    const timeline = leads.flatMap((lead) => this.timeline(lead));
    const mails = this.mails.filter(({ leadId }) => ids.has(leadId));
    return trace(leads, timeline, mails);
  }
}

function trace(leads: Lead[], timeline: Entry[], mails: InboxMail[]): Trace {
  const facts = (type: string) => timeline.filter((entry) => entry.type === type);
  return {
    leads,
    timeline,
    mails,
    facts,
    stages: facts("stage.entered")
      .map(({ data }) => data.to)
      .join(" "),
    mailsOf: (kind) => mails.filter(({ touch }) => isOfKind(touch, kind)),
    minuteOf: (type) => {
      const [[begin], [fact, another]] = [facts("inquiry.received"), facts(type)];
      return begin && fact && !another ? (Date.parse(fact.at) - Date.parse(begin.at)) / 60_000 : undefined;
    },
  };
}
