import type { Entry } from "./evidence.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long each channel may wait for its first response (LIFECYCLE.md section 3). */
const allowances = new Map<unknown, number>([
  ["messenger", 5 * minute],
  ["form", 5 * minute],
  ["ad", 5 * minute],
  ["referral", 5 * minute],
  ["call", 15 * minute],
  ["email", 4 * hour],
  ["engaged", 4 * hour],
  ["import", day],
]);

/** When an answer is due to what came on a channel then. Until there is a calendar, every hour is working time. */
export const answerDueAt = (channel: unknown, at: string): string =>
  new Date(Date.parse(at) + (allowances.get(channel) ?? 0)).toISOString();

/** In these stages somebody may wait for an answer; entering another voids what was promised. */
const promising: ReadonlySet<unknown> = new Set("new working qualified meeting proposal decision converted".split(" "));

/** When a promise began to count, by when it is due. */
export const countsFrom = ({ channel, dueAt }: Pick<Promised, "channel" | "dueAt">): string =>
  new Date(Date.parse(dueAt) - (allowances.get(channel) ?? 0)).toISOString();

/** One response promise, as a timeline tells of it. */
export interface Promised {
  channel: unknown;
  openedAt: string;
  dueAt: string;
  /** When each level was told: the breach first. */
  levels: string[];
  ended?: { at: string; how: "answered" | "voided" | "replaced" };
  met: boolean;
}

/** When a level comes: at 100, 200 and 400 % of the allowance, then once a day (LIFECYCLE.md section 3). */
export function levelDueAt({ channel, dueAt }: Promised, level: number): string {
  const allowed = allowances.get(channel) ?? 0;
  const opened = Date.parse(dueAt) - allowed;
  const multiple = [1, 2, 4][level - 1];
  return new Date(multiple ? opened + multiple * allowed : opened + 4 * allowed + (level - 3) * day).toISOString();
}

/** The promises of a timeline in order, at most one open at a time, and what is told of them that cannot be. */
export class Promises {
  readonly made: Promised[] = [];
  readonly odd: string[] = [];
  #stage: unknown;

  constructor(timeline: readonly Entry[]) {
    for (const entry of timeline) this.#follow(entry);
  }

  get open(): Promised | undefined {
    const last = this.made.at(-1);
    return last?.ended ? undefined : last;
  }

  #follow(entry: Entry): void {
    const { type, at } = entry;
    if (type === "sla.opened") this.#opened(entry);
    if (type === "sla.breached" || type === "sla.escalated") this.#raised(entry);
    if (type === "sla.met") this.#met(entry);
    if (type === "response.recorded" && promising.has(this.#stage)) this.#end(at, "answered");
    if (type !== "stage.entered") return;
    this.#stage = entry.data.to;
    if (!promising.has(this.#stage)) this.#end(at, "voided");
  }

  /** The promise that is due earlier is kept whole. */
  #opened({ at, data }: Entry): void {
    const dueAt = String(data.dueAt);
    if (this.open && dueAt >= this.open.dueAt) this.odd.push(`promised again at ${at} what is promised already`);
    if (dueAt > answerDueAt(data.channel, at)) this.odd.push(`promised at ${at} an answer as late as ${dueAt}`);
    this.#end(at, "replaced");
    this.made.push({ channel: data.channel, openedAt: at, dueAt, levels: [], met: false });
  }

  /** Days that went by unheard are told at once: their levels are told with the last of them. */
  #raised({ at, type, data }: Entry): void {
    const { open } = this;
    if (open) open.levels.push(at);
    while (open && open.levels.length > 3 && open.levels.length < Number(data.level)) open.levels.push(at);
    const level = open?.levels.length;
    const name = level === 1 ? "sla.breached" : "sla.escalated";
    if (!open || type !== name || data.level !== level || data.dueAt !== open.dueAt)
      this.odd.push(`tells ${type} ${data.level} of ${data.dueAt} at ${at}, next was ${level} of ${open?.dueAt}`);
  }

  /** An answer in time is told right behind it. */
  #met({ at, data }: Entry): void {
    const last = this.made.at(-1);
    const answered = last?.ended?.how === "answered" && last.ended.at === at;
    if (last && answered && !last.met && last.dueAt === data.dueAt) last.met = true;
    else this.odd.push(`tells sla.met at ${at} of what was not answered then`);
  }

  #end(at: string, how: "answered" | "voided" | "replaced"): void {
    if (this.open) this.open.ended = { at, how };
  }
}
