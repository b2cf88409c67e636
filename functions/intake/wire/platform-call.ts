import type * as z from "zod";
import { sayDelivery } from "../../language/texts.ts";
import { variable } from "../../platform/config.ts";
import { AppError } from "../../platform/error.ts";
import { day, type Instant, millis, second } from "../../platform/time.ts";
import type { Fetched } from "./adapter.ts";
import { exactJson } from "./exact-json.ts";

/** A platform's API answers within this time, or is asked again later. */
const patience = 10 * second;

/** What a platform's API answered; `body` is undefined when it is not JSON, `after` is in ms. */
export interface PlatformAnswer {
  status: number;
  body: unknown;
  after?: number | undefined;
}

type Unanswered = Extract<Fetched, { later: string }>;

function read(bytes: Uint8Array): unknown {
  try {
    return exactJson(bytes);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** `Retry-After` in ms: seconds or a date (RFC 9110 section 10.2.3); no more than a day is believed, and none that is over. */
function waitOf(header: string | null, now: Instant): number | undefined {
  if (!header) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * second : Date.parse(header) - millis(now);
  return wait > 0 ? Math.min(wait, day) : undefined;
}

/** Why there was no answer. The error's own words stay out: they may quote a header, and so a token. */
function unanswered({ host }: URL, error: unknown): Unanswered {
  const late = error instanceof DOMException && error.name === "TimeoutError";
  if (late) return { later: sayDelivery("fetch.late", { host, seconds: patience / second }) };
  return { later: sayDelivery("fetch.unreachable", { host }) };
}

/** Asks a platform's API with GET. Redirects are not followed: a token goes nowhere else. */
export async function callPlatform(
  url: URL,
  headers: Record<string, string>,
  now: Instant,
): Promise<PlatformAnswer | Unanswered> {
  try {
    const answer = await fetch(url, {
      headers: { accept: "application/json", ...headers },
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, body: read(bytes), after: waitOf(answer.headers.get("retry-after"), now) };
  } catch (error) {
    return unanswered(url, error);
  }
}

/** Tokens that can stand in a header; one that was pasted with blanks around is meant without them. */
export const usableTokens = (tokens: readonly string[] = []): string[] =>
  tokens.map((token) => token.trim()).filter((token) => /^[\x21-\x7e]+$/.test(token));

/** Until the platform tells, or is busy; else the first answer. Two keys count while one takes the other's place. */
export async function withEach<Key>(
  keys: readonly Key[],
  ask: (key: Key) => Promise<Fetched>,
): Promise<Fetched | undefined> {
  let first: Fetched | undefined;
  for (const key of keys) {
    const fetched = await ask(key);
    if ("draft" in fetched || "later" in fetched) return fetched;
    first ??= fetched;
  }
  return first;
}

/** An address under a platform's base URL, which the environment may set. */
export const addressOf = (name: string, usual: string, path: string): URL =>
  new URL(`${variable(name, usual).replace(/(?<!\/)\/+$/, "")}${path}`);

/** A value in a shape; `undefined` when it has another. */
export const parseShape = <T>(value: unknown, schema: z.ZodType<T>): T | undefined => schema.safeParse(value).data;
