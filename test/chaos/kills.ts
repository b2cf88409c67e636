import type { Dice } from "../../stacks/local/fault/chance.ts";

/** When something is killed. */
export interface Kills {
  /** One of each so many requests has a kill in its middle. */
  oneIn: number;
  /** Only requests like this count, such as `POST /local/clock`. */
  during?: string;
}

/** In the middle of which requests something is killed: as many of so many requests, whatever the dice. */
export class KillPlan {
  readonly #kills: Kills | undefined;
  readonly #dice: Dice;
  #owed = 0;

  /** Without `kills` nothing is. */
  constructor(kills: Kills | undefined, dice: Dice) {
    this.#kills = kills;
    this.#dice = dice;
  }

  /** Whether only some requests count: a kill that came too late for one then waits for the next. */
  get isPicky(): boolean {
    return this.#kills?.during !== undefined;
  }

  /** A request has come; `kind` is its method and path. True if something is to be killed in its middle. */
  strikes(kind: string, isFree: boolean): boolean {
    if (!this.#kills || (this.#kills.during && kind !== this.#kills.during)) return false;
    if (this.#dice.draw("kill", this.#kills.oneIn)) this.#owed++;
    if (this.#owed === 0 || !isFree) return false;
    this.#owed--;
    return true;
  }

  /** What was to be killed was not: the next request that counts is its turn. */
  putOff(): void {
    this.#owed++;
  }
}
