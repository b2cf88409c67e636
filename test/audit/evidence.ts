import type { RivalEdit } from "../../stacks/local/table/rival.ts";
import type { InquiryItem, Item, Items, Lead, Marked, OwnerItem, ParcelItem, SeenItem, TouchItem } from "./item.ts";

/** An entry of a timeline. */
export interface Entry {
  /** Sorts by time: the key of the item it is in, and its place there. */
  id: string;
  at: string;
  type: string;
  by: { kind: string; id?: string };
  data: Record<string, unknown>;
}

/** A mail as SES took it: by its tags, its envelope and the fields of its raw bytes. */
export interface Mail {
  id: string;
  at: string;
  to: string[];
  lead: string;
  touch: string;
  purpose: string;
  /** Names in lower case, in the order of the mail. */
  fields: { name: string; value: string }[];
}

export interface Execution {
  name: string;
  /** On which state machine it runs: names are unique on each. */
  machine: string;
  /** Whose clock it is, and of which epoch, by its input. */
  lead: string;
  epoch: number;
  status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  stoppedAt?: string;
}

/** A lead with everything that is known of it. */
export interface Case {
  lead: Lead;
  timeline: Entry[];
  inquiries: InquiryItem[];
  /** The ledger, by touch. */
  ledger: ReadonlyMap<string, TouchItem>;
  mails: Mail[];
  executions: Execution[];
}

/** What was read of an office at one moment. */
export interface Records {
  now: string;
  /** How long (ms) something may be on its way and not yet written down: 0 where all is known to be quiet. */
  grace: number;
  items: Items;
  mails: Mail[];
  executions: Execution[];
  /** Ids of inquiries that doors have accepted, as far as somebody has kept them. */
  accepted?: readonly string[];
  /** What rivals have changed, as far as there were any. */
  edits?: readonly RivalEdit[];
}

/** Everything the rules are held against. */
export interface Evidence {
  now: string;
  grace: number;
  cases: Case[];
  /** How each source gains consent. */
  sources: ReadonlyMap<string, string>;
  owners: ReadonlyMap<string, OwnerItem>;
  /** Leads by the address or number that leads to them, such as `EMAIL#zoe@example.com`. */
  claims: ReadonlyMap<string, string[]>;
  /** Inquiries by the key under which a repeat is known. */
  repeats: ReadonlyMap<string, string>;
  parcels: readonly ParcelItem[];
  seen: readonly SeenItem[];
  accepted: readonly string[];
  /** What rivals have changed between reads and writes, and what is left of it by the key of the item. */
  edits: readonly RivalEdit[];
  marked: ReadonlyMap<string, Marked>;
  /** What cannot be read, or belongs to no lead. */
  strays: string[];
  others: ReadonlyMap<string, number>;
}

/**
 * How late a step may be where a clock was lost. The sweep takes a clock that does not act for dead after 5 minutes, comes
 * each minute, and gives the next one a minute to start (DECISIONS.md section 1). A sound clock is not late at all.
 */
export const repairTime = 7 * 60_000;

type OfKind<K extends Item["kind"]> = Extract<Item, { kind: K }>;
const ofKind = <K extends Item["kind"]>(items: Item[], kind: K): OfKind<K>[] =>
  items.filter((item): item is OfKind<K> => item.kind === kind);

const leadOf = ({ pk }: { pk: string }): string => pk.slice("LEAD#".length);

const entriesOf = ({ sk, at, facts }: OfKind<"facts"> | OfKind<"inquiry">): Entry[] =>
  facts.map((fact, place) => ({ id: `${sk.slice("T#".length)}-${String(place).padStart(2, "0")}`, at, ...fact }));

const inOrder = (entries: Entry[]): Entry[] => entries.sort((a, b) => (a.id < b.id ? -1 : 1));

/** Puts everything that was read with the lead it belongs to. */
export function evidenceOf({ now, grace, items, mails, executions, accepted = [], edits = [] }: Records): Evidence {
  const { known, others, unreadable, marked } = items;
  const leads = ofKind(known, "lead");
  const inquiries = Map.groupBy(ofKind(known, "inquiry"), leadOf);
  const entries = Map.groupBy([...ofKind(known, "facts"), ...ofKind(known, "inquiry")], leadOf);
  const touches = Map.groupBy(ofKind(known, "touch"), leadOf);
  const mailsOf = Map.groupBy(mails, ({ lead }) => lead);
  const executionsOf = Map.groupBy(executions, ({ lead }) => lead);
  const cases = leads.map((lead) => ({
    lead,
    timeline: inOrder((entries.get(lead.id) ?? []).flatMap(entriesOf)),
    inquiries: inquiries.get(lead.id) ?? [],
    ledger: new Map((touches.get(lead.id) ?? []).map((touch) => [touch.sk.slice("TOUCH#".length), touch])),
    mails: mailsOf.get(lead.id) ?? [],
    executions: executionsOf.get(lead.id) ?? [],
  }));
  const ids = new Set(leads.map(({ id }) => id));
  const homeless = (what: string, among: ReadonlyMap<string, unknown[]>) =>
    [...among].filter(([id]) => !ids.has(id)).map(([id, { length }]) => `${id} is no lead and has ${length} ${what}`);
  return {
    now,
    grace,
    cases,
    sources: new Map(ofKind(known, "source").map(({ id, consent }) => [id, consent.by])),
    owners: new Map(ofKind(known, "owner").map((owner) => [owner.id, owner])),
    claims: new Map(ofKind(known, "claim").map(({ pk, leadId, holders }) => [pk, holdersOf(leadId, holders)])),
    repeats: new Map(ofKind(known, "once").map(({ pk, inquiryId }) => [pk, inquiryId])),
    parcels: ofKind(known, "parcel"),
    seen: ofKind(known, "seen"),
    accepted: [...new Set(accepted)],
    edits,
    marked,
    strays: [
      ...unreadable,
      ...homeless("timeline items", entries),
      ...homeless("touches", touches),
      ...homeless("mails", mailsOf),
      ...homeless("executions", executionsOf),
    ],
    others,
  };
}

const holdersOf = (lead: string | undefined, holders: { leadId: string }[] = []): string[] =>
  lead === undefined ? holders.map(({ leadId }) => leadId) : [lead];

/** The entries of a type, in order. */
export const told = ({ timeline }: Pick<Case, "timeline">, type: string): Entry[] =>
  timeline.filter((entry) => entry.type === type);

/** When ops have blocked a lead: from then on nothing is owed to it, nor about it. */
export const blockedAt = (found: Case): string => told(found, "lead.blocked")[0]?.at ?? "~";

/**
 * Whether a card was emptied since then: its platform wanted the last inquiry on it forgotten. What was still to be sent went
 * with it.
 */
export const wasEmptied = (found: Case, since = ""): boolean =>
  told(found, "audit").some(({ at, data }) => {
    const isElse = ({ inquiry, forgottenAt = "~" }: InquiryItem) =>
      inquiry.receivedAt <= at && inquiry.id !== data.inquiryId && forgottenAt > at;
    return at >= since && /forgotten/.test(String(data.what)) && !found.inquiries.some(isElse);
  });

/** Whether something of that moment may still be on its way, so that not all of it is written down yet. */
export const isUnderWay = (at: string, { now, grace }: Pick<Evidence, "now" | "grace">): boolean =>
  Date.parse(at) > Date.parse(now) - grace;

/** A lead that was changed a moment ago may be between two clocks. */
export const isMoving = ({ lead }: Case, evidence: Pick<Evidence, "now" | "grace">): boolean =>
  isUnderWay(lead.updatedAt, evidence);
