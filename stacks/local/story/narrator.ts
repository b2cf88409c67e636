import { line, type News } from "./line.ts";
import type { Colleague, Entry, Lead, Office } from "./office.ts";
import { type Step, sentence } from "./sentence.ts";

/** Prints one line. */
export type Say = (line: string) => void;

/** Tells what people do, and follows every lead's timeline to tell what is new on it. */
export class Narrator {
  readonly #office: Office;
  readonly #colleagues: Colleague[];
  readonly #say: Say;
  readonly #told = new Map<string, Entry[]>();
  #last = Number.NaN;

  constructor(office: Office, colleagues: Colleague[], say: Say) {
    this.#office = office;
    this.#colleagues = colleagues;
    this.#say = say;
  }

  /** Tells what somebody does. */
  tell(news: News): void {
    this.#say(line(news, news.at === this.#last));
    this.#last = news.at;
  }

  /** Tells what the system has written down since the last time, in order of time. */
  async catchUp(): Promise<void> {
    const leads = await this.#office.leads();
    const steps = await Promise.all(leads.map((lead) => this.#newSteps(lead)));
    for (const step of steps.flat().sort((a, b) => a.at - b.at)) {
      const said = sentence(step, this.#colleagues);
      if (said) this.tell({ at: step.at, who: step.lead.name, ...said });
    }
  }

  async #newSteps(lead: Lead): Promise<Step[]> {
    const all = await this.#office.timeline(lead.id);
    const before = this.#told.get(lead.id) ?? [];
    const known = new Set(before.map(({ id }) => id));
    this.#told.set(lead.id, all);
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
