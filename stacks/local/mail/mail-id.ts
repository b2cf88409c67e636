import { randomUUID } from "node:crypto";

/** How the ids of a region begin, as seen in SES; the rest carries on with the instant. */
const prefixes: Record<string, string> = {
  "us-east-1": "0100",
  "us-west-2": "0101",
  "eu-west-1": "0102",
  "eu-central-1": "0107",
  "ap-southeast-2": "0108",
};

/** Makes ids that look like SES's and sort in the order they were made, also while the clock stands still. */
export class MailIds {
  readonly #prefix: string;
  #instant = 0;
  #count = 0;

  /** `last` is the highest id made so far, if any. */
  constructor(region: string, last?: string) {
    this.#prefix = prefixes[region] ?? "0100";
    const [head = "", counter = ""] = last?.split("-") ?? [];
    if (head) this.#instant = Number.parseInt(head.slice(this.#prefix.length), 16);
    if (counter) this.#count = Number.parseInt(counter, 16);
  }

  next(now: number): string {
    this.#count = now > this.#instant ? 0 : this.#count + 1;
    this.#instant = Math.max(this.#instant, Math.trunc(now));
    const head = `${this.#prefix}${this.#instant.toString(16).padStart(12, "0")}`;
    const counter = this.#count.toString(16).padStart(8, "0");
    return `${head}-${counter}${randomUUID().slice(8)}-000000`;
  }
}
