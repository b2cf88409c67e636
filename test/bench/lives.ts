import { clockOf, timePasses } from "../when.ts";
import type { Doing, Person } from "./crowd.ts";
import { type App, arrive, live, type Visitor } from "./visitor.ts";

const atOnce = 8;

/** Something that is going to happen to a visitor at an instant (ms). */
interface Due {
  at: number;
  visitor: Visitor;
  doing: Doing;
}

/** Does something for each, a few at a time. */
async function forEach<T>(items: T[], act: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The lives of a crowd: who is to come, who has come, and what is going to happen to them. */
export class Lives {
  readonly visitors: Visitor[] = [];
  readonly #office: App;
  readonly #start: number;
  #coming: Person[];
  #dues: Due[] = [];

  /** @param start instant (ms) at which the first of them may come */
  constructor(app: App, people: Person[], start: number) {
    this.#office = app;
    this.#start = start;
    this.#coming = people;
  }

  /** Ids of all inquiries that the doors have accepted. */
  get inquiries(): string[] {
    return this.visitors.flatMap(({ inquiries }) => inquiries);
  }

  /**
   * Lets a span of time (ms) pass: who arrives in it comes at its beginning and is answered three minutes later; then what
   * is due in it happens; then the clock moves on.
   */
  async pass(span: number): Promise<void> {
    const until = (await clockOf(this.#office)) + span;
    const arrived = await this.#welcome(until - this.#start);
    if (arrived.length > 0) {
      await timePasses(this.#office, "PT3M");
      await forEach(arrived, (visitor) => this.#answer(visitor));
    }
    const { due = [], later = [] } = Object.groupBy(this.#dues, ({ at }) => (at <= until ? "due" : "later"));
    this.#dues = later;
    await forEach(
      due.toSorted((a, b) => a.at - b.at),
      ({ visitor, doing }) => live(this.#office, visitor, doing),
    );
    await timePasses(this.#office, `PT${Math.max(0, Math.round((until - (await clockOf(this.#office))) / 1000))}S`);
  }

  /** Lets go of those of whom it is true; nothing more happens to anybody by itself. */
  async letGo(isTrue: (person: Person) => boolean): Promise<void> {
    this.#dues = [];
    const leaving = this.visitors.filter(({ person }) => isTrue(person));
    await forEach(leaving, (visitor) =>
      live(this.#office, visitor, { what: "moves", to: "archived", reason: "out-of-area" }),
    );
  }

  async #welcome(until: number): Promise<Visitor[]> {
    const { here = [], later = [] } = Object.groupBy(this.#coming, ({ arrives }) =>
      arrives <= until ? "here" : "later",
    );
    this.#coming = later;
    const arrived: Visitor[] = [];
    await forEach(here, async (person) => {
      arrived.push(await arrive(this.#office, person));
    });
    this.#dues.push(...arrived.flatMap((visitor) => this.#duesOf(visitor)));
    this.visitors.push(...arrived);
    return arrived;
  }

  #duesOf(visitor: Visitor): Due[] {
    const { arrives, plans } = visitor.person;
    return plans.map(({ after, doing }) => ({ at: this.#start + arrives + after, visitor, doing }));
  }

  async #answer(visitor: Visitor): Promise<void> {
    const { answered } = visitor.person;
    if (answered) await live(this.#office, visitor, { what: "answers", outcome: answered });
  }
}
