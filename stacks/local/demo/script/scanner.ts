import { isDeepStrictEqual } from "node:util";
import type { App, Lead } from "./app.ts";
import type { Evidence } from "./evidence.ts";
import { type InboxMail, readMails, recipientsOf } from "./mail.ts";
import type { Checks } from "./script.ts";

/** What no scanner may change about a lead. */
const standing = ({ id, stage, sla, suppressed, owner, cycle }: Lead) => ({ id, stage, sla, suppressed, owner, cycle });

/** Scanners are done before anybody could have read the mail. */
const scannedWithin = 60_000;

/** A mail scanner as companies have: opens every link of a mail once, within seconds of its delivery. */
export class Scanner {
  readonly #office: App;
  readonly #scanned = new Set<string>();
  opened = 0;
  /** Links opened of those that tell us when they are followed. */
  tracked = 0;
  /** Pages that did not open, and leads that changed when one was opened. */
  readonly harm: string[] = [];

  constructor(app: App) {
    this.#office = app;
  }

  get mails(): number {
    return this.#scanned.size;
  }

  /** Opens the links of the mails that came within the last minute. */
  async scan(): Promise<void> {
    const now = await this.#office.now();
    const mails = (await readMails(this.#office.doors)).filter((mail) => this.#isFresh(mail, now));
    if (mails.length === 0) return;
    const before = await this.#leads();
    await Promise.all(mails.flatMap(recipientsOf).map((address) => this.#open(address)));
    await this.#office.quiet();
    const after = await this.#leads();
    const changed = after.filter((lead, place) => !isDeepStrictEqual(lead, before[place]));
    this.harm.push(...changed.map(({ id }) => `opening its links changed ${id}`));
    for (const { id } of mails) this.#scanned.add(id);
  }

  /** What must be seen afterwards: each visit of a tracked link is kept, flagged, and no sign of interest. */
  checks(evidence: Evidence, peopleFollowed: number): Checks {
    const clicks = evidence.leads
      .flatMap((lead) => evidence.timeline(lead))
      .filter(({ type }) => type === "mail.clicked");
    const automated = clicks.filter(({ data }) => data.automated === true);
    return {
      "it opened links": this.opened > this.mails && this.tracked > 0,
      "each tracked link it opened is known as a scanner's": automated.length === this.tracked,
      "only people count as people": clicks.length - automated.length === peopleFollowed,
    };
  }

  #isFresh({ id, at }: InboxMail, now: number): boolean {
    return !this.#scanned.has(id) && now - Date.parse(at) < scannedWithin;
  }

  #leads = async () => (await this.#office.leads()).map(standing);

  async #open(address: string): Promise<void> {
    if (!address.startsWith(`${this.#office.doors.url}/`)) return;
    const response = await fetch(address, { redirect: "manual" });
    await response.arrayBuffer();
    this.opened++;
    if (new URL(address).pathname.startsWith("/t/")) this.tracked++;
    if (response.status >= 400) this.harm.push(`${address} answered ${response.status}`);
  }
}
