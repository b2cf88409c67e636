/** Work nobody has begun yet although it is certain to come, such as a stream record not yet read. */
export interface Upcoming {
  pending(): boolean;
  /** Resolves when all that was pending has begun. */
  begun(): Promise<void>;
}

/** Counts what is being worked on, and knows when there is nothing left. */
export class WorkInFlight {
  readonly #upcoming: Upcoming[] = [];
  #running = 0;
  #begun = 0;
  #calm: (() => void)[] = [];

  get isNone(): boolean {
    return this.#running === 0;
  }

  /** Whether some source knows of work that has not begun. */
  get isComing(): boolean {
    return this.#upcoming.some((it) => it.pending());
  }

  /** Makes quiet include work that this source knows of before it has begun. */
  expect(upcoming: Upcoming): void {
    this.#upcoming.push(upcoming);
  }

  /** Counts one piece of work until the answer is called; further calls of it change nothing. */
  begin(): () => void {
    this.#running++;
    this.#begun++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      if (--this.#running === 0) for (const wake of this.#calm.splice(0)) wake();
    };
  }

  /** Resolves when nothing is in flight at the moment. */
  async drained(): Promise<void> {
    do {
      if (this.#running > 0) await new Promise<void>((resolve) => this.#calm.push(resolve));
      // What a settled promise wakes begins its own work within this turn.
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#running > 0);
  }

  /** Resolves when nothing is in flight and nothing is sure to come. */
  async quiet(): Promise<void> {
    for (;;) {
      await this.drained();
      const begun = this.#begun;
      await Promise.all(this.#upcoming.filter((it) => it.pending()).map((it) => it.begun()));
      if (this.#running === 0 && this.#begun === begun) return;
    }
  }
}
