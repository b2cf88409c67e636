/** FNV-1a over the text, then mixed (murmur3's finalizer), so that neighbouring texts give unrelated numbers. */
function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (const character of text) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A seed for each of several lives, or parts, of what has one: those of neighbouring seeds have nothing in common. */
export const seedOf = (seed: number, part: string | number): number => hash(`seed ${seed} of ${part}`);

/** Dice that depend on seed, matter and count only: a run is the same again if it asks in the same order. */
export class Dice {
  readonly #seed: number;
  readonly #throws = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A number in [0, 1): the next one for this matter. */
  throw(matter: string): number {
    const before = this.#throws.get(matter) ?? 0;
    this.#throws.set(matter, before + 1);
    return hash(`${this.#seed} ${matter} ${before}`) / 2 ** 32;
  }

  /** A lot: of each `among` that are drawn for this matter exactly one wins, wherever it falls. */
  draw(matter: string, among: number): boolean {
    const before = this.#throws.get(matter) ?? 0;
    this.#throws.set(matter, before + 1);
    const winner = Math.floor((hash(`${this.#seed} ${matter} ${Math.floor(before / among)}`) / 2 ** 32) * among);
    return before % among === winner;
  }
}
