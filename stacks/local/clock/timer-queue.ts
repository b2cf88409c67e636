export interface QueuedTimer {
  readonly at: number;
  readonly order: number;
  readonly act: () => unknown;
}

/** Timers by instant, those of one instant in the order they were made. A binary heap; removal is lazy. */
export class TimerQueue {
  readonly #heap: QueuedTimer[] = [];
  readonly #live = new Set<QueuedTimer>();
  #made = 0;

  add(at: number, act: () => unknown): QueuedTimer {
    const entry = { at, order: this.#made++, act };
    this.#live.add(entry);
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return entry;
  }

  remove(entry: QueuedTimer): void {
    this.#live.delete(entry);
  }

  clear(): void {
    this.#heap.length = 0;
    this.#live.clear();
  }

  get first(): QueuedTimer | undefined {
    for (let top = this.#heap[0]; top; top = this.#heap[0]) {
      if (this.#live.has(top)) return top;
      this.#dropTop();
    }
    return undefined;
  }

  #dropTop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(index: number): void {
    for (let child = index; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfEarlier(child, parent)) return;
      child = parent;
    }
  }

  #sink(index: number): void {
    for (let parent = index; ; ) {
      const left = parent * 2 + 1;
      const child = this.#earlier(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfEarlier(child, parent)) return;
      parent = child;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    const [a, b] = [this.#heap[child], this.#heap[parent]];
    if (!a || !b || !this.#earlier(child, parent)) return false;
    this.#heap[parent] = a;
    this.#heap[child] = b;
    return true;
  }

  #earlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }
}
