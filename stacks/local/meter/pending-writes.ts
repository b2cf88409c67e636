/** A write that DynamoDB took, by whom, and how many times its units are billed. */
export interface Taken {
  caller: string;
  factor: number;
}

interface Pending {
  underWay: number;
  taken: Taken[];
  /** Units of changes that the stream told before DynamoDB's answer came. */
  early: number[];
}

/** Brings each answered write together with its change in the stream, whichever is heard first; both keep an item's order. */
export class PendingWrites {
  readonly #items = new Map<string, Pending>();

  asked(item: string): void {
    this.#of(item).underWay++;
  }

  /** DynamoDB took the write. Answers the units of its change, if that was heard of already. */
  taken(item: string, write: Taken): number | undefined {
    const pending = this.#of(item);
    const units = pending.early.shift();
    if (units === undefined) pending.taken.push(write);
    return units;
  }

  /** A request has ended, well or badly: a change that is left when none is under way was nobody's here. */
  ended(item: string): void {
    const pending = this.#of(item);
    pending.underWay--;
    if (pending.underWay === 0) pending.early = [];
    this.#tidy(item, pending);
  }

  /** A change came by. Answers whose it is, if that is known already. */
  changed(item: string, units: number): Taken | undefined {
    const pending = this.#of(item);
    const write = pending.taken.shift();
    if (!write && pending.underWay > 0) pending.early.push(units);
    this.#tidy(item, pending);
    return write;
  }

  /** What was taken and has not come by in the stream. */
  get unseen(): [string, Taken][] {
    return [...this.#items].flatMap(([item, { taken }]) => taken.map((write): [string, Taken] => [item, write]));
  }

  #of(item: string): Pending {
    const known = this.#items.get(item) ?? { underWay: 0, taken: [], early: [] };
    this.#items.set(item, known);
    return known;
  }

  #tidy(item: string, { underWay, taken, early }: Pending): void {
    if (underWay + taken.length + early.length === 0) this.#items.delete(item);
  }
}
