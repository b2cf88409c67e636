import * as z from "zod";

/** Where the story finds the running application. */
export interface Doors {
  url: string;
  /** Bearer token of the private API. */
  token: string;
  /** Where mail to the application's domain is taken in, on 127.0.0.1. */
  smtpPort: number;
}

const Lead = z.object({
  id: z.string(),
  stage: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  owner: z.string().optional(),
  epoch: z.number(),
  /** How often it has slept and been asked again in vain. */
  cycle: z.number(),
  reason: z.string().optional(),
  customerId: z.string().optional(),
  sla: z.looseObject({ openedAt: z.string(), dueAt: z.string(), level: z.number() }).optional(),
  emailConfirmed: z.object({ by: z.string() }).optional(),
  suppressed: z.record(z.string(), z.unknown()),
  source: z.object({ campaign: z.string().optional(), attribution: z.record(z.string(), z.string()) }),
  updatedAt: z.string(),
});
export type Lead = z.infer<typeof Lead>;

const Entry = z.object({
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  type: z.string(),
  by: z.object({ kind: z.string(), id: z.string().optional() }),
  data: z.record(z.string(), z.unknown()),
});
export type Entry = z.infer<typeof Entry>;

const Colleague = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string() });
export type Colleague = z.infer<typeof Colleague>;

const Task = z.object({ id: z.string(), leadId: z.string(), what: z.string(), text: z.string().optional() });
export type Task = z.infer<typeof Task>;

const Clock = z.object({ now: z.string().transform((text) => Date.parse(text)) });

const listOf = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item), cursor: z.string().optional() });

/** What the story sees of the office, and its clock: through the private API and the local control. */
export class Office {
  readonly doors: Doors;

  constructor(doors: Doors) {
    this.doors = doors;
  }

  /** Everybody in sales, managers included. */
  async colleagues(): Promise<Colleague[]> {
    return listOf(Colleague).parse(await this.#ask("/api/owners")).items;
  }

  /** All leads, the oldest first. */
  async leads(): Promise<Lead[]> {
    return (await this.#pages("/api/leads?limit=100", Lead)).reverse();
  }

  /** The first lead known by an address or a number. */
  async leadBy(key: "email" | "phone", value: string): Promise<Lead | undefined> {
    return (await this.#pages(`/api/leads?limit=1&${key}=${encodeURIComponent(value)}`, Lead))[0];
  }

  /** A lead's timeline, oldest first. */
  timeline(lead: string): Promise<Entry[]> {
    return this.#pages(`/api/leads/${lead}/timeline?limit=100`, Entry);
  }

  /** What an owner still has to do, the most urgent first. */
  async tasks(owner: string): Promise<Task[]> {
    return listOf(Task).parse(await this.#ask(`/api/tasks?owner=${owner}&limit=100`)).items;
  }

  /** Tells the private API what sales did. @throws Error with its answer when it refuses */
  async record(path: string, body: object): Promise<void> {
    await this.#ask(path, body);
  }

  /** Virtual milliseconds since the epoch. */
  async now(): Promise<number> {
    return Clock.parse(await this.#call("/local/clock")).now;
  }

  /** Lets all that was begun come to its end, and all happen that comes due until then (ms), in order. */
  async moveTo(instant: number): Promise<void> {
    await this.#call("/local/clock", { to: new Date(instant).toISOString() });
  }

  /** Lets everything that was begun come to its end; no time passes. */
  async quiet(): Promise<void> {
    await this.#call("/local/clock", { advance: "PT0S" });
  }

  async #pages<T>(path: string, item: z.ZodType<T>): Promise<T[]> {
    const all: T[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = listOf(item).parse(await this.#ask(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`));
      all.push(...page.items);
      cursor = page.cursor;
    }
    return all;
  }

  #ask(path: string, body?: object): Promise<unknown> {
    return this.#call(path, body, { authorization: `Bearer ${this.doors.token}` });
  }

  async #call(path: string, body?: object, headers: Record<string, string> = {}): Promise<unknown> {
    const request = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const response = await fetch(this.doors.url + path, request);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }
}
