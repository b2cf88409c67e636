import { randomUUID } from "node:crypto";
import * as z from "zod";
import { sayTimeline } from "../../language/texts.ts";
import type { LeadId } from "../../lead/model/lead.ts";
import type { Purpose } from "../../lead/model/purpose.ts";
import { touchKey, touchRange } from "../../lead/store/keys.ts";
import { storedItem } from "../../platform/aws/stored-item.ts";
import { get, query } from "../../platform/aws/table.ts";
import { absent, type Condition, set, type Write } from "../../platform/aws/write.ts";
import { type Instant, Instant as InstantSchema, latest, minute, plus } from "../../platform/time.ts";

/** `calling` without an answer turns into `unknown`, as it is told; `claimed` may be tried again; `skipped` is for good. */
const attempted = {
  attempt: z.number(),
  /** The touches that this one mail stands for: notices are bundled while one is unsent. */
  covers: z.array(z.string()),
};
const Entry = z.discriminatedUnion("state", [
  z.object({ state: z.literal("claimed"), ...attempted }),
  z.object({ state: z.literal("calling"), ...attempted, since: InstantSchema, token: z.string().optional() }),
  z.object({ state: z.literal("unknown"), ...attempted, since: InstantSchema }),
  z.object({ state: z.literal("sent"), ...attempted, messageId: z.string(), at: InstantSchema }),
  z.object({ state: z.literal("skipped"), ...attempted, reason: z.string() }),
]);
export type LedgerEntry = z.infer<typeof Entry>;

const touches = storedItem<LedgerEntry>({ kind: "touch", shape: Entry });

/** A touch that was being sent when its sender fell silent, and of which that is not told yet. */
export interface Lost {
  touch: string;
  purpose: Purpose;
  call: Extract<LedgerEntry, { state: "calling" }>;
}

/** How long a mail of which no answer came is waited for, before it is sent again or given up (DECISIONS.md section 1). */
const unknownFor = 10 * minute;

/** Mail that is better twice than never; everything else is better never than twice. */
const repeatable = (purpose: Purpose): boolean => purpose === "service" || purpose === "internal";

export type Claim =
  | { may: "send"; attempt: number }
  | { may: "not"; because: "sent"; messageId: string; covers: string[] }
  | { may: "not"; because: "skipped"; reason: string; covers: string[] }
  | { may: "wait"; until: Instant; stuck: Extract<LedgerEntry, { since: Instant }> };

/** A touch's entry; `undefined` if never claimed. @throws AppError `unreadable`: then nobody knows whether it was sent */
export async function readEntry(lead: LeadId, touch: string): Promise<LedgerEntry | undefined> {
  const item = await get(touchKey(lead, touch));
  return item && touches.read(item);
}

/** A lead has fewer touches. */
const touchesAtMost = 2000;

/** The touches of a lead that were sent, by SES's id of the mail. */
export async function sentTouches(lead: LeadId): Promise<ReadonlyMap<string, string>> {
  const range = { ...touchRange(lead), limit: touchesAtMost };
  const items = await query({ ...range, keep: ["pk", "sk", "messageId"] });
  const sent = items.flatMap(({ sk, messageId }) =>
    typeof messageId === "string" ? [[messageId, sk.slice("TOUCH#".length)] as const] : [],
  );
  return new Map(sent);
}

/** What an entry allows: send, leave it, or wait for word of a send whose answer never came. */
export function claimOf(entry: LedgerEntry, purpose: Purpose, now: Instant): Claim {
  if (entry.state === "sent") return { may: "not", because: "sent", messageId: entry.messageId, covers: entry.covers };
  if (entry.state === "skipped") return { may: "not", because: "skipped", reason: entry.reason, covers: entry.covers };
  if (entry.state === "claimed") return { may: "send", attempt: entry.attempt + 1 };
  const until = latest([plus(entry.since, unknownFor), now]);
  // A call that broke off is told as unknown before anything is done about it, however long ago it was.
  if (entry.state === "calling" || now < until) return { may: "wait", until, stuck: entry };
  if (repeatable(purpose)) return { may: "send", attempt: entry.attempt + 1 };
  return { may: "not", because: "skipped", reason: sayTimeline("skipped.unknown"), covers: entry.covers };
}

/** Entries are set rather than put: what a later release has written beside stays. */
const entryFields = (entry: LedgerEntry) => ({ kind: "touch", ...entry });

const unsent = { expression: "attempt = :attempt AND attribute_not_exists(messageId)" };

const write = (lead: LeadId, touch: string, entry: LedgerEntry, when: Condition): Promise<boolean> =>
  set(touchKey(lead, touch), entryFields(entry), when);

const before = (attempt: number): Condition =>
  attempt === 1 ? absent : { ...unsent, values: { ":attempt": attempt - 1 } };

/** Leaves a touch for good where this attempt would begin; false when somebody else was first. */
export const skipTouch = (
  lead: LeadId,
  touch: string,
  entry: Omit<Extract<LedgerEntry, { state: "skipped" }>, "state">,
): Promise<boolean> => write(lead, touch, { state: "skipped", ...entry }, before(entry.attempt));

/** Takes the touch right before the call; false when others were first. By the token the SDK's own repeat is told apart. */
export async function claimTouch(
  lead: LeadId,
  touch: string,
  attempt: number,
  covers: string[],
  now: Instant,
): Promise<boolean> {
  const token = randomUUID();
  const calling: LedgerEntry = { state: "calling", attempt, covers, since: now, token };
  if (await write(lead, touch, calling, before(attempt))) return true;
  const there = await readEntry(lead, touch);
  return there?.state === "calling" && there.token === token;
}

const stillOf = ({ state, attempt }: LedgerEntry): Condition => ({
  ...(state === "sent" ? { expression: "attempt = :attempt" } : unsent),
  values: { ":attempt": attempt },
});

/** Writes what became of an attempt; false when a later one has taken over, or word came meanwhile that it was sent. */
export const settleTouch = (lead: LeadId, touch: string, entry: LedgerEntry): Promise<boolean> =>
  write(lead, touch, entry, stillOf(entry));

/** Those of which it is still not known what became of them, nor told. */
export async function stillLost(lead: LeadId, lost: readonly Lost[]): Promise<Lost[]> {
  const entries = await Promise.all(lost.map(async ({ touch }) => touches.find(await get(touchKey(lead, touch)))));
  return lost.filter(({ call }, place) => {
    const entry = entries[place];
    return entry?.state === "calling" && entry.attempt === call.attempt;
  });
}

/** The write that makes a touch unknown. It belongs into the transaction that tells so: neither is lost without the other. */
export function giveUpWrite(lead: LeadId, { touch, call }: Lost): Write {
  const { attempt, covers, since } = call;
  const entry: LedgerEntry = { state: "unknown", attempt, covers, since };
  return { set: touchKey(lead, touch), values: entryFields(entry), when: stillOf(entry) };
}

/** Word came from SES that a touch was sent: whoever waits for an answer finds it. What is settled already stays. */
export async function confirmTouch(lead: LeadId, touch: string, messageId: string, now: Instant): Promise<void> {
  for (let isSettled = false; !isSettled; ) {
    const entry = await readEntry(lead, touch);
    if (entry?.state !== "calling" && entry?.state !== "unknown") return;
    const { attempt, covers } = entry;
    // Where another attempt has begun meanwhile, the word is for that: it need not be made.
    isSettled = await settleTouch(lead, touch, { state: "sent", attempt, covers, messageId, at: now });
  }
}
