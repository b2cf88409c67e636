import { type FileHandle, mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock, Timer } from "../clock/clock.ts";
import { Faults } from "../fault/faults.ts";
import type { SentMail } from "./mailbox.ts";
import { outcomesOf, type SesEvent, type SesOutcome, type SesSending, sesEvent } from "./ses-event.ts";

export interface AnnouncerOptions {
  clock: Clock;
  /** Hands an event to the bus; false when somebody has not taken it yet. */
  publish(event: SesEvent): Promise<boolean>;
  /** Which events are told is remembered here; nothing is kept without it. */
  file?: string;
  faults?: Faults;
}

/** Faulty events are late, or come again, by at most so many ms. */
const longestDelayMs = 30 * 60_000;

/** Tells the event bus what became of each mail, at least once: what one process did not come to tell, the next one does. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #faults: Faults;
  /** What earlier processes have told. */
  readonly #told: ReadonlySet<string>;
  readonly #log: FileHandle | undefined;
  readonly #timers = new Set<Timer>();

  static async open(options: AnnouncerOptions): Promise<Announcer> {
    const { file } = options;
    if (!file) return new Announcer(options, new Set(), undefined);
    await mkdir(dirname(file), { recursive: true });
    const log = await open(file, "a+");
    const lines = (await readFile(file, "utf8")).split("\n");
    return new Announcer(options, new Set(lines), log);
  }

  private constructor(options: AnnouncerOptions, told: ReadonlySet<string>, log: FileHandle | undefined) {
    this.#options = options;
    this.#faults = options.faults ?? new Faults();
    this.#told = told;
    this.#log = log;
  }

  /** Whether earlier processes have left something to tell of a mail. */
  owes({ id }: SentMail): boolean {
    return !this.#told.has(`${id} over`);
  }

  /** Tells each outcome when it is due; those that are overdue, at once. */
  announce(sending: SesSending, isWanted: (eventType: string) => boolean): void {
    const { id } = sending.mail;
    const open = outcomesOf(sending)
      .map((outcome, place) => ({ outcome, mark: `${id} ${place}` }))
      .filter(({ outcome, mark }) => isWanted(outcome.eventType) && !this.#told.has(mark));
    let left = open.length;
    for (const { outcome, mark } of open) {
      this.#tell(sending, outcome, async () => {
        left--;
        await this.#remember(mark, ...(left === 0 ? [`${id} over`] : []));
      });
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) timer.cancel();
    await this.#log?.close();
  }

  #tell(sending: SesSending, outcome: SesOutcome, told: () => Promise<void>): void {
    const { clock } = this.#options;
    const { eventType } = outcome;
    const due = Date.parse(sending.mail.at) + outcome.after;
    const event = sesEvent(sending, outcome);
    const late = this.#faults.strikes("event-late", eventType) ? this.#delay(eventType) : 0;
    if (eventType === "Send" && this.#faults.strikes("send-event-lost", eventType)) {
      this.#at(due, told);
      return;
    }
    this.#at(due + late, async () => {
      if (await this.#options.publish(event)) await told();
    });
    if (!this.#faults.strikes("event-twice", eventType)) return;
    this.#at(clock.now() + this.#delay(eventType), () => this.#options.publish(event));
  }

  #at(instant: number, act: () => Promise<unknown>): void {
    const timer = this.#options.clock.at(instant, () => {
      this.#timers.delete(timer);
      return act();
    });
    this.#timers.add(timer);
  }

  #delay(eventType: string): number {
    return this.#faults.delay(`event ${eventType}`, longestDelayMs);
  }

  async #remember(...marks: string[]): Promise<void> {
    await this.#log?.appendFile(marks.map((mark) => `${mark}\n`).join(""));
  }
}
