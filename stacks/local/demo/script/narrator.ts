import type { App, Colleague, Entry, Lead } from "./app.ts";
import { interval, type News, printLine } from "./line.ts";
import { type Step, sentence } from "./sentence.ts";

export type Narrate = (line: string) => void;

/** Changes with the lead; the instant alone does not tell two changes within it apart. */
const revisionOf = ({ updatedAt, epoch }: Lead): string => `${updatedAt} ${epoch}`;

/** Tells what people do, and follows every lead's timeline to tell what is new on it. */
export class Narrator {
  readonly #office: App;
  readonly #colleagues: Colleague[];
  readonly #say: Narrate;
  readonly #told = new Map<string, { asOf: string; entries: Entry[] }>();
  #last = Number.NaN;

  constructor(app: App, colleagues: Colleague[], say: Narrate) {
    this.#office = app;
    this.#colleagues = colleagues;
    this.#say = say;
  }

  /** Tells what somebody does; days in which nothing was to be told are one line. */
  tell(news: News): void {
    const between = interval(this.#last, news.at);
    if (between) this.#say(between);
    this.#say(printLine(news, news.at === this.#last));
    this.#last = news.at;
  }

  /** Tells what the system has written down since the last time; answers whether there were mails among it. */
  async catchUp(): Promise<boolean> {
    const leads = (await this.#office.leads()).filter((lead) => this.#told.get(lead.id)?.asOf !== revisionOf(lead));
    const steps = (await Promise.all(leads.map((lead) => this.#newSteps(lead)))).flat();
    for (const step of steps.sort((a, b) => a.at - b.at)) this.#tellStep(step);
    return steps.some(({ entries }) => entries.some(({ type }) => type === "mail.sent"));
  }

  #tellStep(step: Step): void {
    const said = sentence(step, this.#colleagues);
    if (said) this.tell({ at: step.at, who: step.lead.name, ...said });
  }

  async #newSteps(lead: Lead): Promise<Step[]> {
    const all = await this.#office.timeline(lead.id);
    const known = new Set(this.#told.get(lead.id)?.entries.map(({ id }) => id));
    this.#told.set(lead.id, { asOf: revisionOf(lead), entries: all });
    const fresh = Map.groupBy(
      all.filter(({ id }) => !known.has(id)),
      ({ at }) => at,
    );
    return [...fresh].map(([at, entries]) => ({
      lead,
      at: Date.parse(at),
      entries,
      before: all.slice(
        0,
        all.findIndex(({ id }) => id === entries[0]?.id),
      ),
    }));
  }
}
