import { isDeepStrictEqual } from "node:util";
import { addressesIn, readMails } from "./mail.ts";
import type { Lead, Office } from "./office.ts";

/** What no scanner may change about a lead. */
const standing = ({ id, stage, sla, suppressed, epoch }: Lead) => ({ id, stage, sla, suppressed, epoch });

/** A mail scanner as companies have: opens every link of every mail once, before any person does. */
export class Scanner {
  readonly #office: Office;
  readonly #scanned = new Set<string>();
  opened = 0;
  /** Pages that did not open, and leads that changed when one was opened. */
  readonly harm: string[] = [];

  constructor(office: Office) {
    this.#office = office;
  }

  get mails(): number {
    return this.#scanned.size;
  }

  /** Opens the links of the mails that came since the last time. */
  async scan(): Promise<void> {
    const mails = (await readMails(this.#office.doors)).filter(({ id }) => !this.#scanned.has(id));
    if (mails.length === 0) return;
    const before = (await this.#office.leads()).map(standing);
    await Promise.all(mails.flatMap(addressesIn).map((address) => this.#open(address)));
    await this.#office.quiet();
    const after = (await this.#office.leads()).map(standing);
    for (const [place, lead] of after.entries()) {
      if (!isDeepStrictEqual(lead, before[place])) this.harm.push(`opening its links changed ${lead.id}`);
    }
    for (const { id } of mails) this.#scanned.add(id);
  }

  /** Opens a link if it leads to us; the rest of the web is none of our story. */
  async #open(address: string): Promise<void> {
    if (!address.startsWith(`${this.#office.doors.url}/`)) return;
    const response = await fetch(address, { redirect: "manual" });
    await response.arrayBuffer();
    this.opened++;
    if (response.status >= 400) this.harm.push(`${address} answered ${response.status}`);
  }
}
