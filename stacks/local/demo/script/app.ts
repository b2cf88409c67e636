import * as z from "zod";
import {
  apiClient,
  type Lead,
  type Owner,
  type Task,
  type TimelineEntry,
} from "../../../../functions/api/generated/client.ts";

export interface Doors {
  url: string;
  /** Bearer token of the private API. */
  token: string;
  /** Where mail to the application's domain is taken in, on 127.0.0.1. */
  smtpPort: number;
}

export type { Lead, Task };
export type Colleague = Owner;
/** An entry of any type, to be looked into by the name of a field. */
export interface Entry extends Pick<TimelineEntry, "id" | "at" | "type" | "by"> {
  data: Readonly<Record<string, unknown>>;
}

const Clock = z.object({ now: z.string().transform((text) => Date.parse(text)) });

async function all<T>(page: (cursor: string | undefined) => Promise<{ items: T[]; cursor?: string }>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    found.push(...next.items);
    cursor = next.cursor;
  } while (cursor !== undefined);
  return found;
}

/** What the story sees of the office, and its clock: through the private API and the local control. */
export class App {
  readonly doors: Doors;
  /** Tells or asks the private API something. @throws ApiProblem when it refuses */
  readonly api: ReturnType<typeof apiClient>;

  constructor(doors: Doors) {
    this.doors = doors;
    this.api = apiClient(doors);
  }

  /** Everybody in sales, managers included. */
  async colleagues(): Promise<Colleague[]> {
    return (await this.api("GET /api/owners", {})).items;
  }

  async leads(): Promise<Lead[]> {
    const newestFirst = await all((cursor) => this.api("GET /api/leads", { query: { limit: "100", cursor } }));
    return newestFirst.reverse();
  }

  /** The first lead known by an address or a number. */
  async leadBy(key: "email" | "phone", value: string): Promise<Lead | undefined> {
    return (await this.api("GET /api/leads", { query: { limit: "1", [key]: value } })).items[0];
  }

  timeline(id: string): Promise<Entry[]> {
    return all((cursor) => this.api("GET /api/leads/{id}/timeline", { id, query: { limit: "100", cursor } }));
  }

  /** What an owner still has to do, the most urgent first. */
  async tasks(owner: string): Promise<Task[]> {
    return (await this.api("GET /api/tasks", { query: { owner, limit: "100" } })).items;
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

  async #call(path: string, body?: object): Promise<unknown> {
    const request = body ? { method: "POST", body: JSON.stringify(body) } : {};
    const response = await fetch(this.doors.url + path, request);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }
}
