import type { FunctionDefinition } from "./function-definition.ts";
import type { FunctionWorker } from "./function-worker.ts";

/** Execution environments that a runtime has left to the next one in its process. */
export class WarmEnvironments {
  readonly #remembers: (logicalId: string) => boolean;
  readonly #left = new Map<string, FunctionWorker[]>();

  /** @param remembers whether functions of this logical id remember what they have read of the table: they are not left to another */
  constructor(remembers: (logicalId: string) => boolean) {
    this.#remembers = remembers;
  }

  /** One of a function that is the same in all, its environment's variables included. */
  take(definition: FunctionDefinition): FunctionWorker | undefined {
    const left = this.#left.get(keyOf(definition)) ?? [];
    while (left.length > 0) {
      const worker = left.pop();
      if (worker?.alive) return worker;
    }
    return undefined;
  }

  /** Leaves one that has nothing to do to who comes next; false when it cannot be. */
  leave(definition: FunctionDefinition, worker: FunctionWorker): boolean {
    if (!worker.alive || this.#remembers(definition.logicalId)) return false;
    const key = keyOf(definition);
    this.#left.set(key, [...(this.#left.get(key) ?? []), worker]);
    return true;
  }
}

const keyOf = (definition: FunctionDefinition): string => JSON.stringify(definition);
