/** Invocations of one function under way at once. An account's default is 1,000 (Lambda quotas); one machine is full sooner. */
export const concurrencyLimit = 100;

/** Counts the invocations that somebody waits for, so that too many waiting at once are refused and not made to wait. */
export class Concurrency {
  readonly #underWay = new Map<string, number>();

  admit<T>(functionArn: string, invoke: () => Promise<T>): Promise<T> | undefined {
    if (this.#of(functionArn) >= concurrencyLimit) return undefined;
    this.#count(functionArn, 1);
    return invoke().finally(() => this.#count(functionArn, -1));
  }

  #of(functionArn: string): number {
    return this.#underWay.get(functionArn) ?? 0;
  }

  #count(functionArn: string, change: 1 | -1): void {
    this.#underWay.set(functionArn, this.#of(functionArn) + change);
  }
}
