interface Stoppable {
  stop(): unknown;
}

/** What has been started, to be stopped in reverse order. */
export class Stops {
  readonly #started: Stoppable[] = [];
  #stopping: Promise<void> | undefined;

  /** What comes only after the stop is stopped at once. */
  add<T extends Stoppable>(started: T): T {
    if (this.#stopping) void started.stop();
    else this.#started.push(started);
    return started;
  }

  /** Stops everything, the last started first, once. @throws AggregateError when something did not stop; all the rest has */
  run(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const started of this.#started.toReversed()) {
      try {
        await started.stop();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, "Not everything could be stopped");
  }
}
